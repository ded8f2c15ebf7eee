// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/centraloptions.h"

#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

void readOptions(const Checkout &central,
                 const QString &file,
                 QMap<QString, CentralOption> &options,
                 QSet<QString> &computed)
{
    static const QRegularExpression kOption(
        u"\\A(?:export\\s+)?([A-Za-z_]\\w*)\\s*(\\?=|\\+=|::?=|=)\\s*(.*)\\z"_s);
    static const QRegularExpression kOpens(u"\\A\\s*(?:ifdef|ifndef|ifeq|ifneq|define)\\b"_s);
    static const QRegularExpression kCloses(u"\\A\\s*(?:endif|endef)\\b"_s);
    const QStringList lines = central.lines(file).value_or(QStringList());
    int conditions = 0;
    for (qsizetype at = 0; at < lines.size(); ++at) {
        const qsizetype first = at;
        QString line = lines.at(at);
        while (line.endsWith(u'\\') && at + 1 < lines.size())
            line = line.chopped(1).trimmed() + u' ' + lines.at(++at).trimmed();
        conditions += kOpens.match(line).hasMatch();
        conditions -= kCloses.match(line).hasMatch();
        const auto match = kOption.match(line.section(u'#', 0, 0).trimmed());
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(1);
        const QString value = match.captured(3).trimmed();
        const bool isPlain = conditions <= 0 && !line.startsWith(u'\t') && !value.contains(u'$')
            && !value.contains(u'`') && match.captured(2) != u"+=";
        if (!isPlain) {
            // What it has before is not known either.
            computed.insert(name);
            options.remove(name);
            continue;
        }
        const bool isKept = match.captured(2) == u"?=" && options.contains(name);
        if (!isKept && !computed.contains(name))
            options.insert(
                name, {value, Checkout::mark(file, int(first) + 1), file.contains(u".local.")});
    }
}

} // namespace

QMap<QString, CentralOption> readCentralOptions(const Checkout &central)
{
    QMap<QString, CentralOption> options;
    QSet<QString> computed;
    readOptions(central, u"options.local.mk"_s, options, computed);
    readOptions(central, u"options.mk"_s, options, computed);
    return options;
}

} // namespace devstack
