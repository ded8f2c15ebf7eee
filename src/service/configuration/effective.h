// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "core/result.h"
#include "service/definition/conflicts.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// One value of a configuration and its origin.
struct ConfigValue
{
    enum class Origin {
        Default, ///< nothing sets it
        Repository, ///< the repository's compose file or manifest
        Inferred, ///< read from the repository's other files
        Workspace, ///< devstack.yml
        Dependent, ///< another IDA asks for it
        Personal, ///< chosen here and now
        Program, ///< this program, so that IDAs do not collide or to save memory
    };
    /// "choice", "environment", "port", "image", "lean", "volume", "network", "inferred"
    QString group;
    QString service; ///< as the compose file names it; empty: the whole IDA
    QString name; ///< "mode", a variable, "8000/tcp", …
    QString value; ///< masked when `secret` and secrets were not asked for
    QString before; ///< what the repository's file says, where that differs
    bool secret = false;
    Origin origin = Origin::Default;
    SourceMark mark; ///< where it was decided; the file is absolute; null where no file did
    QString why; ///< one sentence for people; may be empty

    bool operator==(const ConfigValue &) const = default;
};

/// "default", "repository", "inferred", "devstack.yml", "dependent", "personal", "devstack".
QString toString(ConfigValue::Origin origin);

/// The values of one IDA.
struct IdaConfig
{
    QString ida;
    QString path; ///< absolute, of the checkout
    QList<ConfigValue> values; ///< by group, then service and name
    QList<ChoiceConflict> conflicts;
    std::optional<Error> problem; ///< why values of the assembly are missing (not trusted, invalid)
};

/// The values of a workspace that belong to no IDA (engine, memory budget, lean) and those of the
/// IDAs asked for (all when empty).
struct WorkspaceConfig
{
    QString workspace;
    QList<ConfigValue> values;
    QList<IdaConfig> idas;
};

/// Reads the values in force now. Runs nothing of an untrusted repository and changes nothing;
/// without an Engine the ports are those of the last run. Error NotFound with the nearest name.
Result<WorkspaceConfig>
configOf(Workspace &workspace, const QStringList &idas, bool showSecrets, std::stop_token stop);

/// The compose file of an IDA as it runs, beside the original.
struct EffectiveCompose
{
    QString ida;
    QStringList files; ///< absolute paths of the repository's own
    QMap<QString, QByteArray> originals; ///< path → content
    QJsonObject model; ///< what Compose runs; values of secrets masked unless asked for
    QString text; ///< the same as YAML, services in order of name
    QList<AssemblyNote> notes; ///< what the rewrite changed and why
};

/// Assembles the IDA as `up` would now, without remembering anything. Errors: NotFound; NeedsTrust;
/// InvalidInput (its files, or what Compose makes of them); an external or off IDA has none
/// (NotFound).
Result<EffectiveCompose>
effectiveCompose(Workspace &workspace, const QString &ida, bool showSecrets, std::stop_token stop);

} // namespace devstack
