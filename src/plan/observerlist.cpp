// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/planrunner.h"

namespace devstack {

ObserverList::ObserverList(QList<PlanObserver *> observers)
    : m_observers(std::move(observers))
{
}

void ObserverList::waiting(const QString &what)
{
    for (PlanObserver *observer : m_observers)
        observer->waiting(what);
}

void ObserverList::planStarted(const Plan &plan)
{
    for (PlanObserver *observer : m_observers)
        observer->planStarted(plan);
}

void ObserverList::stepStarted(const Step &step)
{
    for (PlanObserver *observer : m_observers)
        observer->stepStarted(step);
}

void ObserverList::stepProgress(const Step &step, const Progress &progress)
{
    for (PlanObserver *observer : m_observers)
        observer->stepProgress(step, progress);
}

void ObserverList::stepLine(const Step &step, const OutputLine &line)
{
    for (PlanObserver *observer : m_observers)
        observer->stepLine(step, line);
}

void ObserverList::stepFinished(const Step &step)
{
    for (PlanObserver *observer : m_observers)
        observer->stepFinished(step);
}

void ObserverList::planFinished(const Plan &plan)
{
    for (PlanObserver *observer : m_observers)
        observer->planFinished(plan);
}

void ObserverList::stopping(const QList<Step> &running)
{
    for (PlanObserver *observer : m_observers)
        observer->stopping(running);
}

} // namespace devstack
