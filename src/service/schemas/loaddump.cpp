// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/loaddump.h"

#include "core/text.h"
#include "service/schemas/clientcommand.h"
#include "service/schemas/dumpfile.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Roles that the dump gives objects to and this server may not have; without them it would stop at
/// the first.
QByteArray rolesScript(const QStringList &roles)
{
    QByteArray script;
    for (QString role : roles) {
        role.replace(u'"', u"\"\""_s);
        if (role.contains(u"$devstack$"_s))
            continue;
        script += "DO $devstack$ BEGIN CREATE ROLE \"" + role.toUtf8()
            + "\"; EXCEPTION WHEN duplicate_object THEN NULL; END $devstack$;\n";
    }
    return script;
}

/// The beginning of a line of the dump, as the server got it.
QString lineOf(const QString &path, DumpTarget target, qint64 number)
{
    const auto file = DumpFile::open(path, target);
    if (!file)
        return {};
    QByteArray line;
    for (qint64 at = 1; at <= number && !(*file)->atEnd(); ++at)
        line = (*file)->readLine(1 << 20);
    return printable(QString::fromUtf8(line.left(160)).trimmed());
}

/// The client's error with the line of the dump that it is about.
Error withStatement(Error error, const QString &path, DumpTarget target, LoadInto into)
{
    static const QRegularExpression kLine(u"(?:at line |<stdin>:)(\\d+)"_s);
    const QRegularExpressionMatch match = kLine.match(error.detail);
    error.message = u"“%1” was not loaded whole."_s.arg(printable(QFileInfo(path).fileName()));
    error.hint = into == LoadInto::Emptied
        ? u"The database is loaded from its beginning with the next run, once the dump or the server fits."_s
        : u"The statements before it may be in the data; a checkpoint or a reset takes them back."_s;
    if (!match.hasMatch())
        return error;
    const qint64 number = match.captured(1).toLongLong();
    error.message = u"“%1”, line %2: the database refuses the statement."_s.arg(
        printable(QFileInfo(path).fileName()), match.captured(1));
    if (const QString line = lineOf(path, target, number); !line.isEmpty())
        error.detail += u"\nline %1: %2"_s.arg(number).arg(line);
    return error;
}

Result<DumpTarget> targetOf(DatabaseKind kind, const InDatabase &run)
{
    if (kind == DatabaseKind::Postgres)
        return DumpTarget {kind, false, false};
    if (kind != DatabaseKind::MySql)
        return invalidInput(u"Dumps can be loaded into MySQL, MariaDB and PostgreSQL only."_s);
    const auto version = run(statementCommand(kind, u"select version()"_s), nullptr);
    if (!version)
        return version.error();
    return DumpTarget {kind, version->contains(u"mariadb"_s, Qt::CaseInsensitive), false};
}

} // namespace

Result<DumpFacts> loadDump(const QString &path,
                           DatabaseKind kind,
                           LoadInto over,
                           const InDatabase &run,
                           Reporter &reporter,
                           std::stop_token stop)
{
    const qint64 size = QFileInfo(path).size();
    const auto told = [&](const QString &what, qint64 done) {
        reporter.progress({done, size, u"bytes"_s, what});
    };
    const auto target = targetOf(kind, run);
    if (!target)
        return target.error();
    const auto facts = inspectDump(
        path, *target, [&](qint64 done) { told(u"looking through the dump"_s, done); }, stop);
    if (!facts)
        return facts;
    DumpTarget into = *target;
    if (facts->databases.size() == 1) {
        const auto own = run(clientCommand(kind, {u"name"_s}), nullptr);
        if (!own)
            return own.error();
        into.intoOwnDatabase = !own->trimmed().isEmpty();
    } else if (facts->databases.size() > 1) {
        reporter.line({OutputLine::Stream::Note,
                       u"The dump fills the databases %1."_s.arg(facts->databases.join(u", "_s))});
    }
    if (over == LoadInto::PresentData && facts->isCustomFormat)
        return invalidInput(u"“%1” is a whole database in pg_dump's custom format."_s.arg(
                                printable(QFileInfo(path).fileName())),
                            {},
                            u"“devstack schema use IDA FILE” begins new data with it."_s);
    if (over == LoadInto::Emptied) {
        if (const auto emptied = run(clientCommand(kind, {u"empty"_s}), nullptr); !emptied)
            return emptied.error();
    }
    if (!facts->roles.isEmpty()) {
        QBuffer roles;
        roles.setData(rolesScript(facts->roles));
        roles.open(QIODevice::ReadOnly);
        if (const auto made = run(clientCommand(kind, {u"run"_s}), &roles); !made)
            return made.error();
    }
    const auto file = DumpFile::open(path, into);
    if (!file)
        return file.error();
    const auto loaded
        = run(clientCommand(kind, {facts->isCustomFormat ? u"restore"_s : u"run"_s}), file->get());
    if (!(*file)->trouble())
        return (*file)->trouble().error();
    if (!loaded)
        return loaded.error().kind == Error::Kind::Failed
            ? withStatement(loaded.error(), path, into, over)
            : loaded.error();
    // A dump can drop, as any statement can, what the service is there for.
    if (const auto there = run(statementCommand(kind, u"select 1"_s), nullptr); !there) {
        if (there.error().kind != Error::Kind::Failed)
            return there.error();
        Error gone = failed(
            u"After “%1” the database of the service is not there or does not answer."_s.arg(
                printable(QFileInfo(path).fileName())),
            u"Take out of the dump what drops or renames the database, then make it anew with a reset."_s);
        gone.detail = there.error().detail;
        return gone;
    }
    for (const QString &note : (*file)->facts().notes)
        reporter.line({OutputLine::Stream::Note, note});
    return facts;
}

QString dumpIdentity(const QString &path)
{
    const QFileInfo info(path);
    if (!info.isFile())
        return {};
    const QString text = u"%1\n%2\n%3"_s.arg(info.canonicalFilePath())
                             .arg(info.size())
                             .arg(info.lastModified().toMSecsSinceEpoch());
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace devstack
