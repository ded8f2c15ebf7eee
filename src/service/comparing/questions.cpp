// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/questions.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

QByteArray versionQuestion(DatabaseKind kind)
{
    return kind == DatabaseKind::Postgres ? "SHOW server_version;\n" : "SELECT VERSION();\n";
}

Result<ServerDialect> dialectOf(DatabaseKind kind, const QString &answer)
{
    static const QRegularExpression kMajor(u"\\A\\s*(\\d+)"_s);
    const auto match = kMajor.match(answer);
    if (!match.hasMatch())
        return protocolError(u"The server does not tell its version."_s).because(answer.left(200));
    return ServerDialect {
        kind, answer.contains(u"mariadb", Qt::CaseInsensitive), match.captured(1).toInt()};
}

QByteArray settingsOf(DatabaseKind kind)
{
    if (kind == DatabaseKind::Postgres)
        return "SET client_min_messages = error;\nSET search_path = public;\nSET TimeZone = "
               "'UTC';\n"
               "SET DateStyle = 'ISO, YMD';\nSET IntervalStyle = 'postgres';\n"
               "SET bytea_output = 'hex';\nSET extra_float_digits = 3;\nSET statement_timeout = "
               "0;\n"
               "SET standard_conforming_strings = on;\nSET xmloption = content;\n";
    return "SET NAMES utf8mb4;\nSET SESSION sql_mode = '';\nSET SESSION time_zone = '+00:00';\n";
}

QString fieldOf(DatabaseKind kind, const QString &expression)
{
    return kind == DatabaseKind::Postgres
        ? u"coalesce(encode(convert_to((%1)::text, 'UTF8'), 'hex'), 'N')"_s.arg(expression)
        : u"IFNULL(HEX(CAST(%1 AS CHAR)), 'N')"_s.arg(expression);
}

QString rowOf(DatabaseKind kind, const QStringList &fields)
{
    return (kind == DatabaseKind::Postgres ? u"concat_ws(',', "_s : u"CONCAT_WS(',', "_s)
        + fields.join(u", "_s) + u')';
}

Result<AnswerRow> answerRow(const QString &line)
{
    AnswerRow row;
    const QByteArray text = line.toLatin1();
    for (const QByteArray &field : text.split(',')) {
        if (field == "N") {
            row += std::nullopt;
            continue;
        }
        const QByteArray value = QByteArray::fromHex(field);
        if (value.size() * 2 != field.size())
            return protocolError(u"The database answered what was not asked."_s)
                .because(line.left(200));
        row += value;
    }
    return row;
}

QString quotedName(DatabaseKind kind, const QString &name)
{
    const QChar quote = kind == DatabaseKind::Postgres ? u'"' : u'`';
    return quote + QString(name).replace(quote, QString(2, quote)) + quote;
}

QString quotedTable(DatabaseKind kind, const QString &schema, const QString &table)
{
    return schema.isEmpty() ? quotedName(kind, table)
                            : quotedName(kind, schema) + u'.' + quotedName(kind, table);
}

QString quotedText(DatabaseKind kind, const QString &text)
{
    QString inside = QString(text).replace(u'\'', u"''"_s);
    if (!text.contains(u'\\'))
        return u'\'' + inside + u'\'';
    if (kind == DatabaseKind::Postgres)
        return u"E'"_s + inside.replace(u'\\', u"\\\\"_s) + u'\'';
    // Whether a backslash is one depends on the session: digits do not.
    return u"CONVERT(X'%1' USING utf8mb4)"_s.arg(QString::fromLatin1(text.toUtf8().toHex()));
}

} // namespace devstack
