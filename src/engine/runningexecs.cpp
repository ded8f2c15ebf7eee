// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/runningexecs.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Empty: it runs no more.
Result<QStringList>
wordsOfExec(const EngineClient &engine, const QString &exec, std::stop_token stop)
{
    EngineRequest inspect;
    inspect.path = apiPath("/exec/", exec, "/json");
    const auto answer = engine.call(inspect, stop);
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        return QStringList(); // it ended, and the engine forgot it
    if (!answer)
        return answer.error();
    const QJsonObject fields = answer->object();
    if (!fields[u"Running"_s].toBool())
        return QStringList();
    QStringList words {fields[u"ProcessConfig"_s][u"entrypoint"_s].toString()};
    for (const auto &word : fields[u"ProcessConfig"_s][u"arguments"_s].toArray())
        words += word.toString();
    return words;
}

} // namespace

Result<QList<QStringList>>
runningExecs(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest inspect;
    inspect.path = apiPath("/containers/", container, "/json");
    const auto answer = engine.call(inspect, stop);
    if (!answer)
        return answer.error();
    QList<QStringList> running;
    for (const auto &exec : answer->object()[u"ExecIDs"_s].toArray()) {
        const auto words = wordsOfExec(engine, exec.toString(), stop);
        if (!words)
            return words.error();
        if (!words->isEmpty())
            running.append(*words);
    }
    return running;
}

} // namespace devstack
