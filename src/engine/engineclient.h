// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/endpoint.h"
#include "engine/transport.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QMap>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

class HttpReader;

/// One question to the engine's API. Paths are built with apiPath(), never by joining data.
struct EngineRequest
{
    QByteArray method = "GET";
    QByteArray path; ///< without the version: "/containers/json"
    QList<std::pair<QByteArray, QString>> query; ///< values as they are; encoding happens when sent
    QList<std::pair<QByteArray, QByteArray>> headers; ///< besides the usual ones
    std::optional<QJsonObject> body;
    bool sendsChunks = false; ///< set by upload()
    /// For the whole answer of call(), for the header of stream(). Zero: no limit.
    std::chrono::milliseconds timeout {30'000};
};

/// "/containers/" + id + "/json" with the variable part percent-encoded, slashes and dots included.
QByteArray apiPath(const char *before, const QString &variable, const char *after = "");

/// Adds the `filters` parameter: {{"label", {"a=b"}}}.
void addFilters(EngineRequest &request, const QMap<QString, QStringList> &wanted);

/// What the engine says it is (GET /version, GET /info).
struct EngineVersion
{
    QString version; ///< "20.10.24"
    QString apiVersion; ///< what both sides speak: "1.41"
    QString serverApiVersion; ///< the newest the server speaks
    QString operatingSystem; ///< "linux"
    QString architecture; ///< "amd64"
    bool podman = false;
};

/// What the Engine says of its machine (GET /info).
struct EngineInfo
{
    QString id;
    QString name; ///< host name of the engine's machine
    QString operatingSystem; ///< for people: "Debian GNU/Linux 12 (bookworm)"
    QString storageDriver;
    QString backingFilesystem; ///< empty when the driver does not say
    QString dockerRootDir;
    QString cgroupVersion;
    qint64 memoryBytes = 0;
    int cpus = 0;
    int containers = 0;
    int containersRunning = 0;
    int images = 0;
    QStringList securityOptions; ///< "name=rootless", "name=userns" change what volumes can do
    QStringList warnings;
    QStringList addressPools; ///< "172.17.0.0/16 /24": base and size of a pool, where configured
};

/// The error of an engine that takes connections and answers nothing (Unavailable).
Error engineHangs();

/// How long an engine may take for the smallest question before it counts as hanging: 5 s, 15 s
/// where it is reached through another program.
std::chrono::milliseconds patienceWith(const Endpoint &endpoint);

/// Talks to one engine: version negotiation, JSON questions, streamed answers.
///
/// Copies share the negotiated version. Every function blocks, may be called from any number of
/// threads, and opens a connection of its own. Errors: Unavailable (no engine, with what was tried
/// and the next step), NotFound (404), Conflict (409), InvalidInput (400), Failed (other statuses),
/// Protocol (nonsense), Timeout, Cancelled.
class EngineClient
{
public:
    explicit EngineClient(Endpoint endpoint);

    const Endpoint &endpoint() const;

    /// The version both sides speak, asked once (GET /_ping) and kept until the engine objects. An
    /// engine that hangs is asked again after some seconds only.
    Result<QString> apiVersion(std::stop_token stop = {}) const;
    /// Whether both sides speak at least 1.`minor`; negotiated already or not.
    Result<bool> speaks(int minor, std::stop_token stop = {}) const;
    Result<EngineVersion> version(std::stop_token stop = {}) const;
    Result<EngineInfo> info(std::stop_token stop = {}) const;

    /// Asks and reads the whole answer, at most 64 MiB of JSON; null for an empty one.
    Result<QJsonDocument> call(const EngineRequest &request, std::stop_token stop = {}) const;

    /// How a stream is to be watched while it goes on.
    struct StreamWatch
    {
        std::function<void(QByteArrayView)>
            data; ///< as it comes; blocking in it slows the engine down
        std::function<void()> opened; ///< the engine accepted the request
        /// Some engines send the header with the first byte of data only: after this time without
        /// an answer `opened` is called all the same. Zero: wait for the header.
        std::chrono::milliseconds openedAfter {0};
    };
    /// Asks and hands out the body until the engine ends it (success) or a stop (Cancelled).
    Result<>
    stream(const EngineRequest &request, const StreamWatch &watch, std::stop_token stop) const;

    /// Takes the next bytes of a body that is sent; an error ends the sending.
    using BodySink = std::function<Result<>(QByteArrayView)>;
    /// Sends a body whose length nobody knows before, and reads the whole answer, at most 64 MiB.
    /// `fill` hands all of it to the sink; when it fails, the engine sees a body that was cut off.
    Result<QByteArray> upload(const EngineRequest &request,
                              const std::function<Result<>(const BodySink &)> &fill,
                              std::stop_token stop) const;

    /// A connection that has become a byte pipe in both directions (exec, attach).
    struct Hijacked
    {
        std::unique_ptr<Transport> transport;
        QByteArray rest; ///< bytes that came together with the header
    };
    Result<Hijacked> hijack(const EngineRequest &request, std::stop_token stop) const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace devstack
