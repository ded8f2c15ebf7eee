// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/operation/operation.h"
#include "ui/models/argumentrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QMap>
#include <QObject>

#include <optional>

namespace devstack {

/// Asks for the values that an IDA's compose files leave to the engineer, once: they are kept.
///
/// Lives on the interface's thread.
class ValueForm : public QObject, public QmlInstance<ValueForm>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Whose values; empty: nothing is asked.
    Q_PROPERTY(QString ida READ ida NOTIFY asked)
    /// Of ArgumentRow.
    Q_PROPERTY(devstack::GadgetListModel *fields READ fields CONSTANT)
    /// It goes on with provisioning afterwards.
    Q_PROPERTY(bool goesOn READ goesOn NOTIFY asked)
    /// What is missing still; empty: they can be kept.
    Q_PROPERTY(QString missing READ missing NOTIFY valuesChanged)
public:
    explicit ValueForm(WorkspaceHub &hub, QObject *parent = nullptr);
    static ValueForm *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString ida() const { return m_ida; }
    ListModel<ArgumentRow> *fields() { return &m_fields; }
    bool goesOn() const { return m_then.has_value(); }
    QString missing() const;

    Q_INVOKABLE void ask(const QString &ida);
    /// The same, and `then` runs once they are kept.
    void askBefore(const QString &ida, const Operation &then);
    Q_INVOKABLE void set(const QString &name, const QString &value);
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void decline();

signals:
    void asked();
    void valuesChanged();
    void failed(const devstack::Error &error);
    void kept(const QString &text);
    /// The values are kept: what waited for them.
    void thenWanted(const devstack::Operation &operation);

private:
    WorkspaceHub &m_hub;
    QString m_ida;
    QMap<QString, QString> m_values;
    std::optional<Operation> m_then;
    ListModel<ArgumentRow> m_fields;
};

} // namespace devstack
