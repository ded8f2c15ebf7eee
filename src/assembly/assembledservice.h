// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/databases.h"
#include "assembly/ports.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// A service of the effective model, for those who start, watch and show it.
struct AssembledService
{
    enum class Role { Application, Database, Infrastructure };
    QString key; ///< in the effective file: "credentials.app"
    QString name; ///< in the repository's file: "app"
    QString container; ///< name of the container
    QString image;
    bool builds = false;
    bool isOneShot = false; ///< meant to end: ended with 0 it has done its work
    /// It may end by itself with 0: nothing needs it, and nothing about it is made to be talked to.
    bool mayEnd = false;
    Role role = Role::Application;
    DatabaseKind database = DatabaseKind::None; ///< not in JSON
    QList<PortChoice> ports;
    QStringList networks; ///< names of those that it joins
    QStringList dataVolumes; ///< keys of the volumes in AssemblyInput::dataVolumes that it mounts
    std::optional<std::chrono::milliseconds>
        startGrace; ///< the healthcheck's start period; not in JSON
    QString hash; ///< the value of the label devstack.hash

    /// As the summary of an assembly keeps it on disk.
    QJsonObject toJson() const;
    /// Fields that are missing or of another type keep their defaults.
    static AssembledService fromJson(const QJsonObject &json);
};

} // namespace devstack
