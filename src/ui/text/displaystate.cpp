// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/displaystate.h"

#include "service/observing/verdict.h"

#include <QCoreApplication>

namespace devstack::condition {

namespace {

/// The words of stateWord(), for the translation: the core has none.
[[maybe_unused]] constexpr const char *kStateWords[] {
    QT_TRANSLATE_NOOP("State", "created"),    QT_TRANSLATE_NOOP("State", "dead"),
    QT_TRANSLATE_NOOP("State", "exited"),     QT_TRANSLATE_NOOP("State", "external"),
    QT_TRANSLATE_NOOP("State", "healthy"),    QT_TRANSLATE_NOOP("State", "held"),
    QT_TRANSLATE_NOOP("State", "incomplete"), QT_TRANSLATE_NOOP("State", "library"),
    QT_TRANSLATE_NOOP("State", "missing"),    QT_TRANSLATE_NOOP("State", "monorepo"),
    QT_TRANSLATE_NOOP("State", "not cloned"), QT_TRANSLATE_NOOP("State", "not in its network"),
    QT_TRANSLATE_NOOP("State", "off"),        QT_TRANSLATE_NOOP("State", "partly running"),
    QT_TRANSLATE_NOOP("State", "paused"),     QT_TRANSLATE_NOOP("State", "restarting"),
    QT_TRANSLATE_NOOP("State", "running"),    QT_TRANSLATE_NOOP("State", "starting"),
    QT_TRANSLATE_NOOP("State", "stopped"),    QT_TRANSLATE_NOOP("State", "unhealthy"),
    QT_TRANSLATE_NOOP("State", "unknown"),
};

QString translated(const QString &word)
{
    return QCoreApplication::translate("State", word.toUtf8().constData());
}

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

QString wordOf(const IdaView &ida, const EngineView &engine)
{
    return translated(stateWord(ida, engine));
}

QString wordOf(const ServiceView &service, const EngineView &engine)
{
    return translated(stateWord(service, engine));
}

Value ofWorkspace(const WorkspaceSnapshot &snapshot)
{
    return valueOf(conditionOf(snapshot));
}

} // namespace devstack::condition
