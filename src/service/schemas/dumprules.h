// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/serviceroles.h"
#include "service/schemas/mysqlquotes.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace devstack {

/// The server that a dump goes to.
struct DumpTarget
{
    DatabaseKind kind = DatabaseKind::None;
    bool isMariaDb = false; ///< of the kind MySql
    /// MySql: what creates and chooses a database is left out, so that all goes into the one that
    /// the service has.
    bool intoOwnDatabase = false;
};

/// What a dump holds, as far as its lines tell.
struct DumpFacts
{
    qint64 lines = 0;
    qint64 tables = 0; ///< that it creates
    bool hasRows = false;
    bool isCut = false; ///< its head is that of a tool that ends dumps with a line of its own, and
                        ///< the line is missing
    bool isCustomFormat = false; ///< of pg_dump -Fc: not text
    QStringList databases; ///< that it creates or changes to
    QStringList roles; ///< PostgreSQL: that it gives objects or rights to
    QStringList notes; ///< what was left out or changed for the server, one sentence each
};

/// Reads a dump line by line and decides what the database's client gets of it. Pure.
///
/// A dump is not trusted: the clients' own commands (`\!`, `\i`, `\copy` …), which reach a shell
/// and files, are refused. What its SQL does in the server is the server's business: it runs in the
/// database's container, with the rights of its first user. What older or newer servers write and
/// this one does not understand is left out or replaced, and noted. Belongs to one thread.
class DumpRules
{
public:
    explicit DumpRules(DumpTarget target);

    /// How long a line may be that is looked at whole; of a longer one the rest goes through.
    qsizetype longestLine() const;
    /// What is to be sent of the next line, without its line end; `isWhole` is false for the first
    /// part of a line that is longer than longestLine(), of which this is the beginning.
    QByteArray take(const QByteArray &line, bool isWhole);
    /// More of a line that take() got the beginning of; it is sent as it is.
    void passOn(QByteArrayView bytes);
    /// The last line ends inside of a value, to which its line end belongs.
    bool isInValue() const;
    /// Why the dump must not be loaded, with the number of the line; empty: nothing against it.
    const QString &refusal() const { return m_refusal; }
    const DumpFacts &facts() const { return m_facts; }

private:
    QByteArray takeMySql(const QByteArray &line, bool isWhole);
    QByteArray takePostgres(const QByteArray &line, bool isWhole);
    void lexPostgres(QByteArrayView line);
    void count(QByteArrayView statement);
    void note(const QString &text);
    void refuse(const QString &what);

    /// Where the lexer of PostgreSQL's text stands between two lines.
    enum class In { Statement, Rows, Quote, EscapeQuote, Name, Dollar, Comment };

    DumpTarget m_target;
    DumpFacts m_facts;
    QString m_refusal;
    bool m_skipping = false; ///< until the end of a statement that is left out
    MySqlQuotes m_quotes; ///< MySQL: where its text stands
    bool m_inRows = false; ///< MySQL: in a statement that holds rows
    bool m_atStart = true; ///< PostgreSQL: nothing of the next statement was read yet
    In m_in = In::Statement;
    QByteArray m_dollar; ///< the tag that ends the text: "$body$"
    int m_depth = 0; ///< of comments
};

} // namespace devstack
