// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/repositoryurl.h"

#include "core/secrets.h"
#include "core/text.h"

#include <QDir>
#include <QHash>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

const QString kAllowed
    = u"Use https://…, ssh://…, git@host:path, git://…, file:///… or the path of a local "
      u"repository."_s;

struct Scheme
{
    UrlParts::Form form;
    QString canonical;
    int port;
};

const QHash<QString, Scheme> &schemes()
{
    static const QHash<QString, Scheme> kSchemes {
        {u"https"_s, {UrlParts::Form::Web, u"https"_s, 443}},
        {u"http"_s, {UrlParts::Form::Web, u"http"_s, 80}},
        {u"ssh"_s, {UrlParts::Form::Ssh, u"ssh"_s, 22}},
        {u"git+ssh"_s, {UrlParts::Form::Ssh, u"ssh"_s, 22}},
        {u"ssh+git"_s, {UrlParts::Form::Ssh, u"ssh"_s, 22}},
        {u"git"_s, {UrlParts::Form::Daemon, u"git"_s, 9418}},
        {u"file"_s, {UrlParts::Form::Path, u"file"_s, -1}},
    };
    return kSchemes;
}

bool isRelative(const QString &url)
{
    return url == u"."_s || url == u".."_s || url.startsWith(u"./"_s) || url.startsWith(u"../"_s);
}

bool hasControls(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

QString withoutSuffix(QString path)
{
    while (path.size() > 1 && path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(u".git"_s) && !path.endsWith(u"/.git"_s))
        path.chop(4);
    return path;
}

std::optional<UrlParts> parseWithScheme(const QString &url, qsizetype colon)
{
    const auto scheme = schemes().constFind(url.left(colon).toLower());
    if (scheme == schemes().cend())
        return std::nullopt;
    UrlParts parts {scheme->form, scheme->canonical, {}, {}, -1, {}};
    const QString rest = url.mid(colon + 3);
    const qsizetype slash = rest.indexOf(u'/');
    QString authority = slash < 0 ? rest : rest.left(slash);
    parts.path = QUrl::fromPercentEncoding((slash < 0 ? QString() : rest.mid(slash)).toUtf8());
    if (parts.form == UrlParts::Form::Path) {
        if (!authority.isEmpty() && authority != u"localhost"_s)
            return std::nullopt;
        return parts.path.isEmpty() ? std::nullopt : std::optional(parts);
    }
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        parts.user = QUrl::fromPercentEncoding(authority.left(at).section(u':', 0, 0).toUtf8());
        authority = authority.mid(at + 1);
    }
    static const QRegularExpression kAuthority(
        uR"(^(?:\[([0-9A-Fa-f:.%]+)\]|([A-Za-z0-9_][A-Za-z0-9._-]*))(?::(\d{0,5}))?$)"_s);
    const auto match = kAuthority.match(authority);
    if (!match.hasMatch())
        return std::nullopt;
    parts.host = (match.captured(1) + match.captured(2)).toLower();
    if (!match.captured(3).isEmpty()) {
        parts.port = match.captured(3).toInt();
        if (parts.port < 1 || parts.port > 65535)
            return std::nullopt;
    }
    // ssh://host/~/x and ssh://host/~user/x are relative to a home folder, as git has it.
    if (parts.form == UrlParts::Form::Ssh && parts.path.startsWith(u"/~"_s))
        parts.path.remove(0, 1);
    return parts;
}

std::optional<UrlParts> parseScp(const QString &url)
{
    static const QRegularExpression kScp(
        uR"(^(?:([^@/:]+)@)?(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9_][A-Za-z0-9._-]*)):(.+)$)"_s);
    const auto match = kScp.match(url);
    if (!match.hasMatch())
        return std::nullopt;
    return UrlParts {UrlParts::Form::Ssh,
                     u"ssh"_s,
                     match.captured(1),
                     (match.captured(2) + match.captured(3)).toLower(),
                     -1,
                     match.captured(4)};
}

} // namespace

std::optional<UrlParts> parseUrl(const QString &url)
{
    if (const qsizetype colon = url.indexOf(u"://"_s); colon > 0)
        return parseWithScheme(url, colon);
    if (url.contains(u"::"_s) && !url.contains(u'/') && !url.contains(u'['))
        return std::nullopt;
    const qsizetype colon = url.indexOf(u':');
    const qsizetype slash = url.indexOf(u'/');
    if (colon > 0 && (slash < 0 || colon < slash))
        return parseScp(url);
    if (url.startsWith(u'/'))
        return UrlParts {UrlParts::Form::Path, u"file"_s, {}, {}, -1, QDir::cleanPath(url)};
    if (url.startsWith(u"~/"_s))
        return UrlParts {UrlParts::Form::Path,
                         u"file"_s,
                         {},
                         {},
                         -1,
                         QDir::cleanPath(QDir::homePath() + url.mid(1))};
    if (isRelative(url))
        return UrlParts {UrlParts::Form::Path, u"file"_s, {}, {}, -1, QDir::cleanPath(url)};
    return std::nullopt;
}

Result<QString> checkedUrl(const QString &url)
{
    const QString text = url.trimmed();
    const auto refused = [&](const QString &why) {
        return invalidInput(
            u"“%1” is not a repository address: %2."_s.arg(printableUrl(text), why), {}, kAllowed);
    };
    if (text.isEmpty())
        return refused(u"it is empty"_s);
    if (text.startsWith(u'-'))
        return refused(u"it looks like an option"_s);
    if (hasControls(text))
        return refused(u"it holds control characters"_s);
    static const QRegularExpression kRemoteHelper(u"^[A-Za-z0-9+.-]+::"_s);
    if (kRemoteHelper.match(text).hasMatch())
        return refused(u"transport helpers such as “ext::” run programs"_s);
    const auto parts = parseUrl(text);
    if (!parts) {
        const QString scheme = text.section(u"://"_s, 0, 0);
        if (text.contains(u"://"_s) && !schemes().contains(scheme.toLower()))
            return refused(u"“%1” is not a scheme this program clones from"_s.arg(scheme));
        return refused(u"it is neither a URL nor a path"_s);
    }
    // Once more without percent-encoding.
    if (hasControls(parts->path) || hasControls(parts->user) || parts->user.startsWith(u'-')
        || parts->path.startsWith(u'-'))
        return refused(u"a part of it looks like an option or holds control characters"_s);
    if (parts->form != UrlParts::Form::Path && withoutSuffix(parts->path).size() < 2
        && (parts->path.isEmpty() || parts->path == u"/"_s)) {
        return refused(u"it names a server but no repository"_s);
    }
    return text;
}

QString normalizedUrl(const QString &url)
{
    const auto parts = parseUrl(url.trimmed());
    if (!parts)
        return {};
    QString path = withoutSuffix(QDir::cleanPath(parts->path));
    if (parts->form == UrlParts::Form::Path)
        return path;
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    // These forges, and few others, take names in any case.
    static const QStringList kCaseless {u"github.com"_s, u"gitlab.com"_s, u"bitbucket.org"_s};
    if (kCaseless.contains(parts->host))
        path = path.toLower();
    const int usual = schemes().value(parts->scheme).port;
    const QString port
        = parts->port < 0 || parts->port == usual ? QString() : u":%1"_s.arg(parts->port);
    return parts->host + port + u'/' + path;
}

Result<QString> resolveUrl(const QString &base, const QString &relative)
{
    QString rest = relative.trimmed();
    if (!isRelative(rest))
        return checkedUrl(rest);
    QString result = base.trimmed();
    while (result.size() > 1 && result.endsWith(u'/'))
        result.chop(1);
    // Never climb above the server, or above the root of a path.
    const qsizetype authority = result.indexOf(u"://"_s);
    const qsizetype floor
        = authority < 0 ? 0 : qMax(result.indexOf(u'/', authority + 3), authority + 3);
    QChar separator = u'/';
    while (isRelative(rest)) {
        const bool up = rest.startsWith(u".."_s);
        rest = rest.mid(up ? 2 : 1);
        while (rest.startsWith(u'/'))
            rest.remove(0, 1);
        if (!up)
            continue;
        const qsizetype slash = result.lastIndexOf(u'/');
        const qsizetype colon = authority < 0 ? result.lastIndexOf(u':') : -1;
        const qsizetype cut = qMax(slash, colon);
        if (cut < floor || cut < 0 || separator == u':') {
            return invalidInput(
                u"“%1” leads above “%2”."_s.arg(printable(relative), printableUrl(base)),
                {},
                u"Use fewer “../”, or the whole address."_s);
        }
        separator = result.at(cut);
        result.truncate(cut);
    }
    QString joined = rest.isEmpty() ? result : QString(result + separator + rest);
    while (joined.size() > 1 && joined.endsWith(u'/'))
        joined.chop(1);
    return checkedUrl(joined);
}

QString nameOfUrl(const QString &url)
{
    const auto parts = parseUrl(url.trimmed());
    if (!parts)
        return {};
    QString path = parts->path;
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.endsWith(u"/.git"_s))
        path.chop(5);
    path = withoutSuffix(path);
    QString name = path.mid(path.lastIndexOf(u'/') + 1);
    static const QRegularExpression kUnfit(u"[^A-Za-z0-9._-]+"_s);
    name.replace(kUnfit, u"-"_s);
    while (name.startsWith(u'.') || name.startsWith(u'-'))
        name.remove(0, 1);
    return name;
}

QString printableUrl(const QString &url)
{
    static const QRegularExpression kPassword(u"(://[^/:@]*):[^@/]*@"_s);
    return printable(masked(QString(url).replace(kPassword, u"\\1@"_s)));
}

QString shareableUrl(const QString &url)
{
    static const QRegularExpression kLogin(u"^(https?://)[^/]*@"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kPassword(u"^([a-zA-Z][a-zA-Z0-9+.-]*://[^/:@]*):[^/]*@"_s);
    return QString(url).replace(kLogin, u"\\1"_s).replace(kPassword, u"\\1@"_s);
}

} // namespace devstack::git
