// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plandraft.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace devstack {

/// What happens to the containers of one IDA because of each other, as `docker compose up` does it:
/// a container that lives in the network of another one is made again with it. Pure; `draft` and
/// `ida` must outlive it.
class ContainerTies
{
public:
    ContainerTies(const PlanDraft &draft, const PlanIda &ida);

    /// What happens to a service that is as it should be, because of another one. Without a reason:
    /// nothing.
    struct Fate
    {
        QString reason;
        bool restarts = false; ///< restarted as it is; else made again
        bool byCompose = false; ///< Compose restarts it by itself when it starts the other one
    };
    Fate fateOf(const PlanService &service) const;

    /// Whether it starts with the databases: it is one, or one of them cannot start without it.
    bool isEarly(const QString &service) const { return m_early.contains(service); }

private:
    Fate restartOf(const PlanService &service) const;
    bool isMadeAgain(const PlanService &service) const { return m_anew.contains(service.name); }
    bool isReplacedItself(const PlanService &service) const;
    QString whyMadeAgain(const PlanService &service) const;

    const PlanDraft &m_draft;
    const PlanIda &m_ida;
    QSet<QString> m_early;
    QSet<QString> m_anew; ///< services that get another container
    QHash<QString, Fate> m_restarts; ///< services that are restarted as they are
};

} // namespace devstack
