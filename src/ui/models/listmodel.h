// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/gadgetlistmodel.h"
#include "ui/models/listchanges.h"

#include <QSet>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

namespace devstack {

/// A list of gadgets, compared by key.
///
/// `Row` is a Q_GADGET whose properties are the roles; it can be compared with ==, and
/// `const QString &identity() const` is what tells it from every other row. setRows() signals only
/// what changed, so that delegates, focus and hover survive a refresh.
template <typename Row> class ListModel : public GadgetListModel
{
public:
    explicit ListModel(QObject *parent = nullptr)
        : GadgetListModel(Row::staticMetaObject, parent)
    {
    }

    /// Replaces all rows. A row without a key, or with one that came before, is dropped.
    void setRows(QList<Row> rows)
    {
        QStringList wanted;
        Rows fresh = unique(std::move(rows), wanted);
        const int before = size();
        const QList<ListChange> changes = changesBetween(keys(), wanted);
        for (const ListChange &change : changes)
            apply(change, fresh);
        for (size_t i = 0; i < fresh.size(); ++i) {
            if (fresh[i] && !(*fresh[i] == *m_rows[i]))
                replace(i, std::move(fresh[i]));
        }
        if (size() != before)
            emit countChanged();
    }

    /// A row by position, which must exist; valid until the next setRows().
    const Row &row(int at) const { return *m_rows.at(static_cast<size_t>(at)); }
    /// The row with this key, null when there is none; valid until the next setRows().
    const Row *find(const QString &key) const
    {
        const int at = indexOf(key);
        return at < 0 ? nullptr : &row(at);
    }

protected:
    int size() const override { return int(m_rows.size()); }
    const void *gadget(int at) const override { return &row(at); }
    const QString &identity(int at) const override { return row(at).identity(); }

private:
    using Rows = std::vector<std::unique_ptr<Row>>;

    static Rows unique(QList<Row> rows, QStringList &keys)
    {
        Rows kept;
        QSet<QString> known;
        for (Row &one : rows) {
            const QString key = one.identity();
            if (key.isEmpty() || known.contains(key))
                continue;
            known.insert(key);
            keys.append(key);
            kept.push_back(std::make_unique<Row>(std::move(one)));
        }
        return kept;
    }

    void apply(const ListChange &change, Rows &fresh)
    {
        const auto at = m_rows.begin() + change.at;
        const int last = change.at + change.count - 1;
        switch (change.kind) {
        case ListChange::Kind::Remove:
            beginRemoveRows({}, change.at, last);
            m_rows.erase(at, at + change.count);
            endRemoveRows();
            break;
        case ListChange::Kind::Insert: {
            beginInsertRows({}, change.at, last);
            const auto from = fresh.begin() + change.at;
            m_rows.insert(
                at, std::make_move_iterator(from), std::make_move_iterator(from + change.count));
            endInsertRows();
            break;
        }
        case ListChange::Kind::Move:
            beginMoveRows({}, change.at, change.at, {}, change.to);
            std::rotate(m_rows.begin() + change.to, at, at + 1);
            endMoveRows();
            break;
        }
    }

    void replace(size_t at, std::unique_ptr<Row> row)
    {
        const QList<int> roles = differingRoles(m_rows[at].get(), row.get());
        m_rows[at] = std::move(row);
        const QModelIndex changed = index(int(at));
        emit dataChanged(changed, changed, roles);
    }

    Rows m_rows;
};

} // namespace devstack
