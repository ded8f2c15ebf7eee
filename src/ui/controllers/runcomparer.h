// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/comparedrows.h"
#include "ui/models/listmodel.h"
#include "ui/models/optionlist.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QObject>

namespace devstack {

/// Two runs side by side: what differs in how they began, ended and took.
///
/// Lives on the interface's thread.
class RunComparer : public QObject, public QmlInstance<RunComparer>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// The run that is compared; empty: none.
    Q_PROPERTY(QString run READ run NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    /// The one it is held against; empty: there is none.
    Q_PROPERTY(QString other READ other WRITE setOther NOTIFY changed)
    /// What it can be held against.
    Q_PROPERTY(devstack::OptionList *others READ others CONSTANT)
    /// Of ComparedRow.
    Q_PROPERTY(devstack::GadgetListModel *rows READ rows CONSTANT)
    /// When the two began, the earlier one first.
    Q_PROPERTY(QString firstWhen READ firstWhen NOTIFY changed)
    Q_PROPERTY(QString secondWhen READ secondWhen NOTIFY changed)
    /// What cannot be told; empty: nothing.
    Q_PROPERTY(QString note READ note NOTIFY changed)
    /// "devstack compare …": the same at a terminal.
    Q_PROPERTY(QString command READ command NOTIFY changed)
public:
    explicit RunComparer(WorkspaceHub &hub, QObject *parent = nullptr);
    static RunComparer *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString run() const { return m_run; }
    QString title() const { return m_title; }
    QString other() const { return m_other; }
    void setOther(const QString &id);
    OptionList *others() { return &m_others; }
    ListModel<ComparedRow> *rows() { return &m_rows; }
    QString firstWhen() const { return whenOf(m_other); }
    QString secondWhen() const { return whenOf(m_run); }
    QString note() const { return m_note; }
    QString command() const;

    /// Whether there is a run to hold this one against.
    Q_INVOKABLE bool canCompare(const QString &run) const;
    Q_INVOKABLE void open(const QString &run);
    Q_INVOKABLE void close();

signals:
    void changed();

private:
    const RunState *find(const QString &id) const;
    QString whenOf(const QString &id) const;
    void compare();

    WorkspaceHub &m_hub;
    QString m_run;
    QString m_other;
    QString m_title;
    QString m_note;
    OptionList m_others;
    ListModel<ComparedRow> m_rows;
};

} // namespace devstack
