// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "support/fakeengine.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace devstack::test {

using namespace Qt::StringLiterals;

Canned answer(const QByteArray &body, int status, const QByteArray &headers)
{
    return {"HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body,
            0,
            false};
}

Canned chunked(const QByteArray &body, qsizetype size)
{
    QByteArray bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (qsizetype at = 0; at < body.size(); at += size) {
        const QByteArray piece = body.mid(at, size);
        bytes += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    }
    return {bytes + "0\r\n\r\n", 0, false};
}

FakeEngine::FakeEngine()
{
    reply("GET /_ping", answer("OK", 200, "Api-Version: 1.41\r\n"));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray path = m_directory.filePath(u"engine.sock"_s).toLocal8Bit();
    std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
    m_listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(m_listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || ::listen(m_listener, 16) != 0) {
        qFatal("the fake engine cannot listen");
    }
    m_thread = std::jthread([this](std::stop_token stop) { serve(stop); });
}

FakeEngine::~FakeEngine()
{
    m_thread.request_stop();
    ::shutdown(m_listener, SHUT_RDWR); // wakes accept()
    m_thread.join();
    ::close(m_listener);
    hangUp();
}

Endpoint FakeEngine::endpoint() const
{
    EndpointPreference wish;
    wish.host = u"unix://"_s + m_directory.filePath(u"engine.sock"_s);
    return *Endpoint::resolve(wish);
}

void FakeEngine::reply(const QByteArray &request, const Canned &canned)
{
    const std::lock_guard lock(m_mutex);
    m_replies[request] = canned;
}

std::vector<QByteArray> FakeEngine::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void FakeEngine::push(const QByteArray &bytes)
{
    const std::lock_guard lock(m_mutex);
    for (const int connection : m_hanging)
        ::send(connection, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
}

void FakeEngine::hangUp()
{
    const std::lock_guard lock(m_mutex);
    for (const int connection : std::exchange(m_hanging, {}))
        ::close(connection);
}

void FakeEngine::serve(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        const int connection = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection >= 0)
            serveOne(connection);
    }
}

Canned FakeEngine::find(const QByteArray &request) const
{
    Canned best = answer(R"({"message":"page not found"})", 404);
    for (const auto &[begin, canned] : m_replies) { // sorted: a longer match comes later
        if (request.startsWith(begin))
            best = canned;
    }
    return best;
}

void FakeEngine::serveOne(int connection)
{
    QByteArray head;
    char buffer[4096];
    while (!head.contains("\r\n\r\n")) {
        const ssize_t got = ::recv(connection, buffer, sizeof buffer, 0);
        if (got <= 0)
            break;
        head.append(buffer, got);
    }
    const QByteArray request = head.left(head.indexOf("\r\n"));
    Canned canned;
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
        canned = find(request);
    }
    const qsizetype piece = canned.piece > 0 ? canned.piece : canned.bytes.size();
    for (qsizetype at = 0; at < canned.bytes.size(); at += piece) {
        const QByteArray bytes = canned.bytes.mid(at, piece);
        if (::send(connection, bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL)
            < 0)
            break;
    }
    if (canned.hang) {
        const std::lock_guard lock(m_mutex);
        m_hanging.push_back(connection);
    } else {
        ::close(connection);
    }
}

} // namespace devstack::test
