// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/displaystate.h"

#include "service/observing/verdict.h"

namespace devstack::condition {

namespace {

Value valueOf(devstack::Condition condition)
{
    switch (condition) {
    case devstack::Condition::Running:
        return Running;
    case devstack::Condition::Starting:
        return Starting;
    case devstack::Condition::Partial:
        return Partial;
    case devstack::Condition::Unhealthy:
        return Unhealthy;
    case devstack::Condition::Stopped:
        return Stopped;
    case devstack::Condition::External:
        return External;
    case devstack::Condition::Absent:
        return Absent;
    case devstack::Condition::Off:
        return Off;
    case devstack::Condition::Unknown:
        break;
    }
    return Unknown;
}

} // namespace

Value ofService(const ServiceView &service, const EngineView &engine)
{
    return valueOf(conditionOf(service, engine));
}

Value ofIda(const IdaView &ida, const EngineView &engine)
{
    return valueOf(conditionOf(ida, engine));
}

Value ofWorkspace(const WorkspaceSnapshot &snapshot)
{
    return valueOf(conditionOf(snapshot));
}

} // namespace devstack::condition
