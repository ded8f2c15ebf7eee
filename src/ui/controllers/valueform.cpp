// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/valueform.h"

#include "service/configuration/keptvariables.h"

namespace devstack {

ValueForm::ValueForm(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, &ValueForm::decline);
}

void ValueForm::ask(const QString &ida)
{
    const IdaView *view = m_hub.snapshot().ida(ida);
    if (!view || view->missingVariables.isEmpty())
        return;
    m_ida = ida;
    m_values.clear();
    QList<ArgumentRow> fields;
    for (const RequiredVariable &variable : view->missingVariables) {
        fields.append({variable.name,
                       variable.message,
                       isSecretVariable(variable.name) ? argumentkind::Secret : argumentkind::Text,
                       {},
                       {}});
    }
    m_fields.setRows(std::move(fields));
    emit asked();
    emit valuesChanged();
}

void ValueForm::askBefore(const QString &ida, const Operation &then)
{
    m_then = then;
    ask(ida);
}

void ValueForm::set(const QString &name, const QString &value)
{
    m_values.insert(name, value);
    emit valuesChanged();
}

QString ValueForm::missing() const
{
    for (int row = 0; row < m_fields.count(); ++row) {
        const QString &name = m_fields.row(row).name;
        if (m_values.value(name).isEmpty())
            return tr("“%1” is missing.").arg(name);
    }
    return {};
}

void ValueForm::confirm()
{
    if (m_ida.isEmpty() || !missing().isEmpty() || !m_hub.source())
        return;
    const QString ida = m_ida;
    const auto then = m_then;
    const QMap<QString, QString> values = m_values;
    decline();
    m_hub.source()->keepVariables(
        ida, values, [this, ida, then](const Result<ChoiceOutcome> &outcome) {
            if (!outcome) {
                emit failed(outcome.error());
                return;
            }
            emit kept(tr("The values of %1 are kept for you.").arg(ida));
            if (then)
                emit thenWanted(*then);
        });
}

void ValueForm::decline()
{
    m_ida.clear();
    m_then.reset();
    m_values.clear();
    emit asked();
    emit valuesChanged();
}

} // namespace devstack
