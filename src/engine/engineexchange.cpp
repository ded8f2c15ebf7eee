// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/engineexchange.h"

#include "core/slowanswer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRefusalLimit = 64 * 1024;

QByteArray
head(const QString &version, const EngineRequest &request, bool upgrade, const QByteArray &body)
{
    QByteArray text = request.method + ' ';
    if (!version.isEmpty())
        text += "/v" + version.toLatin1();
    text += request.path;
    char separator = '?';
    for (const auto &[name, value] : request.query) {
        text += separator + name + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    text += " HTTP/1.1\r\nHost: docker\r\nUser-Agent: devstack\r\n";
    text += upgrade ? "Connection: Upgrade\r\nUpgrade: tcp\r\n" : "Connection: close\r\n";
    for (const auto &[name, value] : request.headers)
        text += name + ": " + value + "\r\n";
    if (request.body)
        text += "Content-Type: application/json\r\n";
    if (request.sendsChunks)
        text += "Content-Type: application/x-tar\r\nTransfer-Encoding: chunked\r\n";
    else if (request.method != "GET")
        text += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return text + "\r\n" + body;
}

Error::Kind kindOf(int status)
{
    switch (status) {
    case 400:
        return Error::Kind::InvalidInput;
    case 404:
        return Error::Kind::NotFound;
    case 409:
        return Error::Kind::Conflict;
    default:
        return Error::Kind::Failed;
    }
}

} // namespace

EngineExchange::EngineExchange(const Endpoint &endpoint, const EngineRequest &request)
    : m_endpoint(endpoint)
    , m_what(QString::fromLatin1(request.method + ' ' + request.path))
    , m_reader([this](QByteArrayView bytes) { m_body.append(bytes); })
{
    if (request.timeout.count() > 0)
        m_deadline = std::chrono::steady_clock::now() + request.timeout;
}

Result<std::unique_ptr<EngineExchange>> EngineExchange::send(const Endpoint &endpoint,
                                                             const QString &version,
                                                             const EngineRequest &request,
                                                             bool upgrade,
                                                             std::stop_token stop)
{
    std::unique_ptr<EngineExchange> exchange(new EngineExchange(endpoint, request));
    auto transport = Transport::open(endpoint, stop, exchange->m_deadline);
    if (!transport)
        return transport.error();
    exchange->m_transport = std::move(*transport);
    const QByteArray body
        = request.body ? QJsonDocument(*request.body).toJson(QJsonDocument::Compact) : QByteArray();
    const auto sent
        = exchange->m_transport->write(head(version, request, upgrade, body), exchange->m_deadline);
    if (!sent)
        return exchange->lost(sent.error());
    return exchange;
}

/// A connection that ends before one byte of an answer is an engine that is not there.
Error EngineExchange::lost(const Error &cause) const
{
    if (m_heard || cause.kind == Error::Kind::Cancelled || cause.kind == Error::Kind::Timeout)
        return cause;
    const QString said = m_transport->childErrors();
    return unavailable(u"The container engine at %1 (from %2) closed the connection."_s.arg(
                           m_endpoint.host, m_endpoint.source),
                       u"Check that it runs: `docker %1 version`."_s.arg(
                           m_endpoint.cliArguments().join(u' ')))
        .because(said.isEmpty() ? cause.detail : said);
}

Result<> EngineExchange::writeChunk(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return ok(); // an empty chunk would be the end
    if (const auto size
        = m_transport->write(QByteArray(QByteArray::number(bytes.size(), 16) + "\r\n"), m_deadline);
        !size)
        return size;
    if (const auto sent = m_transport->write(bytes, m_deadline); !sent)
        return sent;
    return m_transport->write("\r\n", m_deadline);
}

Result<> EngineExchange::endChunks()
{
    return m_transport->write("0\r\n\r\n", m_deadline);
}

Result<bool> EngineExchange::readMore(Deadline deadline)
{
    if (m_reader.complete())
        return false;
    if (const auto ready = m_transport->wait(false, deadline); !ready) {
        return ready.error().kind == Error::Kind::Timeout ? ready.error().within(m_what)
                                                          : ready.error();
    }
    m_buffer.resize(0);
    const auto got = m_transport->read(m_buffer);
    if (!got)
        return lost(got.error());
    if (*got == 0) {
        const auto finished = m_reader.finish();
        if (!finished)
            return lost(finished.error());
        return false;
    }
    m_heard = true;
    if (const auto fed = m_reader.feed(m_buffer); !fed)
        return fed.error();
    return true;
}

/// Tells once that an answer takes long, where its limit is one that somebody would sit through:
/// what may take minutes (stopping, pulling) tells of itself, and what has seconds is over soon.
Result<> EngineExchange::waitForAnswer(Deadline deadline)
{
    using namespace std::chrono;
    constexpr seconds kLongest {60};
    const auto now = steady_clock::now();
    if (!deadline || *deadline - now <= 2 * kSlowAnswer || *deadline - now > kLongest)
        return ok();
    const auto ready = m_transport->wait(false, now + kSlowAnswer);
    if (ready || ready.error().kind != Error::Kind::Timeout)
        return ready ? ok() : Result<>(ready.error());
    answerIsSlow(u"The container engine"_s, round<seconds>(*deadline - now));
    return ok();
}

Result<> EngineExchange::readHeader(Deadline deadline)
{
    if (!m_reader.headerComplete() && !m_heard) {
        if (const auto waited = waitForAnswer(deadline); !waited)
            return waited;
    }
    while (!m_reader.headerComplete()) {
        const auto more = readMore(deadline);
        if (!more)
            return more.error();
    }
    return ok();
}

Result<QByteArray> EngineExchange::readBody(qsizetype limit, Deadline deadline)
{
    for (;;) {
        const auto more = readMore(deadline);
        if (!more)
            return more.error();
        if (m_body.size() > limit) {
            return protocolError(
                u"The container engine's answer to %1 is too large."_s.arg(m_what));
        }
        if (!*more)
            return takeBody();
    }
}

bool EngineExchange::isRefused() const
{
    constexpr int kNotModified = 304; // "already so": success for start and stop
    return m_reader.headerComplete() && m_reader.status() >= 300
        && m_reader.status() != kNotModified;
}

Error EngineExchange::refusal()
{
    const int status = m_reader.status();
    const auto body = readBody(kRefusalLimit, m_deadline);
    const QByteArray text = body ? *body : QByteArray();
    QString message = QJsonDocument::fromJson(text)[u"message"_s].toString();
    if (message.isEmpty())
        message = QString::fromUtf8(text).trimmed().left(500);
    if (message.isEmpty())
        message = u"status %1"_s.arg(status);
    return {kindOf(status),
            u"The container engine refused: %1"_s.arg(message),
            u"%1 answered %2"_s.arg(m_what, QString::number(status)),
            {},
            {}};
}

} // namespace devstack
