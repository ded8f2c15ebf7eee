// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/comparingruns.h"
#include "ui/models/comparedrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

namespace devstack {

/// The sheet that shows two runs side by side, as `compare` does. Lives on the interface's thread.
class RunComparison : public QObject, public QmlInstance<RunComparison>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The sheet is to be shown.
    Q_PROPERTY(bool open READ isOpen NOTIFY changed)
    Q_PROPERTY(devstack::ComparedRun first READ first NOTIFY changed)
    Q_PROPERTY(devstack::ComparedRun second READ second NOTIFY changed)
    /// Of DifferenceRow.
    Q_PROPERTY(devstack::GadgetListModel *differences READ differences CONSTANT)
    /// "12 differences"; that there is none.
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    /// That one of them does not know what its IDAs were; empty: both do.
    Q_PROPERTY(QString note READ note NOTIFY changed)
    /// The command that shows the same.
    Q_PROPERTY(QString command READ command NOTIFY changed)
public:
    explicit RunComparison(WorkspaceHub &hub, QObject *parent = nullptr);
    static RunComparison *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool isOpen() const { return !m_a.header.id.isEmpty(); }
    ComparedRun first() const { return comparedRun(m_a); }
    ComparedRun second() const { return comparedRun(m_b); }
    ListModel<DifferenceRow> *differences() { return &m_rows; }
    QString summary() const;
    QString note() const;
    QString command() const;

    /// Opens the sheet with two recorded runs, the earlier one first.
    Q_INVOKABLE void compare(const QString &one, const QString &other);
    Q_INVOKABLE void swap();
    Q_INVOKABLE void close();

signals:
    void changed();

private:
    static ComparedRun comparedRun(const RunState &run);
    void update();

    WorkspaceHub &m_hub;
    RunState m_a;
    RunState m_b;
    ListModel<DifferenceRow> m_rows;
};

} // namespace devstack
