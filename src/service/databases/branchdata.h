// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "plan/plan.h"
#include "plan/planrunner.h"
#include "service/request.h"
#include "store/choices.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// The word of a choice that takes the present data for the branch that is checked out.
inline constexpr QStringView kStay = u"stay";

class ProvisionRun;
class Workspace;

/// Data that is kept for a git branch.
struct KeptBranch
{
    QString branch;
    QDateTime since; ///< UTC; when it was set aside
    QString checkpoint; ///< its name
    bool isGone = false; ///< the repository has no such branch any more
};

/// How the data of an IDA goes with its git branch.
struct BranchData
{
    QString ida;
    FollowBranch follow = FollowBranch::Off;
    QString checkedOut; ///< the branch; empty: none, or no repository
    QString holds; ///< the branch whose data it has; empty: nobody asked yet
    QList<KeptBranch> kept; ///< oldest first

    /// There is data of the branch that is checked out, to go over to.
    bool hasKept() const;
    /// Another branch is checked out than the one whose data it has.
    bool differs() const
    {
        return !checkedOut.isEmpty() && !holds.isEmpty() && checkedOut != holds;
    }
};

/// "store: feature/x is checked out, the data is that of main; that of feature/x: kept since
/// 2026-11-24 09:12.": what both faces say where the branch is another than that of the data. The
/// names of branches in it are printable().
QString differenceText(const BranchData &data);

/// The data of the IDAs by branch. Asks no Engine. Blocks for the repositories.
Result<QList<BranchData>>
branchData(Workspace &workspace, const QStringList &idas, std::stop_token stop);

/// Those of the IDAs, and of what they need, about which `up` has to ask first.
Result<QList<BranchData>>
branchQuestions(Workspace &workspace, const QStringList &idas, std::stop_token stop);

/// Whether the data goes with the branch from now on. The present data is then that of the branch
/// which is checked out. Errors: NotFound, InvalidInput without a branch, Conflict (the lock).
Result<> chooseFollowBranch(Workspace &workspace,
                            const QString &ida,
                            FollowBranch follow,
                            std::stop_token stop);

/// The present data is that of the branch which is checked out: nothing moves. Errors: as above.
Result<> stayWithData(Workspace &workspace, const QString &ida, std::stop_token stop);

/// Goes over to the data of a branch: what is kept for it, or else what a reset begins with. The
/// present data is kept for its own branch. Nothing is copied where the Engine mounts layers. Then
/// what the other data lacks (pending migrations) is done, unless another branch is checked out:
/// its code must not migrate this data. Errors: NotFound (no such branch and nothing kept for it;
/// kept data that somebody removed), those of ProvisionRun.
Result<Plan> switchData(Workspace &workspace,
                        const OperationRequest &request,
                        const QString &branch,
                        PlanObserver &observer,
                        std::stop_token stop);

/// For a run that has begun: goes over to the data of the branch wherever that was chosen to happen
/// by itself, or was agreed to for this run. Errors: those of rehearse(), NotFound for kept data
/// that somebody removed.
Result<> followBranches(Workspace &workspace, ProvisionRun &run, std::stop_token stop);

} // namespace devstack
