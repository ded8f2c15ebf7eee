// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"
#include "service/observing/doctor.h"

#include <QList>

#include <optional>
#include <stop_token>

namespace devstack {

/// The endpoint and what its engine said, asked once for all checks.
struct DoctorEngine
{
    Result<Endpoint> endpoint = Error {};
    Result<EngineVersion> version = Error {};
    Result<EngineInfo> info = Error {};

    /// Whether the engine's machine is this one, so that its disk and memory can be looked at from
    /// here.
    bool isLocal() const { return endpoint && !endpoint->socketPath.isEmpty() && info; }
};

/// Asks the chosen context for its version and its machine.
DoctorEngine askEngine(std::stop_token stop);

QList<DoctorCheck> engineChecks(const DoctorEngine &engine,
                                std::stop_token stop); ///< engine, compose, buildx
QList<DoctorCheck> machineChecks(const DoctorEngine &engine,
                                 const QString &folder); ///< memory, disk, nofile
/// That devstack.yml of the workspace that `folder` is in cannot be read, with its place; nothing
/// where it can or there is none.
std::optional<DoctorCheck> workspaceCheck(const QString &folder);
/// The ports that moved of the workspace that `folder` is in, from where to where and why; nothing
/// where there is no workspace or none of it was ever provisioned.
std::optional<DoctorCheck> portsCheck(const QString &folder);
/// How the workspace that `folder` is in resets its data, as it was tried when the data was kept;
/// nothing where none was.
std::optional<DoctorCheck> resetsCheck(const QString &folder);
DoctorCheck addressPoolCheck(const DoctorEngine &engine, std::stop_token stop);
QList<DoctorCheck> gitChecks(std::stop_token stop); ///< git, credentials, ssh

/// The programs that the text of a docker `config.json` names for credentials (`credsStore`,
/// `credHelpers`), without their prefix "docker-credential-"; sorted. Nothing when it is not a JSON
/// object.
std::optional<QStringList> credentialHelpers(const QByteArray &configJson);

/// Judges free space: below 2 GB a problem, below 10 GB a warning.
DoctorCheck diskCheck(const QString &id, const QString &what, qint64 freeBytes);

} // namespace devstack
