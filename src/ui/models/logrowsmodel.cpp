// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logrowsmodel.h"

namespace devstack {

QVariant LogRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogRow &at = line(index.row());
    switch (static_cast<Role>(role)) {
    case Role::Text:
        return at.content.text;
    case Role::Time:
        return at.time;
    case Role::Source:
        return at.source;
    case Role::Level:
        return at.level;
    case Role::FromStderr:
        return at.fromStderr;
    }
    return {};
}

QHash<int, QByteArray> LogRowsModel::roleNames() const
{
    return {{int(Role::Text), "text"},
            {int(Role::Time), "time"},
            {int(Role::Source), "source"},
            {int(Role::Level), "level"},
            {int(Role::FromStderr), "fromStderr"}};
}

} // namespace devstack
