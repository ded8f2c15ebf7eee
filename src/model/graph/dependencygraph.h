// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "model/manifest/manifest.h"

#include <QList>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace devstack {

/// What says that one IDA needs another.
struct Evidence
{
    SourceMark mark; ///< the file is relative to the repository
    QString text; ///< the line, trimmed

    bool operator==(const Evidence &) const = default;
};

/// An arrow from an IDA to one it needs.
struct DependencyEdge
{
    QString from;
    QString to;
    DependencyPurpose purpose; ///< neither: it installs the other, a library
    bool declared = true;
    bool optional = false;
    QList<Evidence> evidence;

    bool operator==(const DependencyEdge &) const = default;
};

/// A name that something refers to and nobody provides.
struct UnresolvedName
{
    QString from;
    QString name;
    QList<Evidence> evidence;

    bool operator==(const UnresolvedName &) const = default;
};

/// The IDAs of a workspace and who needs whom; run-time and provisioning edges are told apart by
/// purpose. A value; all functions are pure and O(nodes + edges).
class DependencyGraph
{
public:
    enum class Purpose { Run, Provision, Any };

    void addIda(const QString &name);
    /// Merges with an existing edge between the same two (purposes united, evidence appended,
    /// declared wins).
    void addEdge(const DependencyEdge &edge);

    const QStringList &idas() const { return m_idas; }
    const QList<DependencyEdge> &edges() const { return m_edges; }
    QStringList dependenciesOf(const QString &ida, Purpose purpose = Purpose::Any) const;
    QStringList dependentsOf(const QString &ida, Purpose purpose = Purpose::Any) const;

    /// The given IDAs and everything they need, optional edges only when `withOptional`; in
    /// insertion order.
    QStringList closure(const QStringList &from, Purpose purpose, bool withOptional) const;

    /// Groups of IDAs that need each other (strongly connected, two or more, or a self-edge), each
    /// sorted.
    QList<QStringList> cycles(Purpose purpose = Purpose::Any) const;

    /// Layers that may go one after the other, dependencies first; the members of a cycle are in
    /// the same layer. Within a layer in insertion order.
    QList<QStringList> layers(Purpose purpose) const;

private:
    QStringList m_idas;
    QSet<QString> m_known;
    QList<DependencyEdge> m_edges;
    QMap<QString, QList<qsizetype>> m_outgoing;
    QMap<QString, QList<qsizetype>> m_incoming;
};

} // namespace devstack
