// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "plan/planinput.h"

#include <QHash>

namespace devstack {

/// Where the phases of an IDA begin and end: what steps of others wait for. Lists may be empty.
struct PhaseEnds
{
    QString clone; ///< set for an absent IDA, which has nothing else
    QStringList started; ///< its containers run
    QStringList bootstrapped;
    QStringList healthy;
    QString applications; ///< the step that starts them; may be empty
    QString firstBootstrap; ///< may be empty
    QStringList health; ///< the health steps; may be empty
    QString firstSeed; ///< may be empty
    QString lastSeed; ///< may be empty
};

/// A plan in the making: steps by id, with the input they come from.
class PlanDraft
{
public:
    explicit PlanDraft(const PlanInput &input);

    const PlanInput &input;
    QHash<QString, const PlanIda *> idas; ///< those that take part, external ones included
    QHash<QString, PhaseEnds> ends; ///< by IDA
    QHash<QString, QString> imageSteps; ///< image reference → the step that makes it present

    bool has(const QString &id) const { return m_index.contains(id); }
    /// Fills in the expected duration. The id must be new.
    Step &add(Step step);
    Step &step(const QString &id) { return m_steps[m_index.value(id)]; }
    void link(const QString &id, const QString &after);
    void link(const QString &id, const QStringList &after);
    bool isPending(const QString &id) const;
    /// The steps that change this data, by id.
    QStringList worksOn(const QString &volumePart) const;

    /// Whether a schema was begun to be loaded into this data and never was whole.
    bool isHalfLoaded(const QString &ida, const PlanVolume &volume) const;
    /// Whether a step was begun on this data before; what empties a database does not count.
    bool wasWorkedOn(const QString &volumePart, const QString &identity) const;

    /// Whether a step of this workspace made the volume that is there, as far as the records tell:
    /// only then is it known what its data began with.
    bool wasMadeHere(const QString &ida, const PlanVolume &volume) const;
    /// Whether nobody can have used the data of a volume that is there: the run that made it ended
    /// before anything worked on it and before its applications had started.
    bool isUnused(const QString &ida, const PlanVolume &volume) const;

    /// Satisfied when the record of the step was made from the same parts, else pending; with the
    /// reason.
    void judgeByRecord(Step &step) const;

    /// Whether nothing tells if the step was done to its data: that came in a file which does not
    /// say so, and the step was not done since.
    bool mayHaveBeenDone(const Step &step) const;

    /// The steps so that each stands behind what it waits for, otherwise in the order they were
    /// added. They are moved out: the draft is of no use afterwards.
    QList<Step> takeOrdered();

private:
    /// What a record tells of a step on the data that is there.
    struct Judged
    {
        const StepRecord *record = nullptr; ///< null: there is none
        QString reason; ///< why it runs again; empty: it need not

        bool isProof() const { return record && reason.isEmpty(); }
    };
    Judged recordOnData(const Step &step, const Fingerprint &parts) const;
    Judged recordOnAncestor(const Step &step) const;

    QList<Step> m_steps;
    QHash<QString, qsizetype> m_index;
    QHash<QString, QList<DataAncestor>> m_ancestors; ///< by the label of the volume's part
    qsizetype m_depth = 0; ///< the longest list of ancestors
};

} // namespace devstack
