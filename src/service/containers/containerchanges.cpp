// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/containerchanges.h"

#include "assembly/names.h"
#include "engine/events.h"

namespace devstack {

using namespace Qt::StringLiterals;

ContainerChanges::ContainerChanges(const EngineClient &engine, const QString &workspaceId)
    : m_watch([this, engine, workspaceId](const std::stop_token &stop) {
        const auto tell = [this] {
            const std::scoped_lock lock(m_mutex);
            m_changed = true;
            m_told.notify_all();
        };
        EventQuery query;
        query.filters = {
            {u"type"_s, {u"container"_s}},
            {u"label"_s, {label::filter(label::kWorkspace, workspaceId)}},
        };
        const EventWatch watch {[&](const EngineEvent &) { tell(); }, tell};
        [[maybe_unused]] const auto ended = watchEvents(engine, query, watch, stop);
    })
{
}

void ContainerChanges::wait(std::chrono::milliseconds limit, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    m_told.wait_for(lock, std::move(stop), limit, [this] { return m_changed; });
    m_changed = false;
}

} // namespace devstack
