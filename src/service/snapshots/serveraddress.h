// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/serviceroles.h"

#include <QString>

namespace devstack {

/// A database on a server somewhere.
struct ServerAddress
{
    DatabaseKind kind = DatabaseKind::None;
    QString host;
    int port = 0; ///< the product's own where the address names none
    QString user;
    QString database;

    /// "db.example.org/shop": what may be told of it in an image.
    QString name() const;
};

/// Reads "mysql://USER@HOST[:PORT]/DATABASE"; the schemes are mysql, mariadb, postgres and
/// postgresql. A password in it is refused: others would see it in the list of processes. Error
/// InvalidInput. Pure.
Result<ServerAddress> serverAddress(const QString &text);

/// The password for the server: from the variable that the product's own clients read (MYSQL_PWD,
/// PGPASSWORD), else from the keychain through `secret-tool`, under "devstack-server" = the
/// address; empty: none. Blocks.
QString serverPassword(const ServerAddress &server);

} // namespace devstack
