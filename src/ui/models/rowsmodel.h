// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractListModel>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// A list of rows with named columns whose first column identifies the row.
///
/// setRows() compares with what is there and signals only what changed, so that delegates, focus
/// and hover survive a refresh. Keys must be unique and not empty; a row with a repeated key is
/// dropped.
class RowsModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
    /// Number of rows.
    Q_PROPERTY(int count READ count NOTIFY countChanged)
public:
    explicit RowsModel(const QStringList &columns, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    /// Every row has a value for each column, in the order of the columns.
    void setRows(const QList<QVariantList> &rows);
    /// Replaces one value; nothing happens for an unknown key or column.
    void setValue(const QString &key, const QString &column, const QVariant &value);
    /// The value of a row, invalid when there is none.
    QVariant value(const QString &key, const QString &column) const;
    QStringList keys() const;
    /// Position of a key, -1 when there is none.
    Q_INVOKABLE int indexOf(const QString &key) const;
    /// A value by position, for keyboard handlers.
    Q_INVOKABLE QVariant at(int row, const QString &column) const;

signals:
    void countChanged();

private:
    void update(int row, const QVariantList &values);

    QStringList m_columns;
    QList<QVariantList> m_rows;
};

} // namespace devstack
