// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/datarows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

namespace devstack {

/// The seeds of an IDA with when they were applied.
QList<SeedFact> seedFacts(const IdaView &ida, const QDateTime &now);

/// The data page: every IDA that has data, with its seeds and checkpoints.
class Seeds : public QObject, public QmlInstance<Seeds>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Of DataRow.
    Q_PROPERTY(devstack::GadgetListModel *rows READ rows CONSTANT)
public:
    explicit Seeds(WorkspaceHub &hub, QObject *parent = nullptr);
    static Seeds *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    ListModel<DataRow> *rows() { return &m_rows; }

private:
    void update();

    WorkspaceHub &m_hub;
    ListModel<DataRow> m_rows;
};

} // namespace devstack
