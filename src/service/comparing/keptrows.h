// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/datachanges.h"

#include <QMap>
#include <QString>

#include <array>

namespace devstack {

/// The rows of a table that are kept of all that changed: the first ones, and where one kind is
/// rare, some of it in place of the others. Pure.
class KeptRows
{
public:
    /// At most so many.
    explicit KeptRows(int most)
        : m_most(most)
    {
    }

    /// `key`: the digest of the row's key, larger than those before.
    void offer(const QString &key, const RowChange &change);

    qsizetype size() const { return m_rows.size(); }
    /// By the digests of their keys.
    QMap<QString, RowChange> &rows() { return m_rows; }

private:
    int &countOf(RowChange::Kind kind) { return m_counts.at(std::size_t(kind)); }

    int m_most = 0;
    QMap<QString, RowChange> m_rows;
    std::array<int, 3> m_counts {};
};

} // namespace devstack
