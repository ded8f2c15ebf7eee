// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// How the sentence begins that stands for the environment which a workspace keeps for a
/// repository.
inline const QString kRunsEnvironment = QStringLiteral("run the services and commands of ");

using namespace Qt::StringLiterals;

/// Who is trusted where: the same repository has to be agreed to in each workspace and for each of
/// its folders, since a folder says itself what its remote is.
struct TrustKey
{
    QString workspace; ///< absolute path
    QString subject; ///< identity of the remote (git::normalizedUrl), or kWorkspaceSubject
    QString folder; ///< absolute path of the checkout; of kWorkspaceSubject the workspace's

    /// The subject of `devstack.yml` and of lock files, which carry commands too.
    static inline const QString kWorkspaceSubject = u"workspace"_s;
};

/// What was agreed to, and when.
struct TrustGrant
{
    QStringList reach; ///< sorted, see hostAccessOf(); of kWorkspaceSubject its commands
    QDateTime time; ///< UTC
};

/// The user's answers to the trust question, kept in one file outside of every workspace (mode
/// 0600).
///
/// A file that is unreadable, or that others may write, trusts nothing: no answer is taken from it.
/// Neither is one of version 1, which did not know folders: everything is asked again.
/// Reads the file at each call, so that processes see each other's answers; calls may come from any
/// thread.
class TrustStore
{
public:
    /// `path` empty: `trust.json` in userStateDir().
    explicit TrustStore(QString path = {});

    /// Whether everything in `reach` was agreed to. A changed remote, or another folder, is another
    /// key, hence not trusted.
    bool isTrusted(const TrustKey &key, const QStringList &reach) const;
    std::optional<TrustGrant> find(const TrustKey &key) const;

    /// Agrees to `reach`, in place of an earlier answer. An unreadable file is set aside
    /// (`*.broken`).
    Result<> grant(const TrustKey &key, const QStringList &reach);

private:
    QString m_path;
};

} // namespace devstack
