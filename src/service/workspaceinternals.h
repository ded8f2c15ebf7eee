// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/compose.h"
#include "engine/engineclient.h"
#include "service/workspace.h"
#include "store/workspacestate.h"
#include "trust/truststore.h"

#include <QHash>
#include <QJsonObject>

#include <atomic>
#include <mutex>
#include <optional>

namespace devstack {

/// What an opened workspace is made of; only the service layer looks inside.
struct Workspace::Internals
{
    QString folder; ///< absolute
    QString name;
    QString id;
    TrustStore trust;

    /// `.devstack/`. WorkspaceState belongs to one thread at a time: hold the mutex.
    std::mutex stateMutex;
    std::optional<WorkspaceState> state;

    /// The engine of the chosen context; an error when the context cannot be read.
    Result<Endpoint> endpoint = Error {};
    std::optional<EngineClient> engineClient;
    /// How often the files of the workspace were read; for tests: a verb reads them once.
    std::atomic<int> readings {0};
    /// The Engine's memory in bytes; 0 until asked for, because the Engine takes a while to answer.
    std::atomic<qint64> engineMemory {0};

    /// What Compose made of an IDA's files, and the digest of what it was made from
    /// (definition/composeconfig.h).
    struct ResolvedModel
    {
        QString key;
        QJsonObject model;
        QString state; ///< of the file it is kept in
    };
    /// By IDA: each file is read once, and again when another process wrote it. Hold the mutex.
    std::mutex resolvedMutex;
    QHash<QString, ResolvedModel> resolved;

    /// Calls `use` with the state, locked.
    template <typename F> auto withState(F &&use)
    {
        const std::scoped_lock lock(stateMutex);
        return use(*state);
    }

    /// The engine, or why there is none to talk to. Does not connect.
    Result<const EngineClient *> engine() const;
    Result<Compose> compose() const;
    /// What each Compose of the workspace keeps locked while it changes something.
    QString composeLock() const;
    QString workspaceFilePath() const;
    /// Where dumps from the web are kept under `.devstack/`.
    QString downloadsFolder();
    /// Where what belongs to one IDA is kept under `.devstack/`.
    Result<QString> idaFolder(const QString &ida);
};

} // namespace devstack
