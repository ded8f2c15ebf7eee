// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"
#include "store/generations.h"
#include "store/steprecords.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

/// Pure: the generations as the databases have them that run. A reset that was cut off before it
/// made a volume has moved on, and the database still has what is a checkpoint by then.
/// `existing`: names of the workspace's volumes; `mounted`: by IDA, those in containers that run.
Generations asMounted(Generations generations,
                      const QString &workspaceId,
                      const QSet<QString> &existing,
                      const QMap<QString, QSet<QString>> &mounted);

/// Which volumes hold the data of a workspace now. A value.
///
/// A step record names the volumes that the step worked on: their generation and, where the Engine
/// was asked, their incarnation tell whether these are the present ones.
class PresentData
{
public:
    /// Name of an existing volume → its incarnation.
    using Volumes = QMap<QString, QString>;

    /// `volumes`: those of the workspace; nothing where the Engine did not answer.
    PresentData(QString workspaceId, Generations generations, std::optional<Volumes> volumes = {});

    /// Whether what the step left in the data of `ida` is there now. True for a step that names no
    /// volume of the IDA.
    bool holds(const StepRecord &record, const QString &ida) const;

private:
    QString m_workspaceId;
    Generations m_generations;
    std::optional<Volumes> m_volumes;
};

/// What seeds and files left in the present data. A value.
class AppliedData
{
public:
    AppliedData(const QHash<QString, StepRecord> &records, PresentData data);

    /// When the step last left something in the data that `ida` has now; null: it did not.
    QDateTime time(const QString &step, const QString &ida) const;
    /// Whether it was at least begun on the data that `ida` has now: half of it may be there.
    bool isTouched(const QString &step, const QString &ida) const;
    /// Names of the files that were applied to the present data of the IDA, whole or in part,
    /// sorted.
    QStringList files(const QString &ida) const;

private:
    PresentData m_data;
    QHash<QString, QList<StepRecord>> m_records; ///< by step; of every data it worked on
};

/// Reads the records and, where `askEngine`, the volumes; without an answer of the Engine the
/// generations alone decide.
AppliedData appliedData(Workspace::Internals &internals, bool askEngine, std::stop_token stop);

/// Pure: what a reset of `idas` takes from the data of `ida` and does not bring back: seeds
/// ("records", "records of catalog") and files, by name. `registered`: the IDAs whose steps in the
/// data of `idas` run again.
QStringList lostByReset(const WorkspaceDefinition &definition,
                        const AppliedData &applied,
                        const QString &ida,
                        const QStringList &idas,
                        const QStringList &registered);

} // namespace devstack
