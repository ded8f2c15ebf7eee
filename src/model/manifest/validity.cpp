// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/validity.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool matches(const QRegularExpression &form, const QString &text)
{
    return form.match(text).hasMatch();
}

// RFC 1035, section 3.1, as text without the last dot.
constexpr qsizetype kLongestHost = 253;

bool hasControlCharacter(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

bool isName(const QString &text)
{
    static const QRegularExpression kForm(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\\z"_s);
    return matches(kForm, text);
}

bool isHostName(const QString &text)
{
    static const QRegularExpression kForm(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,252}\\z"_s);
    return matches(kForm, text);
}

bool isVariableName(const QString &text)
{
    static const QRegularExpression kForm(u"\\A[A-Za-z_][A-Za-z0-9_.-]{0,254}\\z"_s);
    return matches(kForm, text);
}

bool isArgument(const QString &text)
{
    return !text.startsWith(u'-') && !hasControlCharacter(text);
}

bool isHttpUrl(const QString &text)
{
    if (text.contains(u' ') || hasControlCharacter(text))
        return false;
    const QUrl url(text, QUrl::StrictMode);
    // QUrl knows the upper end of ports; 0 is none that anything answers on.
    return url.isValid() && !url.host().isEmpty() && url.host().size() <= kLongestHost
        && url.port() != 0 && (url.scheme() == u"http" || url.scheme() == u"https");
}

bool carriesCredentials(const QString &url)
{
    return !QUrl(url).userInfo().isEmpty();
}

bool isRepositoryAddress(const QString &text)
{
    static const QRegularExpression kHelper(u"\\A[A-Za-z0-9+.-]+::"_s);
    static const QRegularExpression kSshShort(u"\\A(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?([^/:@]+):"_s);
    if (text.isEmpty() || !isArgument(text) || matches(kHelper, text))
        return false;
    if (text.contains(u"://")) {
        const QUrl url(text, QUrl::StrictMode);
        static const QStringList kSchemes {u"http"_s, u"https"_s, u"ssh"_s, u"git"_s, u"file"_s};
        return url.isValid() && kSchemes.contains(url.scheme()) && !url.host().startsWith(u'-')
            && !url.userName().startsWith(u'-')
            && (url.scheme() == u"file" || !url.host().isEmpty());
    }
    const auto ssh = kSshShort.match(text);
    return !ssh.hasMatch() || !ssh.capturedView(1).startsWith(u'-');
}

bool isGitRef(const QString &text)
{
    static const QRegularExpression kForbidden(
        u"[\\s~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|\\.lock(?:/|\\z)"_s);
    return !text.isEmpty() && text.size() < 256 && isArgument(text) && text != u"@"
        && !text.startsWith(u'/') && !text.startsWith(u'.') && !text.endsWith(u'/')
        && !text.endsWith(u'.') && !matches(kForbidden, text);
}

bool isImageReference(const QString &text)
{
    // The grammar of github.com/distribution/reference: a domain counts as one only where a path
    // follows, and paths are lower case.
    static const QString kLabel = u"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"_s;
    static const QString kDomain
        = u"(?:%1(?:\\.%1)*|\\[[A-Fa-f0-9:]+\\])(?::[0-9]+)?"_s.arg(kLabel);
    static const QString kPart = u"[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*"_s;
    static const QRegularExpression kForm(
        u"\\A((?:%1/)?%2(?:/%2)*)(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
        "(?:@(sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128}))?\\z"_s.arg(kDomain,
                                                                                        kPart));
    constexpr qsizetype kLongestName = 255;
    if (text.size() > 2 * 512)
        return false;
    const auto match = kForm.match(text);
    return match.hasMatch() && match.capturedLength(1) <= kLongestName;
}

bool isConfinedPath(const QString &text)
{
    return !text.isEmpty() && !text.startsWith(u'/') && !text.startsWith(u'~')
        && !text.contains(u'\\') && !hasControlCharacter(text)
        && !text.split(u'/').contains(u".."_s);
}

} // namespace devstack
