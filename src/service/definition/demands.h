// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/choiceresolver.h"
#include "service/definition/conflicts.h"

#include <QHash>

#include <optional>

namespace devstack {

/// What the IDAs that run here ask of those they need, gathered from manifests and chosen
/// configurations in one pass over all dependencies.
class Demands
{
public:
    Demands(const WorkspaceDefinition &definition, const DependencyTarget &target);

    /// After choices changed: another configuration asks for other things.
    void collectAgain();

    QList<Demand> demands(const QString &ida, ChoiceConflict::Matter matter) const;
    bool isAsked(const QString &ida, ChoiceConflict::Matter matter) const;
    /// The value that all dependents agree on; nothing when none asks or two differ.
    std::optional<QString> agreed(const QString &ida, ChoiceConflict::Matter matter) const;

    /// The demands that contradict each other or a mode, settled or not, in order of the IDAs.
    QList<ChoiceConflict> conflicts() const;

private:
    using Key = std::pair<QString, int>;
    void add(const QString &ida, ChoiceConflict::Matter matter, Demand demand);
    void collect(const IdaDefinition &from);
    std::optional<ChoiceConflict> contradiction(const IdaDefinition &ida,
                                                ChoiceConflict::Matter matter) const;
    std::optional<ChoiceConflict> modeConflict(const IdaDefinition &ida) const;

    const WorkspaceDefinition &m_definition;
    const DependencyTarget &m_target;
    QHash<Key, QList<Demand>> m_demands;
};

} // namespace devstack
