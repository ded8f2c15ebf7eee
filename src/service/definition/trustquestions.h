// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"
#include "trust/truststore.h"

#include <QList>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

/// The parts of this machine that a repository could reach, shown before anything in it runs.
struct TrustQuestion
{
    QString ida; ///< empty: the workspace's own devstack.yml
    QString repository; ///< what is trusted: the remote, or the checkout where there is none
    QString path; ///< what can be read before answering: the checkout, or devstack.yml
    QStringList reach; ///< one sentence each; empty: its containers only
    QStringList added
        = {}; ///< those of `reach` that an earlier answer did not cover; empty the first time
};

/// Whose trust an IDA's is: that of its remote, in its folder, in this workspace.
TrustKey trustKeyOf(const Workspace::Internals &internals, const IdaDefinition &ida);

/// Everything an IDA reaches: what its files say and, once that is agreed to, what Compose's answer
/// holds besides. Sorted. May start Compose; without an answer the files count alone.
QStringList reachOf(Workspace::Internals &internals,
                    const WorkspaceDefinition &definition,
                    const IdaDefinition &ida,
                    std::stop_token stop);

/// Whether what the IDA's files say was agreed to. Starts no process.
bool areFilesTrusted(const Workspace::Internals &internals,
                     const WorkspaceDefinition &definition,
                     const IdaDefinition &ida);

/// Says of which IDAs the compose files were read by this program and not by Compose, and until
/// when: those that are not trusted yet, and those that changed since Compose was asked.
QStringList readingNotes(const QStringList &untrusted, const QStringList &changed);
/// The same for all of a workspace. Starts no process.
QStringList readWithoutCompose(const Workspace::Internals &internals,
                               const WorkspaceDefinition &definition);

/// The question about an IDA that would reach `reach`; nothing when that was agreed to.
std::optional<TrustQuestion> questionAbout(const Workspace::Internals &internals,
                                           const IdaDefinition &ida,
                                           const QStringList &reach);

/// questionsFor() of service/definition/workspacedefinition.h that can be stopped: what is missing
/// then, the caller's next step does not get to.
QList<TrustQuestion> questionsFor(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas,
                                  std::stop_token stop);

/// Asks until nothing is open: what Compose makes of files is known only when these are trusted.
/// Error NeedsTrust unless `grant`, which agrees to everything; Cancelled.
Result<> requireTrust(Workspace &workspace,
                      const WorkspaceDefinition &definition,
                      const QStringList &idas,
                      bool grant,
                      std::stop_token stop);

/// The repositories among the IDAs and all they need that would have to be trusted first.
Result<QList<TrustQuestion>>
untrusted(Workspace &workspace, const QStringList &idas, std::stop_token stop = {});
Result<> grantTrust(Workspace &workspace, const QList<TrustQuestion> &questions);

/// The remote that the answer is bound to, safe to print; empty: the repository has none, or the
/// question is about devstack.yml.
QString remoteText(const TrustQuestion &question);

/// What is asked about in one line: "catalog  /path/of/the/checkout, from its remote".
QString subjectText(const TrustQuestion &question);

/// The sentences as lines: "could reach: mount /etc (app)", "runs: bootstrap of a: make" for
/// devstack.yml; what is new since an earlier answer ends with "(new)".
QStringList reachLines(const TrustQuestion &question);

/// The error of kind NeedsTrust that lists what they could reach.
Error trustError(const QList<TrustQuestion> &questions);

} // namespace devstack
