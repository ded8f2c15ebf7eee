// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/rowsmodel.h"

#include <QSet>

namespace devstack {

RowsModel::RowsModel(const QStringList &columns, QObject *parent)
    : QAbstractListModel(parent)
    , m_columns(columns)
{
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    const int column = role - Qt::UserRole;
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || column < 0
        || column >= m_columns.size())
        return {};
    return m_rows.at(index.row()).value(column);
}

QHash<int, QByteArray> RowsModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_columns.size(); ++i)
        names.insert(Qt::UserRole + i, m_columns.at(i).toUtf8());
    return names;
}

void RowsModel::setRows(const QList<QVariantList> &rows)
{
    QSet<QString> wanted;
    QList<QVariantList> unique;
    for (const QVariantList &row : rows) {
        const QString key = row.value(0).toString();
        if (key.isEmpty() || wanted.contains(key))
            continue;
        wanted.insert(key);
        unique.append(row);
    }
    const int before = count();
    for (int i = count() - 1; i >= 0; --i) {
        if (wanted.contains(m_rows.at(i).value(0).toString()))
            continue;
        beginRemoveRows({}, i, i);
        m_rows.removeAt(i);
        endRemoveRows();
    }
    for (int i = 0; i < unique.size(); ++i) {
        const int at = indexOf(unique.at(i).value(0).toString());
        if (at < 0) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, unique.at(i));
            endInsertRows();
            continue;
        }
        if (at != i) {
            beginMoveRows({}, at, at, {}, i);
            m_rows.move(at, i);
            endMoveRows();
        }
        update(i, unique.at(i));
    }
    if (count() != before)
        emit countChanged();
}

void RowsModel::update(int row, const QVariantList &values)
{
    QList<int> roles;
    for (int i = 0; i < m_columns.size(); ++i) {
        if (m_rows.at(row).value(i) != values.value(i))
            roles.append(Qt::UserRole + i);
    }
    if (roles.isEmpty())
        return;
    m_rows[row] = values;
    emit dataChanged(index(row), index(row), roles);
}

void RowsModel::setValue(const QString &key, const QString &column, const QVariant &value)
{
    const int row = indexOf(key);
    const auto at = m_columns.indexOf(column);
    if (row < 0 || at < 0)
        return;
    QVariantList values = m_rows.at(row);
    values[at] = value;
    update(row, values);
}

QVariant RowsModel::value(const QString &key, const QString &column) const
{
    return at(indexOf(key), column);
}

QStringList RowsModel::keys() const
{
    QStringList keys;
    for (const QVariantList &row : m_rows)
        keys.append(row.value(0).toString());
    return keys;
}

int RowsModel::indexOf(const QString &key) const
{
    for (int i = 0; i < count(); ++i) {
        if (m_rows.at(i).value(0).toString() == key)
            return i;
    }
    return -1;
}

QVariant RowsModel::at(int row, const QString &column) const
{
    const auto at = m_columns.indexOf(column);
    return row < 0 || row >= count() || at < 0 ? QVariant() : m_rows.at(row).value(at);
}

} // namespace devstack
