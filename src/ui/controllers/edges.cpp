// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/edges.h"

#include "ui/text/displaytext.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString titleText(const QString &from, const QString &to, bool both)
{
    return both ? Edges::tr("%1 and %2 need each other").arg(from, to)
                : Edges::tr("%1 needs %2").arg(from, to);
}

QString purposeLine(const DependencyEdge &edge, bool both)
{
    const QString text = edge.declared ? Edges::tr("declared: %1").arg(purposeText(edge))
                                       : Edges::tr("inferred: %1").arg(purposeText(edge));
    return both ? u"%1 → %2, %3"_s.arg(edge.from, edge.to, text) : text;
}

} // namespace

Edges::Edges(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
}

QList<DependencyEdge> Edges::between(const QString &from, const QString &to) const
{
    QList<DependencyEdge> found;
    for (const DependencyEdge &edge : m_hub.snapshot().edges) {
        if ((edge.from == from && edge.to == to) || (edge.from == to && edge.to == from))
            found += edge;
    }
    return found;
}

QString Edges::sentence(const QString &from, const QString &to) const
{
    const QList<DependencyEdge> edges = between(from, to);
    if (edges.isEmpty())
        return {};
    const bool both = edges.size() > 1;
    QStringList lines {titleText(from, to, both)};
    for (const DependencyEdge &edge : edges) {
        lines += purposeLine(edge, both);
        const QStringList evidence = evidenceLines(edge.evidence);
        if (!evidence.isEmpty())
            lines += evidence.first();
    }
    return lines.join(u'\n');
}

void Edges::show(const QString &from, const QString &to)
{
    const QList<DependencyEdge> edges = between(from, to);
    const bool both = edges.size() > 1;
    m_title = edges.isEmpty() ? QString() : titleText(from, to, both);
    QStringList purposes;
    QList<EdgePlaceRow> places;
    for (const DependencyEdge &edge : edges) {
        purposes += purposeLine(edge, both);
        const IdaView *ida = m_hub.snapshot().ida(edge.from);
        // An edge of what is not here any more has no file to open.
        const QDir folder(ida ? ida->path : QString());
        for (const Evidence &one : edge.evidence)
            places.append({folder.absoluteFilePath(one.mark.file),
                           one.mark.toString(),
                           one.text,
                           edge.from + one.mark.toString() + one.text});
    }
    m_purpose = purposes.join(u'\n');
    m_places.setRows(std::move(places));
    emit shownChanged();
}

} // namespace devstack
