// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembledservice.h"
#include "assembly/assemblyinput.h"
#include "core/result.h"

#include <QJsonObject>
#include <QList>

namespace devstack {

/// A thing that the rewrite changed or found, for the side-by-side view.
struct AssemblyNote
{
    enum class Level {
        Info, ///< changed, works the same
        Warning, ///< changed, may behave differently
        Problem, ///< will not start or work until somebody acts
    };
    Level level = Level::Info;
    QString service; ///< as the repository's file names it; empty: the whole IDA
    QString what; ///< the key and the change: "ports: 3306 → 23306"
    QString why; ///< one sentence
    QString path; ///< the host path that is missing, when that is the matter
};

/// "info", "warning", "problem".
QString toString(AssemblyNote::Level level);

/// A memory-saving rule that changed a service (lean.h).
struct AppliedLean
{
    QString service; ///< as the repository's file names it
    QString rule; ///< its id
    QStringList what; ///< "command: --performance-schema=OFF"
    QString why;
    bool untried = false;
};

/// A host name under which a service answers.
struct AssemblyAlias
{
    QString name;
    QString service; ///< as the repository's file names it
    bool workspaceWide = false; ///< on the workspace network, not only inside the IDA
};

/// What one IDA looks like as a part of a workspace.
struct Assembly
{
    QJsonObject model; ///< the effective compose file; give it to Compose as it is, file mode 0600
    QString project; ///< compose project
    QList<AssembledService> services; ///< by key
    QList<AssemblyNote> notes;
    QList<AssemblyAlias> aliases; ///< by name
    QList<AppliedLean> lean; ///< by service
    Manifest manifest; ///< the input's, with URLs and redirect addresses following moved ports
};

/// Rewrites the model that `docker compose config --format json` printed for one IDA so that it
/// lives in a workspace beside others: own names, own network, free ports, its mode. Pure: same
/// input, byte-identical result; no I/O.
///
/// Errors, all of kind InvalidInput: the model is none; a service of mode image has no image; a
/// published port has no choice; a service that is left out is needed by one that stays.
Result<Assembly> assemble(const QJsonObject &resolved, const AssemblyInput &input);

/// The canonical text of a JSON object: keys sorted, no white space. Equal content, equal bytes.
QByteArray canonicalJson(const QJsonObject &object);

} // namespace devstack
