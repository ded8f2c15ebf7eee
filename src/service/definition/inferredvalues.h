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
    QString why; ///< one sentence with more about it; may be empty
    bool applied = true; ///< false: a script asks for it and no IDA does it; `why` gives the reason

    bool operator==(const InferredValue &) const = default;
};

/// All inferred values of an IDA that apply: dependencies, databases, bootstrap, clients,
/// addresses, commands, variants; without those that a manifest or devstack.yml overrides. Reads no
/// file.
QList<InferredValue> inferredValues(const WorkspaceDefinition &definition,
                                    const IdaDefinition &ida);

} // namespace devstack
