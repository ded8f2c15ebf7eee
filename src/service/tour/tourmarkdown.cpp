// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/tour/tourmarkdown.h"

#include "core/text.h"
#include "git/repositoryurl.h"
#include "service/tour/tourstations.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestLabel = 60;
constexpr qsizetype kEvidenceShown = 5;

/// A link to an address that is nothing but one; else the text.
QString markdownAddress(const QString &url)
{
    static const QRegularExpression kPlain(
        u"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?[A-Za-z0-9/._~%?=&+,:;@-]*$"_s);
    return kPlain.match(url).hasMatch() && !url.contains(u'@') ? u'<' + url + u'>'
                                                               : markdownCode(url);
}

/// `ida`: whose file it is, where that is not clear.
QString placeText(const SourceMark &mark, const QString &ida = {})
{
    const QString file = ida.isEmpty() ? mark.file : ida + u'/' + mark.file;
    return markdownCode(mark.line > 0 ? u"%1:%2"_s.arg(file).arg(mark.line) : file);
}

QString originText(const TourText &text)
{
    if (!text.mark.file.isEmpty())
        return placeText(text.mark);
    return text.origin == u"remote" ? u"the organisation of its remote"_s : text.origin;
}

QStringList needLines(const TourNeed &need, bool isOthersFile)
{
    QString line = u"- **%1** (%2%3)"_s.arg(
        markdownText(need.ida), purposeOf(need), need.declared ? QString() : u", inferred"_s);
    if (need.isMutual)
        line += u", they need each other"_s;
    QStringList lines {line};
    for (const Evidence &one : need.evidence.mid(0, kEvidenceShown)) {
        QString place = u"  - "_s + placeText(one.mark, isOthersFile ? need.ida : QString());
        if (!one.text.isEmpty())
            place += u" "_s + markdownCode(one.text);
        lines += place;
    }
    if (const qsizetype more = need.evidence.size() - kEvidenceShown; more > 0)
        lines += u"  - and %1 more"_s.arg(more);
    return lines;
}

QStringList graphLines(const WorkspaceTour &tour)
{
    QStringList lines {u"```mermaid"_s, u"graph LR"_s};
    QHash<QString, QString> ids;
    for (const TourStation &station : tour.stations) {
        const QString id = u"n%1"_s.arg(ids.size());
        ids.insert(station.name, id);
        lines += u"    %1[\"%2\"]"_s.arg(id, mermaidText(station.name));
    }
    for (const TourStation &station : tour.stations) {
        for (const TourNeed &need : station.needs) {
            if (ids.contains(need.ida))
                lines += u"    %1 %2 %3"_s.arg(ids.value(station.name),
                                               need.declared ? u"-->"_s : u"-.->"_s,
                                               ids.value(need.ida));
        }
    }
    lines += u"```"_s;
    return lines;
}

void addNeeds(QStringList &lines,
              const QString &title,
              const QList<TourNeed> &needs,
              bool isOthersFile)
{
    if (needs.isEmpty())
        return;
    lines += {title, QString()};
    for (const TourNeed &need : needs)
        lines += needLines(need, isOthersFile);
    lines += QString();
}

QStringList stationLines(const TourStation &station, qsizetype number)
{
    QStringList lines {u"## %1. %2"_s.arg(number).arg(markdownText(station.title)), QString()};
    if (!station.description.text.isEmpty())
        lines += {markdownText(station.description.text), QString()};
    const auto fact = [&lines](const QString &name, const QString &text) {
        lines += u"- %1: %2"_s.arg(name, text);
    };
    if (station.title != station.name)
        fact(u"Name"_s, markdownText(station.name));
    fact(u"Owner"_s,
         station.owner.text.isEmpty()
             ? u"not known"_s
             : u"%1 (%2)"_s.arg(markdownText(station.owner.text), originText(station.owner)));
    for (const UrlView &url : station.urls)
        fact(u"Address"_s, u"%1 (%2)"_s.arg(markdownAddress(url.url), markdownText(url.name)));
    // A path is of this machine.
    const auto remote = git::parseUrl(station.repository);
    if (remote && remote->form != git::UrlParts::Form::Path)
        fact(u"Repository"_s, markdownAddress(station.repository));
    if (station.lastChange) {
        const git::LastCommit &last = *station.lastChange;
        fact(u"Last change"_s,
             u"%1: %2 (%3, %4)"_s.arg(markdownText(last.author),
                                      markdownText(last.subject),
                                      last.date.toString(u"yyyy-MM-dd"_s),
                                      markdownCode(last.id.left(12))));
    } else if (!station.cloned) {
        fact(u"Last change"_s, u"it is not cloned yet"_s);
    }
    if (!station.cycle.isEmpty()) {
        QStringList names;
        for (const QString &name : station.cycle)
            names += markdownText(name);
        fact(u"In a cycle"_s, names.join(u", "_s));
    }
    lines += QString();
    if (!station.signIns.isEmpty()) {
        lines += {u"### How to sign in"_s, QString()};
        for (const TourSignIn &signIn : station.signIns) {
            QString line = u"- "_s;
            if (!signIn.user.isEmpty())
                line += markdownCode(signIn.user) + u": "_s;
            line += markdownText(signInText(signIn));
            if (!signIn.mark.file.isEmpty())
                line += u", see "_s + placeText(signIn.mark, signIn.ida);
            lines += line;
        }
        lines += QString();
    }
    addNeeds(lines, u"### What it needs"_s, station.needs, false);
    addNeeds(lines, u"### Who needs it"_s, station.neededBy, true);
    return lines;
}

} // namespace

QString markdownText(const QString &text)
{
    static const QString kSpecial = u"\\`*_{}[]()<>#|~!&$"_s;
    const QString safe = printable(text).replace(u'\t', u' ');
    QString escaped;
    escaped.reserve(safe.size() * 2);
    for (qsizetype i = 0; i < safe.size(); ++i) {
        const QChar c = safe.at(i);
        const bool isStart = i == 0;
        const bool isListMark = (c == u'.' || c == u')') && i > 0 && i < 10
            && std::all_of(safe.begin(), safe.begin() + i, [](QChar d) { return d.isDigit(); });
        if (c == u'@' || c == u':' || (c == u'.' && safe.mid(i - 3, 3).toLower() == u"www")) {
            // Addresses and mentions become links by themselves; an entity is only a letter.
            escaped += c == u':' && safe.mid(i, 3) != u"://" && safe.mid(i - 6, 6) != u"mailto"
                ? QString(c)
                : u"&#%1;"_s.arg(c.unicode());
        } else if (kSpecial.contains(c) || isListMark
                   || (isStart && (c == u'-' || c == u'+' || c == u'='))) {
            escaped += u'\\';
            escaped += c;
        } else {
            escaped += c;
        }
    }
    return escaped;
}

QString markdownCode(const QString &text)
{
    const QString safe = printable(text).replace(u'\t', u' ').trimmed();
    if (safe.isEmpty())
        return {};
    qsizetype longest = 0;
    qsizetype run = 0;
    for (const QChar c : safe) {
        run = c == u'`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const QString fence(longest + 1, u'`');
    const QString pad = longest > 0 ? u" "_s : QString();
    return fence + pad + safe + pad + fence;
}

QString mermaidText(const QString &text)
{
    QString safe = printable(text).replace(u'\t', u' ');
    if (safe.size() > kLongestLabel) {
        safe.truncate(kLongestLabel - 1);
        if (safe.back().isHighSurrogate())
            safe.chop(1);
        safe += u'…';
    }
    QString escaped;
    for (const QChar c : safe) {
        // Letters of any script mean nothing to it; everything else may.
        if (c.isLetterOrNumber() || c.isSurrogate() || u" -_./:,…"_s.contains(c))
            escaped += c;
        else
            escaped += u"#%1;"_s.arg(c.unicode());
    }
    return escaped.trimmed().isEmpty() ? u"?"_s : escaped;
}

QString tourMarkdown(const WorkspaceTour &tour)
{
    QStringList lines {u"# Tour of %1"_s.arg(markdownText(tour.workspace)), QString()};
    if (tour.stations.isEmpty()) {
        lines += u"This workspace has no repositories yet."_s;
        return lines.join(u'\n') + u'\n';
    }
    lines += {u"%1, in the order in which they start: those that others need come first."_s.arg(
                  counted(tour.stations.size(), u"IDA"_s, u"IDAs"_s)),
              QString()};
    lines += graphLines(tour);
    lines += QString();
    for (const QStringList &cycle : tour.cycles) {
        QStringList names;
        for (const QString &name : cycle)
            names += markdownText(name);
        lines += {u"%1 need each other and are set up side by side."_s.arg(names.join(u", "_s)),
                  QString()};
    }
    for (qsizetype i = 0; i < tour.stations.size(); ++i)
        lines += stationLines(tour.stations.at(i), i + 1);
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n') + u'\n';
}

} // namespace devstack
