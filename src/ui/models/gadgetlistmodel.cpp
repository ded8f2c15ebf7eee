// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/gadgetlistmodel.h"

namespace devstack {

GadgetListModel::GadgetListModel(const QMetaObject &row, QObject *parent)
    : QAbstractListModel(parent)
{
    for (int i = 0; i < row.propertyCount(); ++i)
        m_properties.append(row.property(i));
}

int GadgetListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : size();
}

QVariant GadgetListModel::data(const QModelIndex &index, int role) const
{
    const int property = role - Qt::UserRole;
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || property < 0
        || property >= m_properties.size())
        return {};
    return m_properties.at(property).readOnGadget(gadget(index.row()));
}

QHash<int, QByteArray> GadgetListModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_properties.size(); ++i)
        names.insert(Qt::UserRole + i, m_properties.at(i).name());
    return names;
}

QStringList GadgetListModel::keys() const
{
    QStringList keys;
    keys.reserve(size());
    for (int row = 0; row < size(); ++row)
        keys.append(identity(row));
    return keys;
}

int GadgetListModel::indexOf(const QString &key) const
{
    for (int row = 0; row < size(); ++row) {
        if (identity(row) == key)
            return row;
    }
    return -1;
}

QString GadgetListModel::keyAt(int row) const
{
    return row < 0 || row >= size() ? QString() : identity(row);
}

QList<int> GadgetListModel::differingRoles(const void *one, const void *other) const
{
    QList<int> roles;
    for (int i = 0; i < m_properties.size(); ++i) {
        const QMetaProperty &property = m_properties.at(i);
        if (property.readOnGadget(one) != property.readOnGadget(other))
            roles.append(Qt::UserRole + i);
    }
    return roles;
}

} // namespace devstack
