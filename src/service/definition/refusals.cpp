// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/refusals.h"

#include "foreign/review/loading/loadfaults.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Words of Compose's own that say which kind of fault it found, and words of ours for that kind.
struct Kind
{
    QRegularExpression theirs;
    QRegularExpression ours;
};

const QList<Kind> &kinds()
{
    const auto kind = [](const QString &theirs, const QString &ours) {
        return Kind {QRegularExpression(theirs, QRegularExpression::CaseInsensitiveOption),
                     QRegularExpression(ours, QRegularExpression::CaseInsensitiveOption)};
    };
    static const QList<Kind> kKinds {
        kind(u"cycle"_s, u"wait for each other|back to itself"_s),
        kind(u"port|ip address"_s, u"ports"_s),
        kind(u"undefined|no such service|not found"_s, u"no file of the stack|is not there"_s),
        kind(u"no such file|env file"_s, u"is not there|is a folder"_s),
        kind(u"command line"_s, u"inside quotes"_s),
        kind(u"volume|mount|colons"_s, u"volumes|mounts"_s),
        kind(u"duration"_s, u"duration|unit"_s),
        kind(u"size"_s, u"size"_s),
        kind(u"non-string key"_s, u"no text to Compose"_s),
        kind(u"time\\.Time"_s, u"point in time"_s),
        kind(u"interpolat|required variable|cast"_s, u"variable|number|true nor false"_s),
        kind(u"healthcheck"_s, u"healthcheck"_s),
        kind(u"additional properties"_s, u"knows no key|is no name"_s),
    };
    return kKinds;
}

QSet<QString> wordsOf(const QString &text)
{
    static const QRegularExpression kBreak(u"[^\\w./-]+"_s);
    QSet<QString> words;
    for (const QString &word : text.split(kBreak, Qt::SkipEmptyParts)) {
        words += word;
        // "services.app.ports" names the app as well.
        for (const QString &part : word.split(u'.', Qt::SkipEmptyParts))
            words += part;
        words += QFileInfo(word).fileName();
    }
    return words;
}

/// How much a fault has to do with what Compose said.
int likeness(const LoadFault &fault, const QString &said)
{
    static const QRegularExpression kQuoted(u"“([^”]+)”"_s);
    constexpr int kKind = 3;
    int score = 0;
    for (const Kind &kind : kinds()) {
        if (kind.theirs.match(said).hasMatch() && kind.ours.match(fault.message).hasMatch())
            score += kKind;
    }
    const QSet<QString> theirs = wordsOf(said);
    QSet<QString> ours;
    for (auto quotes = kQuoted.globalMatch(fault.message); quotes.hasNext();)
        ours += wordsOf(quotes.next().captured(1));
    return score + int((ours & theirs).size());
}

} // namespace

QList<Error> foreseenRefusals(const IdaDefinition &ida)
{
    QList<Error> refusals;
    if (ida.isComposed() || !ida.usable())
        return refusals;
    const QStringList profiles = ida.profiles();
    for (const LoadFault &fault :
         loadFaults(ida.compose, profiles) + missingFiles(ida.compose, ida.path, profiles))
        refusals += invalidInput(fault.message, fault.mark, fault.fix);
    return refusals;
}

void explainRefusal(Error &error, const IdaDefinition &ida)
{
    const auto subject
        = readReviewSubject(ida.path, std::nullopt, ida.environmentFolder, ida.chosenFiles);
    if (!subject)
        return;
    const QString said = error.message + u'\n' + error.detail;
    const QList<LoadFault> faults = missingFiles(*subject) + loadFaults(*subject);
    if (faults.isEmpty())
        return;
    const auto best = std::ranges::max_element(
        faults, {}, [&](const LoadFault &fault) { return likeness(fault, said); });
    // The only fault is the one that Compose found.
    if (faults.size() > 1 && likeness(*best, said) == 0)
        return;
    if (error.hint.isEmpty())
        error.hint = best->fix;
    if (error.where.line == 0)
        error.where = best->mark;
}

} // namespace devstack
