// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/graph/dependencygraph.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <vector>

namespace devstack {

namespace {

bool serves(const DependencyEdge &edge, DependencyGraph::Purpose purpose)
{
    switch (purpose) {
    case DependencyGraph::Purpose::Run:
        return edge.purpose.run;
    case DependencyGraph::Purpose::Provision:
        return edge.purpose.provision;
    case DependencyGraph::Purpose::Any:
        break;
    }
    return true;
}

/// Strongly connected components by Tarjan's algorithm with an explicit stack: a chain of thousands
/// of IDAs must not end in a stack overflow. Components come out with dependencies first.
class ComponentFinder
{
public:
    explicit ComponentFinder(std::vector<std::vector<int>> outgoing)
        : m_outgoing(std::move(outgoing))
        , m_index(m_outgoing.size(), kUnseen)
        , m_low(m_outgoing.size(), 0)
        , m_onStack(m_outgoing.size(), false)
    {
    }

    std::vector<std::vector<int>> run()
    {
        for (int node = 0; node < int(m_outgoing.size()); ++node) {
            if (m_index[std::size_t(node)] == kUnseen)
                explore(node);
        }
        return std::move(m_components);
    }

private:
    static constexpr int kUnseen = -1;
    struct Frame
    {
        int node;
        std::size_t next;
    };

    void enter(int node, std::vector<Frame> &frames)
    {
        const auto at = std::size_t(node);
        m_index[at] = m_low[at] = m_counter++;
        m_stack.push_back(node);
        m_onStack[at] = true;
        frames.push_back({node, 0});
    }

    void explore(int root)
    {
        std::vector<Frame> frames;
        enter(root, frames);
        while (!frames.empty()) {
            const auto at = std::size_t(frames.back().node);
            if (frames.back().next < m_outgoing[at].size()) {
                const int target = m_outgoing[at][frames.back().next++];
                if (m_index[std::size_t(target)] == kUnseen)
                    enter(target, frames);
                else if (m_onStack[std::size_t(target)])
                    m_low[at] = std::min(m_low[at], m_index[std::size_t(target)]);
                continue;
            }
            if (m_low[at] == m_index[at])
                popComponent(int(at));
            frames.pop_back();
            if (!frames.empty()) {
                const auto parent = std::size_t(frames.back().node);
                m_low[parent] = std::min(m_low[parent], m_low[at]);
            }
        }
    }

    void popComponent(int root)
    {
        std::vector<int> component;
        int node = -1;
        do {
            node = m_stack.back();
            m_stack.pop_back();
            m_onStack[std::size_t(node)] = false;
            component.push_back(node);
        } while (node != root);
        m_components.push_back(std::move(component));
    }

    std::vector<std::vector<int>> m_outgoing;
    std::vector<int> m_index;
    std::vector<int> m_low;
    std::vector<bool> m_onStack;
    std::vector<int> m_stack;
    std::vector<std::vector<int>> m_components;
    int m_counter = 0;
};

/// The graph by position in `idas()`, one arrow per edge that serves the purpose.
std::vector<std::vector<int>> adjacency(const DependencyGraph &graph,
                                        DependencyGraph::Purpose purpose)
{
    QHash<QString, int> position;
    for (const QString &ida : graph.idas())
        position.insert(ida, int(position.size()));
    std::vector<std::vector<int>> outgoing(std::size_t(graph.idas().size()));
    for (const DependencyEdge &edge : graph.edges()) {
        // Nobody waits for what is only installed.
        if (serves(edge, purpose) && (edge.purpose.run || edge.purpose.provision))
            outgoing[std::size_t(position.value(edge.from))].push_back(position.value(edge.to));
    }
    return outgoing;
}

} // namespace

void DependencyGraph::addIda(const QString &name)
{
    if (m_known.contains(name))
        return;
    m_known.insert(name);
    m_idas.append(name);
}

void DependencyGraph::addEdge(const DependencyEdge &edge)
{
    addIda(edge.from);
    addIda(edge.to);
    for (const qsizetype index : m_outgoing.value(edge.from)) {
        DependencyEdge &known = m_edges[index];
        if (known.to != edge.to)
            continue;
        known.purpose.run |= edge.purpose.run;
        known.purpose.provision |= edge.purpose.provision;
        if (edge.declared != known.declared)
            known.optional = edge.declared ? edge.optional : known.optional;
        else
            known.optional &= edge.optional;
        known.declared |= edge.declared;
        known.evidence.append(edge.evidence);
        return;
    }
    m_outgoing[edge.from].append(m_edges.size());
    m_incoming[edge.to].append(m_edges.size());
    m_edges.append(edge);
}

QStringList DependencyGraph::dependenciesOf(const QString &ida, Purpose purpose) const
{
    QStringList result;
    for (const qsizetype index : m_outgoing.value(ida)) {
        if (serves(m_edges.at(index), purpose))
            result.append(m_edges.at(index).to);
    }
    return result;
}

QStringList DependencyGraph::dependentsOf(const QString &ida, Purpose purpose) const
{
    QStringList result;
    for (const qsizetype index : m_incoming.value(ida)) {
        if (serves(m_edges.at(index), purpose))
            result.append(m_edges.at(index).from);
    }
    return result;
}

QStringList
DependencyGraph::closure(const QStringList &from, Purpose purpose, bool withOptional) const
{
    QSet<QString> reached;
    QStringList pending;
    for (const QString &ida : from) {
        if (m_known.contains(ida))
            pending.append(ida);
    }
    while (!pending.isEmpty()) {
        const QString ida = pending.takeLast();
        if (reached.contains(ida))
            continue;
        reached.insert(ida);
        for (const qsizetype index : m_outgoing.value(ida)) {
            const DependencyEdge &edge = m_edges.at(index);
            if (serves(edge, purpose) && (withOptional || !edge.optional))
                pending.append(edge.to);
        }
    }
    QStringList result;
    std::ranges::copy_if(m_idas, std::back_inserter(result), [&](const QString &ida) {
        return reached.contains(ida);
    });
    return result;
}

QList<QStringList> DependencyGraph::cycles(Purpose purpose) const
{
    const auto outgoing = adjacency(*this, purpose);
    QList<QStringList> result;
    for (const std::vector<int> &component : ComponentFinder(outgoing).run()) {
        const auto first = component.front();
        if (component.size() == 1
            && std::ranges::find(outgoing[std::size_t(first)], first)
                == outgoing[std::size_t(first)].end())
            continue;
        QStringList names;
        for (const int node : component)
            names.append(m_idas.at(node));
        names.sort();
        result.append(names);
    }
    std::ranges::sort(result, {}, [](const QStringList &names) { return names.first(); });
    return result;
}

QList<QStringList> DependencyGraph::layers(Purpose purpose) const
{
    const auto outgoing = adjacency(*this, purpose);
    const auto components = ComponentFinder(outgoing).run();
    std::vector<int> componentOf(outgoing.size(), 0);
    for (int index = 0; index < int(components.size()); ++index) {
        for (const int node : components[std::size_t(index)])
            componentOf[std::size_t(node)] = index;
    }
    // Components are in dependency order, so every target's layer is known before it is asked for.
    std::vector<int> layerOf(components.size(), 0);
    int count = 0;
    for (int index = 0; index < int(components.size()); ++index) {
        int &layer = layerOf[std::size_t(index)];
        for (const int node : components[std::size_t(index)]) {
            for (const int target : outgoing[std::size_t(node)]) {
                const int other = componentOf[std::size_t(target)];
                if (other != index)
                    layer = std::max(layer, layerOf[std::size_t(other)] + 1);
            }
        }
        count = std::max(count, layer + 1);
    }
    QList<QStringList> result(count);
    for (int node = 0; node < int(m_idas.size()); ++node)
        result[layerOf[std::size_t(componentOf[std::size_t(node)])]].append(m_idas.at(node));
    return result;
}

} // namespace devstack
