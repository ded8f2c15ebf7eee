// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace devstack {

struct IdaDefinition;
struct WorkspaceDefinition;

/// What a script of an IDA runs in a provider's container: it is run there in the script's own
/// words, once, and whether the provider takes it shows there.
struct ProviderCall
{
    QString provider; ///< the IDA
    QString service; ///< of the provider, whose container the script calls
    QString what; ///< "user", "oauth", "rows" or "command"
    QString name; ///< user name, client id, or the place in the script: "provision-orders.sh:40"
    QStringList argv; ///< exactly what the script runs there
    RunAs as;
    SourceMark mark; ///< absolute
};

/// Something that a script of an IDA asks of another one and that this program does not do.
struct UnmetNeed
{
    QString provider; ///< the IDA, or the host name when no IDA answers to it
    QString what; ///< "user", "oauth", "rows" or "command" (anything else that runs there)
    QString name; ///< user name, client id, or the place in the script
    QString why; ///< one clause: "lms declares no register.user"
    QString hint; ///< what to do, one sentence
    SourceMark mark; ///< absolute

    bool operator==(const UnmetNeed &) const = default;
};

/// Gives an IDA the users, clients, rows and commands that its scripts run in others: by what these
/// declare, else in the script's own words. What nobody can take becomes its unmet needs.
/// `answering`: the IDA that answers to a container's name; null when none does.
void adoptProviderNeeds(IdaDefinition &ida,
                        const std::function<const IdaDefinition *(const QString &)> &answering);

} // namespace devstack
