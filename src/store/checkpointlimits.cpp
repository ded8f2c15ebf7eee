// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/checkpointlimits.h"

#include "core/text.h"

#include <algorithm>
#include <iterator>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isOwnWork(const Checkpoint &checkpoint)
{
    return !checkpoint.isKept() && checkpoint.branch.isEmpty()
        && checkpoint.reason != Checkpoint::kImported;
}

} // namespace

QStringList beyondLimits(const QList<Checkpoint> &checkpoints,
                         const CheckpointLimits &limits,
                         const QDateTime &now,
                         const QMap<QString, qint64> &sizes,
                         int coming)
{
    // Half-made ones have what whole ones leave.
    QList<Checkpoint> own;
    std::ranges::copy_if(checkpoints, std::back_inserter(own), isOwnWork);
    std::ranges::stable_partition(own, &Checkpoint::isHalfMade);
    QStringList beyond;
    int number = coming;
    qint64 bytes = 0;
    bool hasWhole = coming > 0;
    for (auto it = own.crbegin(); it != own.crend(); ++it) {
        const bool isNewestWhole = !hasWhole && !it->isHalfMade();
        hasWhole = hasWhole || isNewestWhole;
        ++number;
        bytes += std::max<qint64>(0, sizes.value(it->name));
        const bool isOver = number > limits.number.value_or(CheckpointLimits::kNumber)
            || (limits.days && it->created.daysTo(now) > *limits.days)
            || (limits.bytes && bytes > *limits.bytes);
        if (!isOver || isNewestWhole)
            continue;
        beyond.prepend(it->name);
        --number;
        bytes -= std::max<qint64>(0, sizes.value(it->name));
    }
    return beyond;
}

QString limitsText(const CheckpointLimits &limits)
{
    const int number = limits.number.value_or(CheckpointLimits::kNumber);
    QString text = number == 1 ? u"the newest one"_s : u"the newest %1"_s.arg(number);
    if (limits.days)
        text += *limits.days == 1 ? u" of the last day"_s
                                  : u" of the last %1 days"_s.arg(*limits.days);
    if (limits.bytes)
        text += u", up to %1"_s.arg(formatBytes(*limits.bytes));
    return text;
}

} // namespace devstack
