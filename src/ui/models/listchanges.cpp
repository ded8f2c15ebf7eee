// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/listchanges.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace devstack {

namespace {

/// Counts which of a row of places are taken (a Fenwick tree).
class TakenPlaces
{
public:
    explicit TakenPlaces(int count)
        : m_sums(static_cast<size_t>(count) + 1)
    {
    }

    void take(int place)
    {
        for (size_t i = static_cast<size_t>(place) + 1; i < m_sums.size(); i += i & -i)
            ++m_sums[i];
    }

    /// How many of the places before this one are free.
    int freeBefore(int place) const
    {
        int taken = 0;
        for (auto i = static_cast<size_t>(place); i > 0; i -= i & -i)
            taken += m_sums[i];
        return place - taken;
    }

private:
    std::vector<int> m_sums;
};

/// Appends the removals and answers the places of the rows that stay, among these.
QHash<QString, int>
removeRows(const QStringList &before, const QStringList &after, QList<ListChange> &changes)
{
    const QSet<QString> wanted(after.begin(), after.end());
    QHash<QString, int> places;
    std::vector<bool> stays;
    stays.reserve(static_cast<size_t>(before.size()));
    for (const QString &key : before) {
        stays.push_back(wanted.contains(key));
        if (stays.back())
            places.insert(key, int(places.size()));
    }
    // From the end: positions before a removal keep their meaning.
    for (auto end = stays.size(); end > 0;) {
        auto first = end;
        while (first > 0 && !stays[first - 1])
            --first;
        if (first < end)
            changes.append({ListChange::Kind::Remove, int(first), int(end - first), int(first)});
        end = first > 0 ? first - 1 : 0;
    }
    return places;
}

} // namespace

QList<ListChange> changesBetween(const QStringList &before, const QStringList &after)
{
    QList<ListChange> changes;
    const QHash<QString, int> places = removeRows(before, after, changes);
    TakenPlaces taken(int(places.size()));
    const int count = int(after.size());
    int inserted = -1; // where the rows that are inserted together begin
    const auto insert = [&](int end) {
        if (inserted >= 0)
            changes.append({ListChange::Kind::Insert, inserted, end - inserted, inserted});
        inserted = -1;
    };
    for (int i = 0; i < count; ++i) {
        const auto place = places.constFind(after.at(i));
        if (place == places.constEnd()) {
            inserted = inserted < 0 ? i : inserted;
            continue;
        }
        insert(i);
        if (const int passed = taken.freeBefore(*place); passed > 0)
            changes.append({ListChange::Kind::Move, i + passed, 1, i});
        taken.take(*place);
    }
    insert(count);
    return changes;
}

} // namespace devstack
