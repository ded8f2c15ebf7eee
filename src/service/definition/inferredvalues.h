// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

namespace devstack {

struct IdaDefinition;
struct WorkspaceDefinition;

/// One thing that was concluded from a repository's files, and from which place.
struct InferredValue
{
    QString name; ///< keys as in the manifest: "depends_on.lms", "bootstrap.1", "variants.light"
    QString service; ///< where it belongs to one; else empty
    QString value; ///< for people; secrets masked
    SourceMark mark; ///< the file is absolute
    QString why; ///< one sentence: what else is known of it; may be empty
    bool applied = true; ///< false: something a script asks for and nobody does; `why` says why

    bool operator==(const InferredValue &) const = default;
};

/// Everything that holds for an IDA because it was concluded: dependencies, databases, bootstrap,
/// clients, addresses, commands, variants; what a manifest or devstack.yml says instead is left
/// out. Reads no file.
QList<InferredValue> inferredValues(const WorkspaceDefinition &definition,
                                    const IdaDefinition &ida);

} // namespace devstack
