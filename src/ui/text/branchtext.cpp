// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/branchtext.h"

#include "ui/text/displaytext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct InBranch
{
    Q_DECLARE_TR_FUNCTIONS(Branch)
};

/// The sentence about the branch that is checked out while the data is another's.
QString otherText(const BranchData &data, const QDateTime &now)
{
    const auto kept = std::ranges::find(data.kept, data.checkedOut, &KeptBranch::branch);
    const QString begin = kept == data.kept.end()
        ? InBranch::tr("its own would begin with what a reset goes back to")
        : InBranch::tr("its own is kept since %1").arg(whenText(kept->since, now));
    return InBranch::tr("%1 is checked out, the data is that of %2; %3.")
        .arg(data.checkedOut, data.holds, begin);
}

} // namespace

QString branchText(const BranchData &data, const QDateTime &now)
{
    if (data.checkedOut.isEmpty() && data.kept.isEmpty())
        return {};
    QStringList lines;
    if (data.follow == FollowBranch::Off)
        lines += InBranch::tr("One data for all branches.");
    else if (data.differs())
        lines += otherText(data, now);
    else if (!data.holds.isEmpty())
        lines += InBranch::tr("The data is that of %1.").arg(data.holds);
    QStringList kept;
    for (const KeptBranch &each : data.kept)
        kept += each.isGone ? InBranch::tr("%1 (no such branch any more)").arg(each.branch)
                            : each.branch;
    if (!kept.isEmpty())
        lines += InBranch::tr("Kept for %1.").arg(kept.join(u", "_s));
    return lines.join(u'\n');
}

} // namespace devstack
