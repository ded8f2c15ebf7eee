// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "model/operation/operation.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// The word for "no variant: all of it"; it overrides devstack.yml and the dependents.
inline constexpr QLatin1StringView kNoVariant {"none"};
/// The word that takes a choice back: devstack.yml, the dependents and the default decide again.
inline constexpr QLatin1StringView kAsDefault {"default"};

/// A demand of an IDA on one of its dependencies, or the choice that answers it.
struct Demand
{
    QString ida; ///< the IDA that asks
    QString value; ///< a variant, a ref, …
    SourceMark mark; ///< where it asks

    bool operator==(const Demand &) const = default;
};

/// Demands about one IDA that cannot all come true. It runs once per workspace, so the user has to
/// decide: an unsettled conflict stops `up` of the IDA, a settled one is only shown.
struct ChoiceConflict
{
    enum class Matter {
        Repository, ///< dependents name different repositories for it
        Ref, ///< dependents want different branches, tags or commits
        Variant, ///< dependents want different variants
        Configuration, ///< dependents want different configurations
        Mode, ///< it is needed, and its mode keeps it from answering
    };
    QString ida; ///< what the demands are about
    Matter matter = Matter::Variant;
    QList<Demand> demands; ///< in order of the IDAs that ask
    QString value; ///< what holds now; empty: nothing yet
    QString settledBy; ///< "your choice", "devstack.yml", "the checkout"; empty: nobody decided
    QList<Operation> choices; ///< each of them settles it

    bool isSettled() const { return !settledBy.isEmpty(); }
    /// The choices as command lines, "URL" in the place of an address that has to be given.
    QStringList commands() const;
    /// One or two sentences that name everybody concerned.
    QString text() const;
    /// As an error of kind Conflict, with the commands as its hint.
    Error toError() const;
    bool operator==(const ChoiceConflict &) const = default;
};

/// "repository", "ref", "variant", "configuration", "mode".
QString toString(ChoiceConflict::Matter matter);

} // namespace devstack
