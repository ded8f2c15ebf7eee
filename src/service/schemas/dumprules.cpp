// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/dumprules.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What a statement can be recognised by stands in its first bytes.
constexpr qsizetype kLooked = 4096;

bool beginsWith(QByteArrayView text, QByteArrayView word)
{
    return text.size() >= word.size()
        && text.first(word.size()).compare(word, Qt::CaseInsensitive) == 0;
}

QByteArrayView trimmedStart(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    return text;
}

/// A name after a word, without its quotes: `x`, "x" or x.
QString nameAfter(const QString &text, const QRegularExpression &form)
{
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? match.captured(match.captured(1).isEmpty() ? 2 : 1) : QString();
}

void addOnce(QStringList &list, const QString &item)
{
    if (!item.isEmpty() && !list.contains(item))
        list += item;
}

bool isWordByte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
        || (byte >= '0' && byte <= '9') || byte == '_' || byte < 0;
}

/// "$tag$" at the beginning of the text; empty when there is none.
QByteArrayView dollarTag(QByteArrayView text)
{
    qsizetype end = 1;
    if (end < text.size() && text[end] >= '0' && text[end] <= '9')
        return {}; // a parameter: $1
    while (end < text.size() && isWordByte(text[end]))
        ++end;
    return end < text.size() && text[end] == '$' ? text.first(end + 1) : QByteArrayView();
}

/// "utf8mb4_0900_ai_ci" and its like; whether there were any.
bool replaceCollations(QByteArray &line)
{
    constexpr QByteArrayView kOld = "utf8mb4_0900_";
    bool any = false;
    for (qsizetype at = line.indexOf(kOld); at >= 0; at = line.indexOf(kOld, at + 1)) {
        qsizetype end = at + kOld.size();
        while (end < line.size() && isWordByte(line[end]))
            ++end;
        line.replace(at, end - at, "utf8mb4_unicode_ci");
        any = true;
    }
    return any;
}

bool isCopy(QByteArrayView text)
{
    return beginsWith(text, "COPY") && (text.size() == 4 || !isWordByte(text[4]));
}

} // namespace

DumpRules::DumpRules(DumpTarget target)
    : m_target(target)
{
}

qsizetype DumpRules::longestLine() const
{
    constexpr qsizetype kBeginning = 1024 * 1024;
    constexpr qsizetype kWhole = 64 * 1024 * 1024;
    // psql finds its commands anywhere in a line, so that all of it has to be read; rows of COPY
    // hold none, and mysql in its binary mode has none.
    return m_target.kind == DatabaseKind::Postgres && m_in != In::Rows ? kWhole : kBeginning;
}

QByteArray DumpRules::take(const QByteArray &line, bool isWhole)
{
    ++m_facts.lines;
    if (m_facts.lines == 1 && line.startsWith("PGDMP")) {
        m_facts.isCustomFormat = true;
        if (m_target.kind != DatabaseKind::Postgres)
            refuse(u"is a dump of PostgreSQL in its own format"_s);
    }
    if (m_facts.isCustomFormat)
        return line;
    if (m_facts.lines == 1 && (line.startsWith("\xff\xfe") || line.startsWith("\xfe\xff"))) {
        refuse(u"is UTF-16; convert the dump to UTF-8"_s);
        return {};
    }
    const QByteArrayView start(line.constData(), std::min<qsizetype>(line.size(), 64));
    if (m_facts.lines <= 4
        && (start.startsWith("-- MySQL dump") || start.startsWith("-- MariaDB dump")
            || start.startsWith("-- PostgreSQL database dump")))
        m_facts.isCut = true;
    if (start.startsWith("-- Dump completed")
        || start.startsWith("-- PostgreSQL database dump complete"))
        m_facts.isCut = false;
    return m_target.kind == DatabaseKind::Postgres ? takePostgres(line, isWhole)
                                                   : takeMySql(line, isWhole);
}

void DumpRules::passOn(QByteArrayView bytes)
{
    if (m_target.kind != DatabaseKind::Postgres) {
        m_quotes.feed(bytes);
        m_inRows = m_inRows && !(bytes.endsWith('\n') && m_quotes.isAtEnd());
    }
}

bool DumpRules::isInValue() const
{
    return m_target.kind == DatabaseKind::Postgres ? m_in != In::Statement && m_in != In::Rows
                                                   : m_quotes.isInValue();
}

void DumpRules::note(const QString &text)
{
    addOnce(m_facts.notes, text);
}

void DumpRules::refuse(const QString &what)
{
    if (m_refusal.isEmpty())
        m_refusal = u"line %1 %2"_s.arg(m_facts.lines).arg(what);
}

void DumpRules::count(QByteArrayView statement)
{
    if (beginsWith(statement, "CREATE TABLE") || beginsWith(statement, "CREATE UNLOGGED TABLE"))
        ++m_facts.tables;
    else if (beginsWith(statement, "INSERT ") || beginsWith(statement, "REPLACE INTO"))
        m_facts.hasRows = true;
}

QByteArray DumpRules::takeMySql(const QByteArray &line, bool isWhole)
{
    const QByteArrayView head
        = trimmedStart(QByteArrayView(line).first(std::min(line.size(), kLooked)));
    const bool isStatement = m_quotes.isOutside();
    m_quotes.feed(line);
    if (isWhole)
        m_quotes.feed("\n");
    const bool ends = isWhole && m_quotes.isAtEnd();
    if (m_skipping) {
        m_skipping = !ends;
        return {};
    }
    if (m_inRows || !isStatement) {
        m_inRows = m_inRows && !ends;
        return line;
    }
    // The client runs in its binary mode, in which it has no commands of its own: what it would
    // take for one is no SQL either, and nothing that a dump has a use for.
    if (head.size() > 1 && head[0] == '\\' && QByteArrayView("!.TtRhu").contains(head[1])) {
        refuse(u"holds a command of the client, which a dump has no use for"_s);
        return {};
    }
    constexpr qint64 kHead = 100; // lines that tell whose dump it is
    if (m_facts.lines <= kHead
        && (beginsWith(head, "COPY ") || beginsWith(head, "SET statement_timeout"))) {
        refuse(u"is written for PostgreSQL, and this database is not"_s);
        return {};
    }
    if (beginsWith(head, "/*M!999999")) // newer clients turn their sandbox on by it
        return {};
    const bool isReplication = beginsWith(head, "SET @@GLOBAL.GTID_PURGED")
        || beginsWith(head, "SET @@SESSION.SQL_LOG_BIN")
        || beginsWith(head, "SET @MYSQLDUMP_TEMP_LOG_BIN") || beginsWith(head, "CHANGE MASTER TO")
        || beginsWith(head, "CHANGE REPLICATION SOURCE");
    if (isReplication) {
        note(u"Statements about replication were left out."_s);
        m_skipping = !ends;
        return {};
    }
    count(head);
    static const QRegularExpression kUse(u"\\A(?:/\\*!\\d+ )?USE\\s+(?:`([^`]+)`|(\\w+))"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    if (beginsWith(head, "USE") || beginsWith(head, "/*!"))
        addOnce(m_facts.databases, nameAfter(QString::fromUtf8(head), kUse));
    static const QRegularExpression kDatabase(
        u"\\A(?:/\\*!\\d+ )?(?:USE|CREATE DATABASE|DROP DATABASE|CREATE SCHEMA)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (m_target.intoOwnDatabase && kDatabase.match(QString::fromUtf8(head)).hasMatch()) {
        note(u"What creates or chooses a database was left out: everything goes into the one that "
             u"the service has."_s);
        m_skipping = !ends;
        return {};
    }
    if (beginsWith(head, "INSERT ") || beginsWith(head, "REPLACE ")) {
        m_inRows = !ends;
        return line;
    }
    if (!isWhole)
        return line;
    QByteArray changed = line;
    const bool isSetting = beginsWith(head, "SET ") || beginsWith(head, "/*!");
    if (isSetting && changed.contains("sql_mode")) {
        // MySQL 8 refuses the word; it has no effect on a dump.
        changed.replace("NO_AUTO_CREATE_USER,", "").replace(",NO_AUTO_CREATE_USER", "");
        changed.replace("NO_AUTO_CREATE_USER", "");
    }
    const bool isDefinition = isSetting || beginsWith(head, ")") || beginsWith(head, "`")
        || beginsWith(head, "CREATE ") || beginsWith(head, "ALTER ");
    if (m_target.isMariaDb && isDefinition && replaceCollations(changed))
        note(u"Collations of MySQL 8 became utf8mb4_unicode_ci, which MariaDB knows."_s);
    return changed;
}

QByteArray DumpRules::takePostgres(const QByteArray &line, bool isWhole)
{
    if (m_in == In::Rows) {
        if (line == "\\.")
            m_in = In::Statement;
        return line;
    }
    const QByteArrayView head = QByteArrayView(line).first(std::min(line.size(), kLooked));
    if (m_in == In::Statement) {
        if (beginsWith(head, "\\restrict") || beginsWith(head, "\\unrestrict"))
            return {};
        if (beginsWith(head, "\\connect ") || beginsWith(head, "\\c ")) {
            note(u"The dump changes to another database; everything goes into this one."_s);
            return {};
        }
        if (beginsWith(head, "CREATE DATABASE") || beginsWith(head, "DROP DATABASE")
            || (beginsWith(head, "ALTER DATABASE") && line.contains(" OWNER "))) {
            note(u"Statements that create or drop databases were left out."_s);
            return {};
        }
        if (beginsWith(head, "SET transaction_timeout")) // PostgreSQL 17; older ones refuse it
            return {};
        if (beginsWith(head, "ENGINE=") || line.startsWith("/*!")) {
            refuse(u"is written for MySQL, and this database is not"_s);
            return {};
        }
        count(head);
        static const QRegularExpression kRole(
            u"(?:OWNER TO|\\bGRANT\\b.*\\bTO|\\bREVOKE\\b.*\\bFROM|FOR ROLE)\\s+(?:\"([^\"]+)\"|(\\w+))"_s);
        const QString role = nameAfter(QString::fromUtf8(head), kRole);
        if (role.compare(u"PUBLIC"_s, Qt::CaseInsensitive) != 0 && !role.startsWith(u"CURRENT_")
            && !role.startsWith(u"SESSION_"))
            addOnce(m_facts.roles, role);
        static const QRegularExpression kCopyIn(u"\\ACOPY\\s.*\\sFROM\\s+stdin\\b.*;\\s*\\z"_s,
                                                QRegularExpression::CaseInsensitiveOption);
        if (m_atStart && isCopy(head)) {
            if (!isWhole || !kCopyIn.match(QString::fromUtf8(head)).hasMatch()) {
                refuse(u"copies from or to something else than the dump"_s);
                return {};
            }
            m_facts.hasRows = true;
            m_in = In::Rows;
            return line;
        }
    }
    if (line.contains("standard_conforming_strings") && !line.contains("= on;")) {
        refuse(u"changes what a backslash means"_s);
        return {};
    }
    if (isWhole)
        lexPostgres(line);
    else
        refuse(u"is longer than this program looks through"_s);
    return line;
}

/// Follows quotes and comments, since psql takes a backslash outside of them for a command of its
/// own, in the middle of a line too (PostgreSQL 15, psql, “Meta-Commands”).
void DumpRules::lexPostgres(QByteArrayView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char byte = line[i];
        const QByteArrayView rest = line.sliced(i);
        switch (m_in) {
        case In::Statement:
            if (byte == '\\') {
                refuse(u"holds a command of the client, which a dump has no use for"_s);
                return;
            }
            if (rest.startsWith("--"))
                return;
            if (m_atStart && isCopy(rest) && (i == 0 || !isWordByte(line[i - 1]))) {
                refuse(u"copies in the middle of a line"_s);
                return;
            }
            if (byte == ';')
                m_atStart = true;
            else if (byte != ' ' && byte != '\t' && !rest.startsWith("/*"))
                m_atStart = false;
            if (rest.startsWith("/*")) {
                m_in = In::Comment;
                m_depth = 1;
                ++i;
            } else if (byte == '\'') {
                const bool escapes = i > 0 && (line[i - 1] == 'E' || line[i - 1] == 'e')
                    && (i < 2 || !isWordByte(line[i - 2]));
                m_in = escapes ? In::EscapeQuote : In::Quote;
            } else if (byte == '"') {
                m_in = In::Name;
            } else if (byte == '$' && (i == 0 || !isWordByte(line[i - 1]))) {
                if (const QByteArrayView tag = dollarTag(rest); !tag.isEmpty()) {
                    m_dollar = tag.toByteArray();
                    m_in = In::Dollar;
                    i += tag.size() - 1;
                }
            }
            break;
        case In::EscapeQuote:
            if (byte == '\\')
                ++i;
            else if (byte == '\'')
                m_in = In::Statement;
            break;
        case In::Quote:
            if (byte == '\'')
                m_in = In::Statement;
            break;
        case In::Name:
            if (byte == '"')
                m_in = In::Statement;
            break;
        case In::Dollar:
            if (rest.startsWith(m_dollar)) {
                i += m_dollar.size() - 1;
                m_in = In::Statement;
            }
            break;
        case In::Comment:
            if (rest.startsWith("*/")) {
                ++i;
                if (--m_depth == 0)
                    m_in = In::Statement;
            } else if (rest.startsWith("/*")) {
                ++i;
                ++m_depth;
            }
            break;
        case In::Rows:
            return;
        }
    }
}

} // namespace devstack
