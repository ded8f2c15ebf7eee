// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/displaystate.h"

#include "service/observing/verdict.h"

#include <QCoreApplication>

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
