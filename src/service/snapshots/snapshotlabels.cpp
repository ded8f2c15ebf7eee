// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/snapshotlabels.h"

#include "core/text.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kVersion = u"1"_s;

QString labelName(const char *name)
{
    return kSnapshotLabel + u'.' + QLatin1StringView(name);
}

} // namespace

QString DatabaseProduct::series() const
{
    const int parts = name == u"postgres" ? 1 : 2;
    return version.section(u'.', 0, parts - 1);
}

QString DatabaseProduct::text() const
{
    const QString shown = name == u"mariadb" ? u"MariaDB"_s
        : name == u"mysql"                   ? u"MySQL"_s
        : name == u"postgres"                ? u"PostgreSQL"_s
                                             : printable(name);
    return shown + u' ' + printable(series());
}

std::optional<DatabaseProduct> productOf(const QString &versionText)
{
    // "mariadbd  Ver 10.11.6-MariaDB-0+deb12u1 for …", "mysqld  Ver 9.7.0 for Linux …",
    // "postgres (PostgreSQL) 15.18 (Debian …)"
    static const QRegularExpression kMySql(u"\\bVer (\\d+(?:\\.\\d+)+)"_s);
    static const QRegularExpression kPostgres(u"\\(PostgreSQL\\) (\\d+(?:\\.\\d+)*)"_s);
    if (const auto found = kPostgres.match(versionText); found.hasMatch())
        return DatabaseProduct {u"postgres"_s, found.captured(1)};
    const auto found = kMySql.match(versionText);
    if (!found.hasMatch())
        return std::nullopt;
    const bool isMariaDb = versionText.contains(u"mariadb"_s, Qt::CaseInsensitive);
    return DatabaseProduct {isMariaDb ? u"mariadb"_s : u"mysql"_s, found.captured(1)};
}

QMap<QString, QString> toLabels(const SnapshotLabels &labels)
{
    return {{kSnapshotLabel, kVersion},
            {labelName("ida"), labels.ida},
            {labelName("service"), labels.service},
            {labelName("product"), labels.product.name},
            {labelName("version"), labels.product.version},
            {labelName("database"), labels.database},
            {labelName("created"), labels.created.toString(Qt::ISODate)},
            {labelName("source"), labels.source},
            {labelName("commit"), labels.commit},
            {labelName("tables"), QString::number(labels.tables)},
            {labelName("rows"), labels.hasRows ? u"yes"_s : u"no"_s},
            {labelName("work"), toLabelText(labels.work)}};
}

std::optional<SnapshotLabels> snapshotLabels(const QMap<QString, QString> &labels)
{
    if (labels.value(kSnapshotLabel) != kVersion)
        return std::nullopt;
    const auto value = [&](const char *name) { return labels.value(labelName(name)); };
    SnapshotLabels read;
    read.ida = value("ida");
    read.service = value("service");
    read.product = {value("product"), value("version")};
    read.database = value("database");
    read.created = QDateTime::fromString(value("created"), Qt::ISODate);
    read.source = value("source");
    read.commit = value("commit");
    read.tables = value("tables").toInt();
    read.hasRows = value("rows") == u"yes";
    read.work = snapshotWork(value("work"));
    return read;
}

Result<> requireSuits(const SnapshotLabels &snapshot,
                      const DatabaseProduct &server,
                      const QString &reference)
{
    if (snapshot.product.name == server.name && snapshot.product.series() == server.series())
        return ok();
    return conflict(
        u"The snapshot %1 holds files of %2, and the service runs %3."_s.arg(
            printable(reference), snapshot.product.text(), server.text()),
        u"Build one with the service's image: devstack schema build IDA --tag NAME:TAG --dump "
        u"FILE. Or take a dump itself, which suits both: devstack schema use IDA FILE"_s);
}

} // namespace devstack
