// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/workspacefile.h"
#include "service/configuration/earlierchoice.h"
#include "service/definition/conflicts.h"
#include "store/choices.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// Where a choice is kept: in `.devstack/choices.json`, for this engineer alone, or in
/// `devstack.yml`, for everyone with the workspace.
enum class ChoicePlace { Personal, Shared };

/// How an IDA is to take part.
struct ModeChoice
{
    std::optional<Mode> mode; ///< none: takes the choice back
    QString url; ///< mode external: http or https; empty: the one that is known
    QMap<QString, QString> images; ///< mode image: service → image; "" is the primary service
};

/// What a choice changed.
struct ChoiceOutcome
{
    QString ida; ///< empty: the whole workspace
    QString what; ///< "mode", "variant", "configuration", "lean", "memory budget"
    QString before;
    QString after;
    QString file; ///< absolute path of the file that holds the choice
    bool changed = false; ///< false: it was so already
    QStringList notes; ///< sentences: consequences, limits, when it takes effect
    QList<ChoiceConflict> conflicts; ///< about this IDA or its dependencies, as they are now
    EarlierChoice earlier; ///< for putBack(); replaced nothing where the choice is the workspace's
};

/// The possible and the present choices of an IDA, for menus and completion.
struct AvailableChoices
{
    QStringList modes;
    QStringList variants; ///< without "none"
    QStringList configurations;
    QStringList services; ///< that are built and so need an image in mode image
};

/// "on", "off", or "default" for neither. Errors: InvalidInput.
Result<std::optional<bool>> switchOf(const QString &text);

/// The three choices of an IDA. They take the workspace's lock, write one file (comments and order
/// of devstack.yml stay) and start nothing: `up` makes it so.
///
/// Errors: NotFound (no such IDA, variant or configuration; the nearest name is the hint),
/// InvalidInput (a URL that is none or holds credentials, an image reference that is none, external
/// without URL, image without image), Conflict (devstack.yml cannot be edited, or the workspace is
/// in use).
Result<ChoiceOutcome> chooseMode(Workspace &workspace,
                                 const QString &ida,
                                 const ModeChoice &choice,
                                 ChoicePlace place,
                                 std::stop_token stop);
/// `variant`: a name, kNoVariant or kAsDefault.
Result<ChoiceOutcome> chooseVariant(Workspace &workspace,
                                    const QString &ida,
                                    const QString &variant,
                                    ChoicePlace place,
                                    std::stop_token stop);
/// `configuration`: a name; kAsDefault takes the choice back.
Result<ChoiceOutcome> chooseConfiguration(Workspace &workspace,
                                          const QString &ida,
                                          const QString &configuration,
                                          ChoicePlace place,
                                          std::stop_token stop);

/// Memory-saving settings on or off: for one IDA, for one rule (leanRules() of assembly/lean.h),
/// or, with both empty, for the workspace. `on` empty: as the wider choice says. Always personal.
Result<ChoiceOutcome> chooseLean(Workspace &workspace,
                                 const QString &ida,
                                 const QString &rule,
                                 std::optional<bool> on,
                                 std::stop_token stop);

/// How many bytes of memory the workspace may take; none: the default (budget.h). Always personal.
Result<ChoiceOutcome>
chooseBudget(Workspace &workspace, std::optional<qint64> bytes, std::stop_token stop);

/// How many of the checkpoints that the program makes stay, or for how long, or up to which size:
/// the one of `given` that is set; none: the defaults of all three. Always personal.
Result<ChoiceOutcome> chooseLimits(Workspace &workspace,
                                   const std::optional<CheckpointLimits> &given,
                                   std::stop_token stop);

/// What can be chosen. Error NotFound with the nearest name.
Result<AvailableChoices>
availableChoices(Workspace &workspace, const QString &ida, std::stop_token stop);

} // namespace devstack
