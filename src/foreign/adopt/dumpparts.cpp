// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/dumpparts.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

QList<DumpPart> partsOf(const QStringList &dump)
{
    static const QRegularExpression kNext(
        u"\\A\\s*(?:USE|\\\\connect|\\\\c|CREATE\\s+(?:DATABASE|SCHEMA)(?:\\s+/\\*!\\d+)?"
        "(?:\\s+IF\\s+NOT\\s+EXISTS)?(?:\\s*\\*/)?)\\s+[`\"]?([A-Za-z0-9_-]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    QList<DumpPart> parts {{}};
    parts.last().line = 1;
    for (qsizetype at = 0; at < dump.size(); ++at) {
        const QString &line = dump.at(at);
        const bool mayChoose = line.size() < 400 && !line.trimmed().startsWith(u"--");
        const auto match = mayChoose ? kNext.match(line) : QRegularExpressionMatch();
        if (match.hasMatch() && match.captured(1) != parts.last().database)
            parts += DumpPart {match.captured(1), {}, int(at) + 1};
        parts.last().lines += line;
    }
    return parts;
}

} // namespace devstack
