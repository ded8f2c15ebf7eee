// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/runmemory.h"

#include "plan/reasons.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QStringList volumesOf(const Step &step)
{
    return step.parts.keys().filter(u"volume:"_s);
}

} // namespace

void RunMemory::began(const QString &volume, const SnapshotWork &work, const QString &copy)
{
    const QMutexLocker lock(&m_mutex);
    m_touched.remove(volume);
    m_begun.insert(volume, {work, copy});
}

bool RunMemory::isBrought(const Step &step) const
{
    const QStringList volumes = volumesOf(step);
    const auto *action = std::get_if<CommandAction>(&step.action);
    if (volumes.size() != 1 || !action || action->mayBeRefused)
        return false;
    const QMutexLocker lock(&m_mutex);
    const SnapshotWork work = m_begun.value(volumes.first()).work;
    const auto done = work.constFind(step.id);
    return done != work.cend() && *done == portableParts(step.parts);
}

void RunMemory::worksOn(const Step &step)
{
    const QStringList volumes = volumesOf(step);
    const QMutexLocker lock(&m_mutex);
    for (const QString &volume : volumes)
        m_touched += volume;
}

QString RunMemory::copyOfUntouched(const QString &volume) const
{
    const QMutexLocker lock(&m_mutex);
    return m_touched.contains(volume) ? QString() : m_begun.value(volume).copy;
}

bool RunMemory::canLayer(const std::function<bool()> &tryIt)
{
    const QMutexLocker lock(&m_trial);
    if (!m_canLayer)
        m_canLayer = tryIt();
    return *m_canLayer;
}

} // namespace devstack
