// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/commandform.h"

#include <QDir>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

CommandForm::CommandForm(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_earlier.clear();
        decline();
    });
}

void CommandForm::ask(const QString &ida, const CommandView &command)
{
    m_ida = ida;
    m_command = command;
    m_values = m_earlier.value(ida + u' ' + command.name);
    QList<ArgumentRow> fields;
    for (const CommandArgument &argument : command.args) {
        if (!m_values.contains(argument.name) && argument.standard)
            m_values.insert(argument.name, *argument.standard);
        fields.append({argument.name,
                       argument.title,
                       argumentkind::Value(argument.kind),
                       m_values.value(argument.name),
                       argument.choices});
    }
    m_fields.setRows(std::move(fields));
    emit asked();
    emit valuesChanged();
}

void CommandForm::set(const QString &name, const QString &value)
{
    if (value.isEmpty())
        m_values.remove(name);
    else
        m_values.insert(name, value);
    emit valuesChanged();
}

QString CommandForm::problem() const
{
    for (const CommandArgument &argument : m_command.args) {
        const auto value = m_values.constFind(argument.name);
        if (value == m_values.constEnd()) {
            if (!argument.standard)
                return tr("“%1” is missing.").arg(argument.title);
            continue;
        }
        if (const auto fits = checkArgument(argument, *value); !fits)
            return fits.error().message;
    }
    return {};
}

QString CommandForm::pathInCheckout(const QUrl &file) const
{
    const IdaView *ida = m_hub.snapshot().ida(m_ida);
    if (!ida || !file.isLocalFile())
        return {};
    const QString path = QDir(ida->path).relativeFilePath(file.toLocalFile());
    return path.startsWith(u"../"_s) || QDir::isAbsolutePath(path) ? QString() : path;
}

void CommandForm::confirm()
{
    if (m_ida.isEmpty() || !problem().isEmpty())
        return;
    QMap<QString, QString> secrets;
    ArgumentValues kept = m_values;
    for (const CommandArgument &argument : m_command.args) {
        if (argument.kind != CommandArgument::Kind::Secret)
            continue;
        if (kept.contains(argument.name))
            secrets.insert(argument.name, kept.take(argument.name));
    }
    m_earlier.insert(m_ida + u' ' + m_command.name, kept);
    const QString ida = m_ida;
    const CommandView command = m_command;
    decline();
    emit confirmed(ida, command.name, argumentWords(command.args, kept), secrets);
}

void CommandForm::decline()
{
    m_ida.clear();
    m_command = {};
    m_values.clear();
    emit asked();
    emit valuesChanged();
}

} // namespace devstack
