// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/displaystate.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack::condition {

namespace {

bool answers(const EngineView &engine)
{
    return engine.availability == EngineView::Availability::Available;
}

} // namespace

Value ofService(const ServiceView &service, const EngineView &engine)
{
    if (!answers(engine))
        return Unknown;
    switch (service.state) {
    case ServiceState::Running:
        if (service.health == Health::Unhealthy)
            return Unhealthy;
        return service.health == Health::Starting ? Starting : Running;
    case ServiceState::Restarting:
    case ServiceState::Dead:
        return Unhealthy;
    case ServiceState::Created:
        return Starting;
    case ServiceState::Exited:
        return service.exitCode.value_or(0) > 0 && service.exitCode.value_or(0) < 128 ? Unhealthy
                                                                                      : Stopped;
    case ServiceState::Missing:
    case ServiceState::Paused:
        break;
    }
    return Stopped;
}

Value ofIda(const IdaView &ida, const EngineView &engine)
{
    const bool byFiles = ida.state == IdaState::Absent || ida.state == IdaState::External
        || ida.state == IdaState::Off;
    if (!byFiles && !answers(engine))
        return Unknown;
    switch (ida.state) {
    case IdaState::Absent:
        return Absent;
    case IdaState::External:
        return External;
    case IdaState::Off:
        return Off;
    case IdaState::Stopped:
        return Stopped;
    case IdaState::Starting:
        return ida.health == Health::Unhealthy ? Unhealthy : Starting;
    case IdaState::Partial:
        return ida.health == Health::Unhealthy ? Unhealthy : Partial;
    case IdaState::Running:
        return ida.health == Health::Unhealthy ? Unhealthy : Running;
    }
    return Stopped;
}

Value ofWorkspace(const WorkspaceSnapshot &snapshot)
{
    QList<Value> all;
    for (const IdaView &ida : snapshot.idas)
        all.append(ofIda(ida, snapshot.engine));
    for (Value value : {Unhealthy, Starting, Partial, Unknown}) {
        if (all.contains(value))
            return value;
    }
    return all.contains(Running) ? Running : Stopped;
}

QString word(Value value)
{
    const auto text
        = [](const char *source) { return QCoreApplication::translate("Condition", source); };
    switch (value) {
    case Running:
        return text("running");
    case Starting:
        return text("starting");
    case Partial:
        return text("partly running");
    case Unhealthy:
        return text("unhealthy");
    case Stopped:
        return text("stopped");
    case External:
        return text("external");
    case Absent:
        return text("not cloned");
    case Off:
        return text("off");
    case Unknown:
        return text("unknown");
    }
    return {};
}

} // namespace devstack::condition
