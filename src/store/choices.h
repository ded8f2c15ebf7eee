// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/workspacefile.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace devstack {

/// Whether the data of an IDA goes with the git branch that is checked out.
enum class FollowBranch {
    Off, ///< one data for all branches
    Ask, ///< `up` asks when another branch than the data's is checked out
    On, ///< `up` goes over to the data of the branch
};

QString toString(FollowBranch follow);
std::optional<FollowBranch> followBranchFromString(QStringView word);

/// A file of the engineer's own that was applied to an IDA's data, kept in the workspace
/// (service/databases/keptfiles.h).
struct KeptFile
{
    QString name; ///< as it was called; unique in its IDA
    QString sha256;
    bool afterReset = false; ///< applied to new data by itself, behind the seeds

    bool operator==(const KeptFile &) const = default;
};

/// What an engineer chose for one IDA here and now; unset members leave devstack.yml's word.
struct IdaChoice
{
    std::optional<Mode> mode;
    QString variant;
    QString configuration;
    QString externalUrl; ///< for mode external
    QMap<QString, QString> images; ///< service → image, for mode image
    std::optional<bool> lean; ///< memory-saving settings of this IDA; unset: as the workspace
    QMap<QString, QString> schemas; ///< database service → absolute path of a dump, or a snapshot
    FollowBranch followBranch = FollowBranch::Off;
    QList<KeptFile> files; ///< in the order in which they were given
    QMap<QString, QString> variables; ///< values that its compose files ask for and nobody gives

    bool operator==(const IdaChoice &) const = default;
};

/// What of the checkpoints that the program makes by itself stays, by IDA. The newest whole one
/// always does, and so does what the engineer saved.
struct CheckpointLimits
{
    std::optional<int> number; ///< unset: 10
    std::optional<int> days; ///< older ones go; unset: no limit
    std::optional<qint64> bytes; ///< all together; unset: no limit

    static constexpr int kNumber = 10;

    bool operator==(const CheckpointLimits &) const = default;
};

/// The personal choices of a workspace (`choices.json`). A value.
struct Choices
{
    QMap<QString, IdaChoice> idas;
    QString engineContext; ///< name of a Docker context; empty: as the docker command line decides
    std::optional<bool> lean; ///< unset: on
    QMap<QString, bool> leanRules; ///< rule of assembly/lean.h → on; absent: on

    /// Whether memory-saving settings are on for an IDA, before single rules are looked at.
    bool leanFor(const QString &ida) const;
    QStringList leanRulesOff() const;
    std::optional<qint64> memoryBudget; ///< bytes; unset: a part of the Engine's memory
    CheckpointLimits checkpoints;

    bool operator==(const Choices &) const = default;
};

/// What was chosen once and then stays: host ports that moved, by a key the assembly makes
/// ("credentials/app/8000/tcp").
using PortChoices = QMap<QString, int>;
/// Subnets by network name ("10.213.4.0/26").
using Subnets = QMap<QString, QString>;

/// The address under which a host of mode external was reached, by host name.
using HostAddresses = QMap<QString, QString>;

/// What a service took when it was measured last.
struct MemoryRecord
{
    qint64 bytes = 0;
    QDateTime measured; ///< UTC; null: not known

    bool operator==(const MemoryRecord &) const = default;
};
/// By a key of service/configuration/memoryneeds.
using MemoryRecords = QMap<QString, MemoryRecord>;

/// The content of `choices.json`; what a file lacks or has wrong is read as not chosen.
QJsonObject toJson(const Choices &choices);
/// Error InvalidInput: a newer version, or a value that is not of its type; it names the first one.
/// Unknown keys are passed over.
Result<Choices> choicesFromJson(const QJsonObject &json);

} // namespace devstack
