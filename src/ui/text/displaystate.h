// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack::condition {

Q_NAMESPACE
QML_NAMED_ELEMENT(Condition)

/// What an IDA or a service is like, as one shape and one colour (docs/reference/states.md
/// "Shapes").
enum Value {
    Running, ///< filled circle
    Starting, ///< half circle, turning
    Partial, ///< half circle, still: some of its services run
    Unhealthy, ///< triangle
    Stopped, ///< hollow circle
    External, ///< diamond
    Absent, ///< dashed outline
    Off, ///< hollow circle with a bar
    Unknown, ///< hollow circle with a dot: the engine, which would know, does not answer
};
Q_ENUM_NS(Value)

/// The verdict of service/observing/verdict.h, for QML. A service that is unhealthy or failed shows
/// through in its IDA.
Value ofIda(const IdaView &ida, const EngineView &engine);
Value ofService(const ServiceView &service, const EngineView &engine);
/// What stateWord() of service/observing/condition.h says, in the window's language.
QString wordOf(const IdaView &ida, const EngineView &engine);
QString wordOf(const ServiceView &service, const EngineView &engine);
/// For the tray.
Value ofWorkspace(const WorkspaceSnapshot &snapshot);

} // namespace devstack::condition
