// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/keptrows.h"

#include <algorithm>

namespace devstack {

void KeptRows::offer(const QString &key, const RowChange &change)
{
    if (m_rows.size() >= m_most) {
        // The last one of the commonest kind gives way to a kind that has fewer.
        const auto commonest = std::ranges::max_element(m_counts);
        if (m_rows.isEmpty() || countOf(change.kind) + 1 >= *commonest)
            return;
        const auto kind = RowChange::Kind(commonest - m_counts.begin());
        auto last = m_rows.end();
        do
            --last;
        while (last->kind != kind);
        m_rows.erase(last);
        --*commonest;
    }
    m_rows.insert(key, change);
    ++countOf(change.kind);
}

} // namespace devstack
