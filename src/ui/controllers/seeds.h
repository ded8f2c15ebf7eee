// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

namespace devstack {

/// The data page: every IDA that has data, with its seeds and checkpoints.
class Seeds : public QObject, public QmlInstance<Seeds>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// ida, condition, databases (text), running, seeds [{name, applied, target, source}],
    /// checkpoints [{name, created, reason}], the newest first
    Q_PROPERTY(devstack::RowsModel *rows READ rows CONSTANT)
public:
    explicit Seeds(WorkspaceHub &hub, QObject *parent = nullptr);
    static Seeds *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    RowsModel *rows() { return &m_rows; }

private:
    void update();

    WorkspaceHub &m_hub;
    RowsModel m_rows;
};

} // namespace devstack
