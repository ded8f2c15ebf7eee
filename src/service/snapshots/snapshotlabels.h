// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/serviceroles.h"
#include "service/snapshotlabel.h"
#include "service/snapshots/snapshotwork.h"

#include <QDateTime>
#include <QMap>
#include <QString>

namespace devstack {

/// Which database server, as far as its files go: a data folder of one product and series does not
/// suit another.
struct DatabaseProduct
{
    QString name; ///< "mariadb", "mysql", "postgres"
    QString version; ///< "10.11.6"

    /// What has to be equal for a server to take up the files as they are: "10.11" of MariaDB and
    /// MySQL, "15" of PostgreSQL.
    QString series() const;
    /// "MariaDB 10.11".
    QString text() const;
    bool operator==(const DatabaseProduct &) const = default;
};

/// Reads what a server's `--version` prints; nothing of a text that is none.
std::optional<DatabaseProduct> productOf(const QString &versionText);

/// What a schema snapshot says of itself: the labels of its image.
struct SnapshotLabels
{
    QString ida;
    QString service;
    DatabaseProduct product;
    QString database; ///< its name; empty: the service names none
    QDateTime created; ///< UTC
    QString source; ///< "dump edxapp.sql.zst, sha256 …", "the data of credentials/db"
    QString commit; ///< of the checkout, where it is one
    int tables = 0;
    bool hasRows = false; ///< besides those of migrations
    SnapshotWork work; ///< what needs not be done to data that begins with it

    bool operator==(const SnapshotLabels &) const = default;
};

/// The folder of the image that holds the server's files.
inline constexpr QLatin1StringView kSnapshotFolder {"/data"};
QMap<QString, QString> toLabels(const SnapshotLabels &labels);
/// Nothing for an image that is no snapshot, or one of a version that is not known here.
std::optional<SnapshotLabels> snapshotLabels(const QMap<QString, QString> &labels);

/// Whether files of the snapshot can be used by this server; Error Conflict with both names and the
/// way out.
Result<> requireSuits(const SnapshotLabels &snapshot,
                      const DatabaseProduct &server,
                      const QString &reference);

} // namespace devstack
