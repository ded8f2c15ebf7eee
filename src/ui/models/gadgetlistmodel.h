// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractListModel>
#include <QMetaProperty>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// What every ListModel<Row> shares, and how QML sees it: the properties of the row's gadget are
/// the roles. (moc knows no templates.)
class GadgetListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
    /// Number of rows.
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return rowCount(); }
    QStringList keys() const;
    /// Position of the row with this key, -1 when there is none.
    Q_INVOKABLE int indexOf(const QString &key) const;
    /// The key of a row, empty when there is no such row; for keyboard handlers.
    Q_INVOKABLE QString keyAt(int row) const;

signals:
    void countChanged();

protected:
    GadgetListModel(const QMetaObject &row, QObject *parent);

    virtual int size() const = 0;
    virtual const void *gadget(int row) const = 0;
    virtual const QString &identity(int row) const = 0;
    /// The roles whose values differ between two rows.
    QList<int> differingRoles(const void *one, const void *other) const;

private:
    QList<QMetaProperty> m_properties; ///< by role, from Qt::UserRole on
};

} // namespace devstack
