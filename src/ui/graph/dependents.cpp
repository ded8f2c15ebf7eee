// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/graph/dependents.h"

namespace devstack {

QStringList dependentsOf(const QList<DependencyEdge> &edges, const QString &ida)
{
    QStringList reached {ida};
    for (qsizetype i = 0; i < reached.size(); ++i) {
        for (const DependencyEdge &edge : edges) {
            if (edge.to == reached.at(i) && edge.purpose.run && !reached.contains(edge.from))
                reached += edge.from;
        }
    }
    reached.removeFirst();
    return reached;
}

} // namespace devstack
