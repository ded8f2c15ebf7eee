// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QStringList>

namespace devstack {

/// Rows that leave a list, enter it, or change their place.
struct ListChange
{
    enum class Kind { Remove, Insert, Move };
    Kind kind;
    int at; ///< the first of the rows; of a move: where the row stands
    int count; ///< of a move: 1
    int to; ///< of a move: where the row goes; otherwise equal to `at`

    bool operator==(const ListChange &) const = default;
};

/// The changes that turn `before` into `after`. Each position holds for the list that the changes
/// before it left. Keys must be unique in each list.
///
/// Pure. Hashes every key a fixed number of times; rows that change places cost a logarithm each.
QList<ListChange> changesBetween(const QStringList &before, const QStringList &after);

} // namespace devstack
