// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/json.h"

#include "engine/timestamp.h"

namespace devstack::json {

QMap<QString, QString> texts(const QJsonValue &value)
{
    QMap<QString, QString> result;
    const QJsonObject fields = value.toObject();
    for (auto field = fields.begin(); field != fields.end(); ++field)
        result.insert(field.key(), field.value().toVariant().toString());
    return result;
}

QJsonObject object(const QMap<QString, QString> &texts)
{
    QJsonObject result;
    for (auto text = texts.begin(); text != texts.end(); ++text)
        result.insert(text.key(), text.value());
    return result;
}

qint64 number(const QJsonValue &value, qint64 fallback)
{
    if (value.isString()) {
        bool valid = false;
        const qint64 parsed = value.toString().toLongLong(&valid);
        return valid ? parsed : fallback;
    }
    return value.toInteger(fallback);
}

QDateTime time(const QJsonValue &value)
{
    constexpr qint64 kNanoPerMilli = 1'000'000;
    if (value.isDouble())
        return QDateTime::fromSecsSinceEpoch(value.toInteger(), Qt::UTC);
    const auto nano = parseTimestamp(value.toString().toLatin1());
    if (!nano || *nano <= 0)
        return {};
    return QDateTime::fromMSecsSinceEpoch(*nano / kNanoPerMilli, Qt::UTC);
}

} // namespace devstack::json
