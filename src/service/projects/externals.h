// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assemblyinput.h"
#include "service/definition/workspacedefinition.h"

#include <QHash>
#include <QSet>

namespace devstack {

/// The names of IDAs in mode external and where they lead.
///
/// A host is looked up once per object; an address that worked before stays while the host still
/// has it, or while no name server answers, so that containers are not recreated for nothing.
class Externals
{
public:
    Externals(Workspace::Internals &internals, const WorkspaceDefinition &definition);

    /// Those that `ida` is likely to ask for: of IDAs it needs, and any that `words` of its
    /// environment name.
    QList<ExternalName> namesFor(const QString &ida, const QSet<QString> &words);
    /// The addresses found, to be kept.
    const HostAddresses &addresses() const { return m_addresses; }

private:
    QString addressOf(const QString &url);

    const WorkspaceDefinition &m_definition;
    HostAddresses m_addresses;
    QSet<QString> m_asked;
};

/// The host names under which others know an IDA that runs elsewhere: those of `external.names`,
/// what its manifest provides, and the container names of its compose file.
QStringList namesOfExternal(const IdaDefinition &ida);

} // namespace devstack
