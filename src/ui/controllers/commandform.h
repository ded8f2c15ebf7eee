// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/argumentvalues.h"
#include "ui/models/argumentrows.h"
#include "ui/models/listmodel.h"
#include "ui/platform/qmlinstance.h"
#include "ui/source/workspacehub.h"

#include <QHash>
#include <QObject>
#include <QUrl>

namespace devstack {

/// Asks for the arguments of a declared command.
///
/// Lives on the interface's thread. What was given last is proposed the next time, while the window
/// is open; secrets are not kept.
class CommandForm : public QObject, public QmlInstance<CommandForm>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// Whose command it is; empty: nothing is asked.
    Q_PROPERTY(QString ida READ ida NOTIFY asked)
    Q_PROPERTY(QString command READ command NOTIFY asked)
    /// What will run, with its placeholders.
    Q_PROPERTY(QString text READ text NOTIFY asked)
    /// Of ArgumentRow.
    Q_PROPERTY(devstack::GadgetListModel *fields READ fields CONSTANT)
    /// What is wrong with the values, or missing; empty: it can run.
    Q_PROPERTY(QString problem READ problem NOTIFY valuesChanged)
public:
    explicit CommandForm(WorkspaceHub &hub, QObject *parent = nullptr);
    static CommandForm *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString ida() const { return m_ida; }
    QString command() const { return m_command.name; }
    QString text() const { return m_command.text; }
    ListModel<ArgumentRow> *fields() { return &m_fields; }
    QString problem() const;

    void ask(const QString &ida, const CommandView &command);
    Q_INVOKABLE void set(const QString &name, const QString &value);
    /// The path relative to the checkout, for the field of that name; empty: it lies elsewhere.
    Q_INVOKABLE QString pathInCheckout(const QUrl &file) const;
    Q_INVOKABLE void confirm();
    Q_INVOKABLE void decline();

signals:
    void asked();
    void valuesChanged();
    /// `words` as behind "--" of the command line; `secrets` by name.
    void confirmed(const QString &ida,
                   const QString &command,
                   const QStringList &words,
                   const QMap<QString, QString> &secrets);

private:
    WorkspaceHub &m_hub;
    QString m_ida;
    CommandView m_command;
    ArgumentValues m_values;
    QHash<QString, ArgumentValues> m_earlier; ///< by "ida command"
    ListModel<ArgumentRow> m_fields;
};

} // namespace devstack
