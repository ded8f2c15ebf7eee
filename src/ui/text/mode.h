// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/workspacefile.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack::mode {

Q_NAMESPACE
QML_NAMED_ELEMENT(Mode)

/// The modes of an IDA for QML: those of the model, value by value.
enum Value {
    Unknown = -1, ///< not read yet
    Develop = int(devstack::Mode::Develop),
    Image = int(devstack::Mode::Image),
    External = int(devstack::Mode::External),
    Off = int(devstack::Mode::Off),
};
Q_ENUM_NS(Value)

} // namespace devstack::mode
