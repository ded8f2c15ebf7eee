// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/edgerows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QObject>

namespace devstack {

/// What an arrow of the graph means, and the lines of files behind it.
///
/// Lives on the interface's thread. Of two IDAs that need each other both directions are told.
class Edges : public QObject, public QmlInstance<Edges>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "credentials needs platform"; empty: no arrow is shown.
    Q_PROPERTY(QString title READ title NOTIFY shownChanged)
    /// "declared: to run and provision".
    Q_PROPERTY(QString purpose READ purpose NOTIFY shownChanged)
    /// Of EdgePlaceRow.
    Q_PROPERTY(devstack::GadgetListModel *places READ places CONSTANT)
public:
    explicit Edges(WorkspaceHub &hub, QObject *parent = nullptr);
    static Edges *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString title() const { return m_title; }
    QString purpose() const { return m_purpose; }
    ListModel<EdgePlaceRow> *places() { return &m_places; }

    /// Title, purpose and the first line behind it, for a tip; empty: there is no such arrow.
    Q_INVOKABLE QString sentence(const QString &from, const QString &to) const;
    Q_INVOKABLE void show(const QString &from, const QString &to);

signals:
    void shownChanged();

private:
    QList<DependencyEdge> between(const QString &from, const QString &to) const;

    WorkspaceHub &m_hub;
    QString m_title;
    QString m_purpose;
    ListModel<EdgePlaceRow> m_places;
};

} // namespace devstack
