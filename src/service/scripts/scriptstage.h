// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/endpoint.h"
#include "foreign/guard/guardmap.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QProcessEnvironment>

#include <memory>

namespace devstack {

/// Everything on disk that a guarded script needs: a folder with launchers, the stand-in for the
/// central devstack and the map. Removed with the object.
class ScriptStage
{
public:
    /// Makes it below `.devstack/`. Errors: NotFound without docker or the launcher program, Io.
    static Result<std::unique_ptr<ScriptStage>>
    make(Workspace &workspace, const QString &ida, const WorkspaceDefinition &definition);
    ~ScriptStage();
    ScriptStage(const ScriptStage &) = delete;
    ScriptStage &operator=(const ScriptStage &) = delete;

    const GuardMap &map() const { return m_map; }
    /// The environment of the script: of the user's variables only listed ones.
    QProcessEnvironment environment(bool terminal) const;
    /// The program and verb that keeps the script's processes (core/pty.h).
    QStringList keeper() const;

private:
    ScriptStage() = default;
    Result<> write() const;

    GuardMap m_map;
    QString m_launcher;
    QString m_checkouts; ///< DEVSTACK_WORKSPACE
    QMap<QString, QString> m_links; ///< name of a checkout's folder → its path
    Endpoint m_endpoint;
};

/// The absolute path of the program devstack-guard: beside this one, in its library folder, or the
/// value of DEVSTACK_GUARD_PROGRAM.
Result<QString> guardProgram();

} // namespace devstack
