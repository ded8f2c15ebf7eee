// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QList>
#include <QStringList>

namespace devstack {

class Workspace;

/// The parts of this machine that a repository could reach, shown before anything in it runs.
struct TrustQuestion
{
    QString ida; ///< empty: the workspace's own devstack.yml
    QString repository; ///< what is trusted: the remote, or the checkout where there is none
    QString path; ///< what can be read before answering: the checkout, or devstack.yml
    QStringList reach; ///< one sentence each; empty: its containers only
};

/// The repositories among the IDAs and all they need that would have to be trusted first.
Result<QList<TrustQuestion>> untrusted(Workspace &workspace, const QStringList &idas);
Result<> grantTrust(Workspace &workspace, const QList<TrustQuestion> &questions);

/// What is asked about in one line: "catalog  /path/of/the/checkout, from its remote".
QString subjectText(const TrustQuestion &question);

/// The error of kind NeedsTrust that lists what they could reach.
Error trustError(const QList<TrustQuestion> &questions);

} // namespace devstack
