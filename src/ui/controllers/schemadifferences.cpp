// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/schemadifferences.h"

namespace devstack {

using namespace Qt::StringLiterals;

SchemaDifferences::SchemaDifferences(WorkspaceHub &hub, QObject *parent)
    : Comparison(hub, parent)
    , QmlInstance(this)
{
}

std::stop_source
SchemaDifferences::read(WorkspaceSource &source, WorkspaceSource::Saying saying, Ended ended)
{
    return source.askSchemaDiff(
        place(), std::move(saying), answers().only([this, ended](const Result<SchemaDiff> &answer) {
            if (answer)
                m_found = *answer;
            ended(answer ? ok() : Result<>(answer.error()));
        }));
}

void SchemaDifferences::show()
{
    const bool hasProduction = !m_found.production.isEmpty();
    QList<SchemaObjectRow> rows;
    for (const SchemaDifference &difference : std::as_const(m_found.objects)) {
        SchemaObjectRow row;
        row.kind = toString(difference.kind);
        row.name = difference.name;
        row.key = row.kind + u' ' + row.name;
        row.meaning = difference.meaning;
        row.production = definitionText(difference.production, hasProduction);
        row.migrations = definitionText(difference.migrations, m_found.hasMigrations);
        row.live = definitionText(difference.live, true);
        row.statement = difference.statement;
        row.statementTitle = statementsTitle(difference.isOfProduction);
        rows.append(row);
    }
    m_objects.setRows(std::move(rows));
    m_object = m_objects.indexOf(m_object) < 0 ? m_objects.keyAt(0) : m_object;
    emit objectChanged();
    emit shownChanged();
}

void SchemaDifferences::clear()
{
    m_found = {};
    show();
}

QString SchemaDifferences::summary() const
{
    if (!compares())
        return {};
    const int count = m_objects.count();
    return count == 0 ? sameText(m_found)
        : count == 1  ? tr("1 object is not the same everywhere.")
                      : tr("%1 objects are not the same everywhere.").arg(count);
}

QString SchemaDifferences::agreement() const
{
    if (!compares())
        return tr("There is nothing to compare the live database with");
    if (m_found.production.isEmpty())
        return tr("Migrations and the live database agree");
    return m_found.hasMigrations ? tr("Production, migrations and the live database agree")
                                 : tr("Production and the live database agree");
}

void SchemaDifferences::setObject(const QString &key)
{
    if (key == m_object || m_objects.indexOf(key) < 0)
        return;
    m_object = key;
    emit objectChanged();
}

SchemaObjectRow SchemaDifferences::shown() const
{
    const SchemaObjectRow *row = m_objects.find(m_object);
    return row ? *row : SchemaObjectRow();
}

QString SchemaDifferences::statements() const
{
    QStringList statements;
    for (const SchemaDifference &difference : m_found.objects) {
        if (!difference.isOfProduction && !difference.statement.isEmpty())
            statements += difference.statement;
    }
    return statements.join(u'\n');
}

} // namespace devstack
