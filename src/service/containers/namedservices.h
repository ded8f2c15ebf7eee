// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/containers/knownidas.h"

#include <QMap>
#include <QStringList>

namespace devstack {

/// What start, stop and restart are asked for: whole IDAs, or single services of them.
struct NamedServices
{
    QStringList idas; ///< each once, in the order of the names
    QMap<QString, QStringList> services; ///< IDA → those that are meant; not there: all

    bool isWhole(const QString &ida) const { return !services.contains(ida); }
    bool has(const QString &ida, const QString &service) const
    {
        return isWhole(ida) || services.value(ida).contains(service);
    }
    bool hasSingleServices() const { return !services.isEmpty(); }
};

/// Understands "IDA" and "IDA/SERVICE"; an IDA that is named as a whole, too, is meant as a whole.
/// Error NotFound: no such IDA.
Result<NamedServices> namedServices(const WorkspaceDefinition &definition,
                                    const QStringList &names);

/// Error NotFound, with what was meant, where an IDA runs no service of a name.
Result<> requireServices(const NamedServices &named, const QList<KnownIda> &known);

} // namespace devstack
