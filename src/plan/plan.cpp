// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/plan.h"

#include "plan/undone.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QString fingerprintOf(const Fingerprint &parts)
{
    if (parts.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        // Lengths keep {"a": "bc"} and {"ab": "c"} apart.
        for (const QByteArray &text : {it.key().toUtf8(), it.value().toUtf8()}) {
            hash.addData(QByteArray(QByteArray::number(text.size()) + ':'));
            hash.addData(text);
        }
    }
    return QString::fromLatin1(hash.result().toHex());
}

const Step *Plan::step(const QString &id) const
{
    const auto found = std::ranges::find(steps, id, &Step::id);
    return found == steps.end() ? nullptr : &*found;
}

bool Plan::isSettled() const
{
    return std::ranges::none_of(steps, [](const Step &step) { return !step.isFinal(); });
}

QJsonObject planToJson(const Plan &plan)
{
    const auto seconds
        = [](std::chrono::milliseconds duration) { return double(duration.count()) / 1000.0; };
    QJsonArray steps;
    for (const Step &step : plan.steps) {
        QJsonObject json {{u"id"_s, step.id},
                          {u"ida"_s, step.ida},
                          {u"kind"_s, toString(step.kind)},
                          {u"title"_s, step.title},
                          {u"after"_s, QJsonArray::fromStringList(step.after)},
                          {u"state"_s, toString(step.state)},
                          {u"reason"_s, step.reason},
                          {u"seconds"_s, seconds(step.duration)},
                          {u"expected"_s, seconds(step.expected)}};
        if (!step.detail.isEmpty())
            json.insert(u"detail"_s, step.detail);
        if (!step.hint.isEmpty())
            json.insert(u"hint"_s, step.hint);
        steps.append(json);
    }
    QJsonArray undone;
    for (const Undone &one : undoneOf(plan)) {
        undone.append(QJsonObject {{u"ida"_s, one.ida},
                                   {u"what"_s, QJsonArray::fromStringList(one.what)},
                                   {u"why"_s, one.why},
                                   {u"hint"_s, one.hint}});
    }
    return {{u"steps"_s, steps},
            {u"undone"_s, undone},
            {u"seconds"_s, seconds(plan.duration)},
            {u"result"_s, toString(plan.result)},
            {u"partial"_s, plan.isPartial},
            {u"warnings"_s, QJsonArray::fromStringList(plan.warnings)}};
}

} // namespace devstack
