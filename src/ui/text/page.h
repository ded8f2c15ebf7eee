// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace devstack::page {

Q_NAMESPACE
QML_NAMED_ELEMENT(Page)

/// The pages of an open workspace, in the order of the navigation.
enum Value { Overview, Runs, Logs, Data, Configuration, Checks, Settings };
Q_ENUM_NS(Value)

/// Every page, in order.
const QList<Value> &all();
/// "overview", "runs" …: on the command line, and the name of the icon.
QString name(Value page);
/// Nothing for a name that no page has.
std::optional<Value> fromName(const QString &name);

} // namespace devstack::page
