// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containers.h"
#include "engine/logs.h"
#include "engine/volumes.h"

#include <QJsonArray>
#include <QUuid>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A container that goes when it goes out of scope, also when the work was cancelled.
class ShortLivedContainer
{
public:
    ShortLivedContainer(EngineClient engine, QString id)
        : m_engine(std::move(engine))
        , m_id(std::move(id))
    {
    }
    ~ShortLivedContainer()
    {
        [[maybe_unused]] const auto gone = removeContainer(m_engine, m_id, true);
    }
    ShortLivedContainer(const ShortLivedContainer &) = delete;
    ShortLivedContainer &operator=(const ShortLivedContainer &) = delete;

private:
    EngineClient m_engine;
    QString m_id;
};

QJsonObject copyingContainer(const QString &from, const QString &to, const QString &image)
{
    const auto mount = [](const QString &volume, const QString &target, bool readOnly) {
        return QJsonObject {{u"Type"_s, u"volume"_s},
                            {u"Source"_s, volume},
                            {u"Target"_s, target},
                            {u"ReadOnly"_s, readOnly},
                            // The image may have files there; they are not wanted in the copy.
                            {u"VolumeOptions"_s, QJsonObject {{u"NoCopy"_s, true}}}};
    };
    const QJsonArray mounts {mount(from, u"/devstack/from"_s, true),
                             mount(to, u"/devstack/to"_s, false)};
    return {{u"Image"_s, image},
            {u"Entrypoint"_s, QJsonArray {u"cp"_s}},
            {u"Cmd"_s, QJsonArray {u"-a"_s, u"--"_s, u"/devstack/from/."_s, u"/devstack/to/"_s}},
            {u"User"_s, u"0:0"_s},
            {u"WorkingDir"_s, u"/"_s},
            {u"NetworkDisabled"_s, true},
            {u"Healthcheck"_s, QJsonObject {{u"Test"_s, QJsonArray {u"NONE"_s}}}},
            {u"Labels"_s, QJsonObject {{u"dev.devstack.purpose"_s, u"copy-volume"_s}}},
            {u"HostConfig"_s, QJsonObject {{u"Mounts"_s, mounts}, {u"NetworkMode"_s, u"none"_s}}}};
}

Result<QJsonDocument> post(const EngineClient &engine, const QByteArray &path, std::stop_token stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = path;
    request.timeout = {};
    return engine.call(request, stop);
}

QString output(const EngineClient &engine, const QString &id)
{
    QString text;
    LogQuery query;
    query.tail = 20;
    query.timestamps = false;
    query.tty = false;
    const auto read = readLogs(engine,
                               id,
                               query,
                               [&](std::vector<LogLine> &&lines) {
                                   for (const LogLine &line : lines)
                                       text += line.text + u'\n';
                               },
                               {});
    return read ? text.trimmed() : QString();
}

} // namespace

Result<> copyVolume(const EngineClient &engine,
                    const QString &from,
                    const QString &to,
                    const QString &image,
                    std::stop_token stop)
{
    // The engine would create a volume that does not exist, and an empty copy would look like
    // success.
    for (const QString &name : {from, to}) {
        const auto volume = inspectVolume(engine, name, stop);
        if (!volume)
            return volume.error();
        if (!volume->has_value())
            return notFound(u"There is no volume “%1”."_s.arg(name));
    }
    EngineRequest create;
    create.method = "POST";
    create.path = "/containers/create";
    create.query.append({"name", u"devstack-copy-"_s + QUuid::createUuid().toString(QUuid::Id128)});
    create.body = copyingContainer(from, to, image);
    const auto created = engine.call(create, stop);
    if (!created)
        return created.error();
    const QString id = (*created)[u"Id"_s].toString();
    const ShortLivedContainer container(engine, id);
    if (const auto started = post(engine, apiPath("/containers/", id, "/start"), stop); !started)
        return started.error();
    const auto waited = post(engine, apiPath("/containers/", id, "/wait"), stop);
    if (!waited)
        return waited.error();
    const int code = (*waited)[u"StatusCode"_s].toInt(-1);
    if (code == 0)
        return ok();
    return Error {Error::Kind::Failed,
                  u"Copying the volume “%1” failed with exit code %2."_s.arg(from).arg(code),
                  output(engine, id),
                  u"Check the free space of the engine."_s,
                  {}};
}

} // namespace devstack
