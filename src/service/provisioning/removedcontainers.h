// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/provisioning/provisionround.h"

namespace devstack {

/// A container of the workspace that its choices leave no place for any more.
struct RemovedContainer
{
    QString id;
    QString ida;
    QString service;
    bool running = false;
    QString why; ///< "its mode is off"
};

/// The containers of the IDAs that are not part of what was assembled: of those that are off or
/// external now, and of services that the variant leaves out. One-off containers stay. Pure.
QList<RemovedContainer>
removedContainers(const QString &workspaceId, const ProvisionRound &run, const QStringList &idas);

/// Stops them with the grace that each was made with and removes them; their volumes stay.
Result<> retire(Workspace::Internals &internals,
                const QList<RemovedContainer> &containers,
                std::stop_token stop);

} // namespace devstack
