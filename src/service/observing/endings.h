// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/containers.h"
#include "engine/engineclient.h"
#include "service/observing/unsettled.h"
#include "store/steprecords.h"

#include <QHash>

#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace devstack {

/// Takes from the records which containers were seen to end by themselves, for as long as the
/// Engine shows that end: it forgets its events.
void addSeenEndings(std::vector<ContainerInfo> &containers,
                    const QHash<QString, StepRecord> &records);
/// What a start step records of a container that ended by itself with 0.
QString seenEndingPart(const QString &containerId);

/// How containers ended: what the list does not tell. Asked once per death; of what runs, only what
/// Unsettled asks.
///
/// For one that failed: whether memory ran out, whether somebody asked it to end (as far as the
/// Engine remembers its events), and its last three lines. ask() may run on one thread while
/// another adds what is known.
class Endings
{
public:
    /// Asks about the containers that ended and are not known yet, `most` of them at a time. Blocks
    /// for three questions each. Answers whether there is news; what cannot be found out is not
    /// asked again.
    bool ask(const EngineClient &engine,
             const std::vector<ContainerInfo> &containers,
             int most,
             std::stop_token stop);
    /// Adds what is known, and forgets of what does not show it any more.
    void addTo(std::vector<ContainerInfo> &containers);

private:
    struct Ending
    {
        ContainerState state = ContainerState::Unknown;
        std::optional<int> exitCode;
        QDateTime endedAt;
        bool oomKilled = false;
        std::optional<bool> stopAsked;
        QString startError;
        QStringList lastLines;
        qint64 memoryLimit = 0;

        /// The container still shows this end, not a later one.
        bool isOf(const ContainerInfo &container) const;
    };
    static Ending
    look(const EngineClient &engine, const ContainerInfo &container, const std::stop_token &stop);

    bool isKnown(const ContainerInfo &container) const;

    mutable std::mutex m_mutex;
    QHash<QString, Ending> m_known; ///< by container id
    Unsettled m_unsettled;
};

} // namespace devstack
