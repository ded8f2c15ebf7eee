// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/graph/graphlayout.h"
#include "ui/models/listmodel.h"
#include "ui/models/overviewrows.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/background.h"
#include "ui/source/latestanswer.h"
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
    /// Of IdaCard.
    Q_PROPERTY(devstack::GadgetListModel *cards READ cards CONSTANT)
    /// Every card is as large, in pixels at zoom 1.
    Q_PROPERTY(QSizeF cardSize READ cardSize CONSTANT)
    /// Of UnresolvedRow.
    Q_PROPERTY(devstack::GadgetListModel *unresolved READ unresolved CONSTANT)
    /// The IDA of every conflict that is not settled, once for each conflict.
    Q_PROPERTY(QStringList conflicting READ conflicting NOTIFY conflictingChanged)
    /// The whole drawing, in pixels at zoom 1.
    Q_PROPERTY(QSizeF drawing READ drawing NOTIFY layoutChanged)
    Q_PROPERTY(bool laidOut READ laidOut NOTIFY layoutChanged)
    /// Both kinds of arrows are there, so the legend helps.
    Q_PROPERTY(bool hasInferred READ hasInferred NOTIFY layoutChanged)
    /// Name of the selected IDA; empty: none.
    Q_PROPERTY(QString selected READ selected WRITE setSelected NOTIFY selectedChanged)
    /// Cards that do not match are dimmed.
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// The IDA that is about to be stopped, reset or pulled: it and those that need it to run stand
    /// out; empty: none.
    Q_PROPERTY(QString touched READ touched WRITE setTouched NOTIFY touchedChanged)
public:
    static constexpr QSizeF kCardSize {224, 104};

    Overview(WorkspaceHub &hub, Background &background, QObject *parent = nullptr);
    static Overview *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<IdaCard> *cards() { return &m_cards; }
    QSizeF cardSize() const { return kCardSize; }
    ListModel<UnresolvedRow> *unresolved() { return &m_unresolved; }
    QStringList conflicting() const { return m_conflicting; }
    QSizeF drawing() const { return m_layout.size; }
    bool laidOut() const { return !m_layout.nodes.isEmpty(); }
    bool hasInferred() const;
    QString selected() const { return m_selected; }
    void setSelected(const QString &name);
    QString filter() const { return m_filter; }
    void setFilter(const QString &filter);
    QString touched() const { return m_touched; }
    void setTouched(const QString &name);
    const QList<GraphArrow> &arrows() const { return m_arrows; }

    /// The card next to the selected one in the direction of a cursor key (Qt::Key); the selected
    /// one when there is none.
    Q_INVOKABLE QString neighbour(int key) const;
    /// Where the card of an IDA is: its top left, in pixels at zoom 1.
    Q_INVOKABLE QPointF placeOf(const QString &name) const;
    /// The first IDA whose name the filter finds; empty: none.
    Q_INVOKABLE QString firstMatch() const;

signals:
    void layoutChanged();
    void conflictingChanged();
    void selectedChanged();
    void filterChanged();
    void touchedChanged();

private:
    void update();
    void updateNotices();
    void relayout();
    void updateArrows();
    IdaCard card(const IdaView &ida) const;
    bool matches(const IdaView &ida) const;

    WorkspaceHub &m_hub;
    Background &m_background;
    ListModel<IdaCard> m_cards;
    ListModel<UnresolvedRow> m_unresolved;
    QStringList m_conflicting;
    LayoutRequest m_request;
    GraphLayout m_layout;
    QList<GraphArrow> m_arrows;
    QString m_selected;
    QString m_filter;
    QString m_touched;
    QStringList m_affected; ///< those that need `m_touched`
    bool m_filtering = false;
    LatestAnswer m_newestLayout;
};

} // namespace devstack
