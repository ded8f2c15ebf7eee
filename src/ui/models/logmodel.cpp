// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logmodel.h"

#include <algorithm>
#include <iterator>

namespace devstack {

LogModel::LogModel(int bound, QObject *parent)
    : LogRowsModel(parent)
    , m_bound(bound)
{
}

void LogModel::append(QList<LogRow> lines)
{
    if (lines.isEmpty())
        return;
    if (lines.size() > m_bound)
        lines = lines.last(m_bound);
    const int surplus = std::min(count(), int(count() + lines.size()) - m_bound);
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + surplus);
        endRemoveRows();
        emit trimmed(surplus);
    }
    beginInsertRows({}, count(), int(count() + lines.size()) - 1);
    std::move(lines.begin(), lines.end(), std::back_inserter(m_lines));
    endInsertRows();
    emit countChanged();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
    emit countChanged();
}

} // namespace devstack
