// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/snapshot.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack::condition {

Q_NAMESPACE
QML_NAMED_ELEMENT(Condition)

/// What an IDA or a service is like, as one shape and one colour (look.md "State has a shape").
enum Value {
    Running, ///< filled circle
    Starting, ///< half circle, turning
    Partial, ///< half circle, still: some of its services run
    Unhealthy, ///< triangle
    Stopped, ///< hollow circle
    External, ///< diamond
    Absent, ///< dashed outline
    Off, ///< hollow circle with a bar
};
Q_ENUM_NS(Value)

/// The shape of a whole IDA; a service that is unhealthy or died shows through.
Value ofIda(const IdaView &ida);
Value ofService(const ServiceView &service);
/// The worst that needs attention: for the tray. Stopped for an empty workspace.
Value ofWorkspace(const WorkspaceSnapshot &snapshot);
/// One word for people.
QString word(Value value);

} // namespace devstack::condition
