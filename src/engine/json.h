// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack::json {

/// Reading of the engine's answers: a field that is missing, null or of another type reads as
/// empty.

/// An object's fields as text; numbers and booleans are written out.
QMap<QString, QString> texts(const QJsonValue &value);
QJsonObject object(const QMap<QString, QString> &texts);
/// A whole number, also where the engine sends it as text.
qint64 number(const QJsonValue &value, qint64 fallback = 0);
/// RFC 3339 with up to nine digits, or seconds since 1970; invalid for the engine's "0001-01-01…".
QDateTime time(const QJsonValue &value);

} // namespace devstack::json
