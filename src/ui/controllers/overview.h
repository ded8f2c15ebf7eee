// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/graph/graphlayout.h"
#include "ui/models/rowsmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/background.h"
#include "ui/source/workspacehub.h"

#include <QObject>
#include <QSizeF>

namespace devstack {

/// An arrow as it is drawn.
struct GraphArrow
{
    QString from;
    QString to;
    QList<QPointF> points; ///< a spline, see GraphLayout::Route
    bool declared = true;
    bool cycle = false;
    bool both = false; ///< each needs the other: one line with two heads
};

/// The graph: cards with their places, arrows, selection and search.
class Overview : public QObject, public QmlInstance<Overview>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// name, title, condition, word, detail, memory, services [{name, condition}], hidden (services
    /// that found no room), progress (0 to 1, below 0: none), activity, placeX, placeY, matches,
    /// problems
    Q_PROPERTY(devstack::RowsModel *cards READ cards CONSTANT)
    /// key, from, name, evidence (lines "file:line  text"): names that nobody of the workspace
    /// answers to
    Q_PROPERTY(devstack::RowsModel *unresolved READ unresolved CONSTANT)
    /// key, ida, text, commands: wishes about one IDA that cannot all come true and nobody settled
    Q_PROPERTY(devstack::RowsModel *conflicts READ conflicts CONSTANT)
    /// The whole drawing, in pixels at zoom 1.
    Q_PROPERTY(QSizeF drawing READ drawing NOTIFY layoutChanged)
    Q_PROPERTY(bool laidOut READ laidOut NOTIFY layoutChanged)
    /// Both kinds of arrows are there, so the legend helps.
    Q_PROPERTY(bool hasInferred READ hasInferred NOTIFY layoutChanged)
    /// Name of the selected IDA; empty: none.
    Q_PROPERTY(QString selected READ selected WRITE setSelected NOTIFY selectedChanged)
    /// Cards that do not match are dimmed.
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
public:
    static constexpr QSizeF kCardSize {224, 104};

    Overview(WorkspaceHub &hub, Background &background, QObject *parent = nullptr);
    static Overview *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    RowsModel *cards() { return &m_cards; }
    RowsModel *unresolved() { return &m_unresolved; }
    RowsModel *conflicts() { return &m_conflicts; }
    QSizeF drawing() const { return m_layout.size; }
    bool laidOut() const { return !m_layout.nodes.isEmpty(); }
    bool hasInferred() const;
    QString selected() const { return m_selected; }
    void setSelected(const QString &name);
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    const QList<GraphArrow> &arrows() const { return m_arrows; }

    /// The card next to the selected one in the direction of a cursor key (Qt::Key); the selected
    /// one when there is none.
    Q_INVOKABLE QString neighbour(int key) const;

signals:
    void layoutChanged();
    void selectedChanged();
    void filterChanged();

private:
    void update();
    void updateNotices();
    void relayout();
    void updateArrows();
    QVariantList row(const IdaView &ida) const;
    bool matches(const IdaView &ida) const;
    QPointF placeOf(const QString &name) const;

    WorkspaceHub &m_hub;
    Background &m_background;
    RowsModel m_cards;
    RowsModel m_unresolved;
    RowsModel m_conflicts;
    LayoutRequest m_request;
    GraphLayout m_layout;
    QList<GraphArrow> m_arrows;
    QString m_selected;
    QString m_filter;
    bool m_filtering = false;
    int m_ticket = 0; ///< only the newest layout counts
};

} // namespace devstack
