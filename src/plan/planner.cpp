// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/planner.h"

#include "plan/idasteps.h"
#include "plan/plandraft.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Purpose = DependencyGraph::Purpose;

/// An IDA that is only wanted by those who can do without it, and is not there.
bool isLeftOut(const PlanInput &input, const PlanIda &ida)
{
    if (ida.mode == Mode::Off || ida.mode == Mode::External)
        return true;
    if (!ida.absent || ida.selected)
        return false;
    for (const DependencyEdge &edge : input.graph.edges()) {
        if (edge.to == ida.name && !edge.optional)
            return false;
    }
    return true;
}

void addClone(PlanDraft &draft, const PlanIda &ida)
{
    Step step;
    step.id = u"clone:"_s + ida.name;
    step.ida = ida.name;
    step.kind = StepKind::Clone;
    step.title = u"Clone %1"_s.arg(ida.name);
    step.action = CloneAction {ida.url, ida.ref};
    step.reason = u"not cloned; the later steps are known after that"_s;
    draft.ends[ida.name].clone = draft.add(step).id;
}

/// IDA → number of its cycle; IDAs of one cycle go side by side.
QHash<QString, int> cycleNumbers(const DependencyGraph &graph, Purpose purpose)
{
    QHash<QString, int> numbers;
    const QList<QStringList> cycles = graph.cycles(purpose);
    for (int i = 0; i < cycles.size(); ++i) {
        for (const QString &ida : cycles[i])
            numbers.insert(ida, i);
    }
    return numbers;
}

/// Arrows between IDAs.
///
/// They cannot close a cycle, because every one of them, and every arrow within an IDA, leads
/// upwards in this order: (1) everything up to the start of applications, by phase and then by the
/// order of the run-time graph with its cycles taken as one; (2) bootstrap and health, by the order
/// of the provisioning graph with its cycles taken as one and then by phase; (3) clients; (4)
/// seeds, by the order of the provisioning graph and then as declared.
class Arrows
{
public:
    explicit Arrows(PlanDraft &draft)
        : m_draft(draft)
        , m_runCycles(cycleNumbers(draft.input.graph, Purpose::Run))
        , m_provisionCycles(cycleNumbers(draft.input.graph, Purpose::Provision))
    {
    }

    void add(const DependencyEdge &edge)
    {
        if (edge.from == edge.to || !m_draft.ends.contains(edge.from)
            || !m_draft.ends.contains(edge.to))
            return;
        const PhaseEnds from = m_draft.ends.value(edge.from);
        const PhaseEnds to = m_draft.ends.value(edge.to);
        if (!to.clone.isEmpty()) {
            m_draft.link(from.applications, to.clone);
            m_draft.link(from.firstBootstrap, to.clone);
            return;
        }
        if (edge.purpose.run && !isInOneCycle(m_runCycles, edge))
            m_draft.link(from.applications, to.started);
        if (edge.purpose.provision && isInOneCycle(m_provisionCycles, edge))
            sideBySide(from, to);
        else if (edge.purpose.provision)
            oneAfterTheOther(from, to);
    }

private:
    static bool isInOneCycle(const QHash<QString, int> &numbers, const DependencyEdge &edge)
    {
        const int number = numbers.value(edge.from, -1);
        return number >= 0 && number == numbers.value(edge.to, -2);
    }

    void sideBySide(const PhaseEnds &from, const PhaseEnds &to)
    {
        m_draft.link(from.firstBootstrap, to.started);
        for (const QString &health : from.health)
            m_draft.link(health, to.bootstrapped);
    }

    void oneAfterTheOther(const PhaseEnds &from, const PhaseEnds &to)
    {
        const QStringList settled = to.bootstrapped + to.healthy;
        m_draft.link(from.firstBootstrap, settled);
        if (from.firstBootstrap.isEmpty()) {
            for (const QString &health : from.health)
                m_draft.link(health, settled);
        }
        m_draft.link(from.firstSeed, to.lastSeed);
    }

    PlanDraft &m_draft;
    QHash<QString, int> m_runCycles;
    QHash<QString, int> m_provisionCycles;
};

} // namespace

Result<Plan> makePlan(const PlanInput &input)
{
    PlanDraft draft(input);
    QList<const PlanIda *> present;
    QSet<QString> names;
    Plan plan;
    for (const PlanIda &ida : input.idas) {
        if (names.contains(ida.name)) {
            return invalidInput(u"Two IDAs are called “%1”."_s.arg(ida.name),
                                {},
                                u"Give one of them another name in devstack.yml."_s);
        }
        names.insert(ida.name);
        const bool leftOut = isLeftOut(input, ida);
        if (!leftOut || ida.mode == Mode::External)
            draft.idas.insert(ida.name, &ida);
        if (leftOut)
            continue;
        plan.isPartial = plan.isPartial || ida.absent;
        if (ida.absent)
            addClone(draft, ida);
        else
            present.append(&ida);
    }
    for (const PlanIda *ida : present)
        addBuilds(draft, *ida);
    for (const PlanIda *ida : present)
        addPulls(draft, *ida);
    for (const PlanIda *ida : present) {
        addContainers(draft, *ida);
        if (const auto added = addBootstrapAndHealth(draft, *ida); !added)
            return added.error();
    }
    for (const PlanIda *ida : present) {
        if (const auto added = addClientsAndSeeds(draft, *ida); !added)
            return added.error();
    }
    for (const PlanIda *ida : present)
        addBase(draft, *ida);
    for (const PlanIda *ida : present) {
        if (const auto added = addFiles(draft, *ida); !added)
            return added.error();
    }
    Arrows arrows(draft);
    for (const DependencyEdge &edge : input.graph.edges())
        arrows.add(edge);
    plan.steps = draft.takeOrdered();
    return plan;
}

} // namespace devstack
