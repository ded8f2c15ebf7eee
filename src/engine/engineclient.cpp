// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/engineclient.h"

#include "engine/engineexchange.h"

#include <QJsonArray>
#include <QUrl>
#include <QVersionNumber>

#include <chrono>
#include <mutex>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The newest version whose answers this program knows, and the oldest it needs (Engine 19.03).
const QVersionNumber kNewest(1, 47);
const QVersionNumber kOldestApi(1, 40);
constexpr qsizetype kBodyLimit = 64 * 1024 * 1024;
constexpr qsizetype kPingLimit = 4096;
constexpr std::chrono::seconds kHangsFor {5};

Result<QString> negotiated(const QString &offered)
{
    const QVersionNumber server = QVersionNumber::fromString(offered);
    if (server.isNull()) {
        return protocolError(u"The container engine does not report its API version."_s,
                             u"Check that the endpoint is a Docker-compatible engine."_s);
    }
    if (server < kOldestApi) {
        return unavailable(
            u"The container engine is too old: it speaks API %1, %2 is needed."_s.arg(
                offered, kOldestApi.toString()),
            u"Upgrade it to Docker Engine 19.03 or newer."_s);
    }
    return std::min(server, kNewest).toString();
}

/// The engine was replaced by another version while we ran: "client version 1.41 is too old…".
bool isVersionRefusal(const Error &error)
{
    return error.kind == Error::Kind::InvalidInput && error.message.contains(u"client version"_s);
}

/// A question about all that the Engine has: it hangs where it does not answer that. One about a
/// single container can wait for that container.
bool isAboutAll(const EngineRequest &request)
{
    static const QList<QByteArray> kPaths {
        "/containers/json", "/images/json", "/volumes", "/networks", "/version", "/info"};
    return request.method == "GET" && kPaths.contains(request.path);
}

using OpenExchange = Result<std::unique_ptr<EngineExchange>>;

} // namespace

struct EngineClient::Shared
{
    Endpoint endpoint;
    std::mutex mutex;
    QString agreed; ///< guarded by mutex; empty until negotiated
    std::optional<std::chrono::steady_clock::time_point> hung; ///< guarded by mutex; seen last

    QString known()
    {
        const std::lock_guard lock(mutex);
        return agreed;
    }
    /// Somebody waited for it in vain a moment ago: the next one need not.
    bool hangs()
    {
        const std::lock_guard lock(mutex);
        return hung && std::chrono::steady_clock::now() - *hung < kHangsFor;
    }
    void sawItHang()
    {
        const std::lock_guard lock(mutex);
        hung = std::chrono::steady_clock::now();
    }
    void know(const QString &value)
    {
        const std::lock_guard lock(mutex);
        agreed = value;
        hung.reset();
    }

    Result<QString> negotiate(std::stop_token stop);
    OpenExchange openOnce(const EngineRequest &request, bool upgrade, std::stop_token stop);
    OpenExchange open(const EngineRequest &request, bool upgrade, std::stop_token stop);
};

Result<QString> EngineClient::Shared::negotiate(std::stop_token stop)
{
    if (const QString version = known(); !version.isEmpty())
        return version;
    if (hangs())
        return engineHangs();
    EngineRequest ping;
    ping.path = "/_ping";
    ping.timeout = patienceWith(endpoint);
    auto exchange = EngineExchange::send(endpoint, {}, ping, false, stop);
    if (!exchange)
        return exchange.error();
    EngineExchange &answer = **exchange;
    // The smallest question there is: who does not answer it is not available.
    if (const auto header = answer.readHeader(answer.deadline()); !header) {
        if (header.error().kind != Error::Kind::Timeout)
            return header.error();
        sawItHang();
        return engineHangs();
    }
    if (answer.isRefused())
        return answer.refusal();
    if (const auto body = answer.readBody(kPingLimit, answer.deadline()); !body)
        return body.error();
    auto version = negotiated(QString::fromLatin1(answer.http().header("api-version")));
    if (version)
        know(*version);
    return version;
}

OpenExchange
EngineClient::Shared::openOnce(const EngineRequest &request, bool upgrade, std::stop_token stop)
{
    const auto version = negotiate(stop);
    if (!version)
        return version.error();
    if (isAboutAll(request) && hangs())
        return engineHangs();
    auto exchange = EngineExchange::send(endpoint, *version, request, upgrade, stop);
    if (!exchange)
        return exchange.error();
    return exchange;
}

/// Sends; the refusal of an outdated version is answered by negotiating once more.
OpenExchange
EngineClient::Shared::open(const EngineRequest &request, bool upgrade, std::stop_token stop)
{
    for (bool again = false;; again = true) {
        auto exchange = openOnce(request, upgrade, stop);
        if (!exchange)
            return exchange;
        if (const auto header = (*exchange)->readHeader((*exchange)->deadline()); !header) {
            if (header.error().kind != Error::Kind::Timeout || !isAboutAll(request))
                return header.error();
            sawItHang();
            return engineHangs();
        }
        if (!(*exchange)->isRefused())
            return exchange;
        const Error refusal = (*exchange)->refusal();
        if (again || !isVersionRefusal(refusal))
            return refusal;
        know({});
    }
}

Error engineHangs()
{
    return unavailable(u"The container engine does not answer."_s,
                       u"It listens, but hangs. Restart it, then run the same command again."_s);
}

std::chrono::milliseconds patienceWith(const Endpoint &endpoint)
{
    return endpoint.socketPath.isEmpty() ? std::chrono::seconds(15) : std::chrono::seconds(5);
}

QByteArray apiPath(const char *before, const QString &variable, const char *after)
{
    return before + QUrl::toPercentEncoding(variable, {}, ".") + after;
}

void addFilters(EngineRequest &request, const QMap<QString, QStringList> &wanted)
{
    QJsonObject filters;
    for (auto filter = wanted.begin(); filter != wanted.end(); ++filter)
        filters.insert(filter.key(), QJsonArray::fromStringList(filter.value()));
    const QByteArray text = QJsonDocument(filters).toJson(QJsonDocument::Compact);
    request.query.append({"filters", QString::fromUtf8(text)});
}

EngineClient::EngineClient(Endpoint endpoint)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->endpoint = std::move(endpoint);
}

const Endpoint &EngineClient::endpoint() const
{
    return m_shared->endpoint;
}

Result<QString> EngineClient::apiVersion(std::stop_token stop) const
{
    return m_shared->negotiate(stop);
}

Result<bool> EngineClient::speaks(int minor, std::stop_token stop) const
{
    return apiVersion(stop).andThen([&](const QString &version) -> Result<bool> {
        return QVersionNumber::fromString(version) >= QVersionNumber(1, minor);
    });
}

Result<QJsonDocument> EngineClient::call(const EngineRequest &request, std::stop_token stop) const
{
    auto exchange = m_shared->open(request, false, stop);
    if (!exchange)
        return exchange.error();
    const auto body = (*exchange)->readBody(kBodyLimit, (*exchange)->deadline());
    if (!body)
        return body.error();
    if (body->trimmed().isEmpty())
        return QJsonDocument();
    QJsonParseError parsed;
    QJsonDocument document = QJsonDocument::fromJson(*body, &parsed);
    if (parsed.error != QJsonParseError::NoError) {
        // "null" for an empty list is a document that QJsonDocument cannot hold.
        if (body->trimmed() == "null")
            return QJsonDocument();
        return protocolError(u"The container engine sent JSON that cannot be read: %1."_s.arg(
                                 parsed.errorString()))
            .because(QString::fromLatin1(request.path));
    }
    return document;
}

Result<> EngineClient::stream(const EngineRequest &request,
                              const StreamWatch &watch,
                              std::stop_token stop) const
{
    const bool early = watch.openedAfter.count() > 0;
    auto sent
        = early ? m_shared->openOnce(request, false, stop) : m_shared->open(request, false, stop);
    if (!sent)
        return sent.error();
    EngineExchange &exchange = **sent;
    if (early) {
        const auto header
            = exchange.readHeader(std::chrono::steady_clock::now() + watch.openedAfter);
        if (!header && header.error().kind != Error::Kind::Timeout)
            return header.error();
    }
    if (exchange.isRefused()) {
        const Error refusal = exchange.refusal();
        if (isVersionRefusal(refusal))
            m_shared->know({}); // the caller of a watch comes back
        return refusal;
    }
    if (watch.opened)
        watch.opened();
    for (;;) {
        if (exchange.isRefused())
            return exchange.refusal();
        if (const QByteArray body = exchange.takeBody(); !body.isEmpty())
            watch.data(body);
        const auto more = exchange.readMore({});
        if (!more)
            return more.error();
        if (!*more) {
            if (const QByteArray body = exchange.takeBody(); !body.isEmpty())
                watch.data(body);
            return ok();
        }
    }
}

Result<QByteArray> EngineClient::upload(const EngineRequest &request,
                                        const std::function<Result<>(const BodySink &)> &fill,
                                        std::stop_token stop) const
{
    EngineRequest chunked = request;
    chunked.sendsChunks = true;
    const auto opened = m_shared->openOnce(chunked, false, std::move(stop));
    if (!opened)
        return opened.error();
    EngineExchange &exchange = **opened;
    const auto filled = fill([&](QByteArrayView bytes) { return exchange.writeChunk(bytes); });
    const auto ended = filled ? exchange.endChunks() : filled;
    if (!ended && ended.error().kind != Error::Kind::Io)
        return ended.error();
    // An engine that takes no more has said why, or is gone.
    if (const auto header = exchange.readHeader(exchange.deadline()); !header)
        return ended ? header.error() : ended.error();
    if (exchange.isRefused())
        return exchange.refusal();
    auto body = exchange.readBody(kBodyLimit, exchange.deadline());
    return ended ? body : Result<QByteArray>(ended.error());
}

Result<EngineClient::Hijacked> EngineClient::hijack(const EngineRequest &request,
                                                    std::stop_token stop) const
{
    auto exchange = m_shared->open(request, true, stop);
    if (!exchange)
        return exchange.error();
    QByteArray rest = (*exchange)->takeBody();
    return Hijacked {(*exchange)->takeTransport(), std::move(rest)};
}

} // namespace devstack
