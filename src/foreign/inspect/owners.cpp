// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/owners.h"

#include "foreign/inspect/readmetext.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestOwner = 100;
constexpr qsizetype kMostOwnerLines = 5000;

/// What a YAML scalar on one line says, without quotes and a comment behind it.
QString scalarOf(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u'"') || text.startsWith(u'\'')) {
        const qsizetype end = text.indexOf(text.front(), 1);
        return end < 0 ? QString() : text.mid(1, end - 1);
    }
    static const QRegularExpression kComment(u"(^|\\s)#.*$"_s);
    return text.remove(kComment).trimmed();
}

} // namespace

FoundOwner codeOwners(const QStringList &lines)
{
    static const QRegularExpression kSpace(u"\\s+"_s);
    FoundOwner found;
    for (qsizetype i = 0; i < lines.size() && i < kMostOwnerLines; ++i) {
        const QString rule = lines.at(i).section(u'#', 0, 0).trimmed();
        const QStringList words = rule.split(kSpace, Qt::SkipEmptyParts);
        const bool isWhole = !words.isEmpty()
            && (words.first() == u"*" || words.first() == u"/" || words.first() == u"**"
                || words.first() == u"/**" || words.first() == u"/*");
        if (!isWhole)
            continue;
        // A rule without owners takes them away.
        const QString owners = words.mid(1).join(u", "_s);
        found = owners.isEmpty() ? FoundOwner()
                                 : FoundOwner {plainText(owners, kLongestOwner), int(i) + 1};
    }
    return found;
}

FoundOwner catalogOwner(const QStringList &lines)
{
    static const QRegularExpression kOwner(u"^(\\s+)owner\\s*:\\s*(.*)$"_s);
    static const QRegularExpression kReference(u"^(?:group:|user:)?(?:[A-Za-z0-9_.-]+/)?"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    bool isSpec = false;
    qsizetype depth = 0; // of the keys of `spec`
    for (qsizetype i = 0; i < lines.size() && i < kMostOwnerLines; ++i) {
        const QString &line = lines.at(i);
        if (line.trimmed().isEmpty() || line.trimmed().startsWith(u'#'))
            continue;
        if (!line.front().isSpace()) {
            isSpec = line.startsWith(u"spec:"_s);
            depth = 0;
            continue;
        }
        qsizetype indent = 0;
        while (line.at(indent).isSpace())
            ++indent;
        if (isSpec && depth == 0)
            depth = indent;
        const auto match = kOwner.match(line);
        if (!isSpec || indent != depth || !match.hasMatch())
            continue;
        const QString name = scalarOf(match.captured(2)).remove(kReference);
        if (!name.isEmpty())
            return {plainText(name, kLongestOwner), int(i) + 1};
    }
    return {};
}

} // namespace devstack
