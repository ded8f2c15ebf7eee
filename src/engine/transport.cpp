// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/transport.h"

#include "core/descriptor.h"
#include "engine/dialstdio.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kReadSize = 64 * 1024;
constexpr std::chrono::milliseconds kBusyPause {20};

QString systemText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

Error unreachable(const Endpoint &endpoint, int error)
{
    Error result = unavailable({}).because(systemText(error));
    const QString tried = u"%1 (from %2)"_s.arg(endpoint.host, endpoint.source);
    const bool isOfThisMachine = endpoint.socketPath == u"/var/run/docker.sock"_s
        || endpoint.socketPath == u"/run/docker.sock"_s;
    if (error == EACCES || error == EPERM) {
        result.message = u"You may not use the container engine at %1."_s.arg(tried);
        result.hint
            = u"Join the docker group (sudo usermod -aG docker \"$USER\") and log in again."_s;
    } else {
        result.message = u"The container engine does not answer at %1."_s.arg(tried);
        result.hint = error == ENOENT
            ? u"Install and start one (Debian: sudo apt install docker.io), or choose another with "
              "DOCKER_HOST or `docker context use`."_s
            : isOfThisMachine
            ? u"Start it: sudo systemctl start docker."_s
            : u"Start what listens there, or choose another engine with DOCKER_HOST or "
              "`docker context use`."_s;
    }
    return result;
}

} // namespace

struct Transport::State
{
    Descriptor socket;
    Descriptor stopSignal {::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::unique_ptr<DialStdio> child;
    std::stop_token stop;
    bool obeysStop = true;
    // Last: it must be gone before the descriptor it writes to.
    std::stop_callback<std::function<void()>> onStop;

    explicit State(std::stop_token token)
        : stop(token)
        , onStop(token, [this] {
            const quint64 one = 1;
            [[maybe_unused]] const auto written = ::write(stopSignal.get(), &one, sizeof one);
        })
    {
    }

    Result<> connectTo(const Endpoint &endpoint, Deadline deadline);
    Result<> dial(const Endpoint &endpoint);
    Result<short> poll(short events, Deadline deadline);
};

/// Sleeps until the socket is ready, the stop comes or the deadline passes.
Result<short> Transport::State::poll(short events, Deadline deadline)
{
    for (;;) {
        if (obeysStop && stop.stop_requested())
            return cancelled();
        int timeout = -1;
        if (deadline) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(
                *deadline - std::chrono::steady_clock::now());
            timeout = int(std::clamp<qint64>(left.count(), 0, 3'600'000));
        }
        // A socket that is not connected yet reports a hang-up: without events it is left out.
        pollfd watched[] {{events != 0 ? socket.get() : -1, events, 0},
                          {stopSignal.get(), POLLIN, 0}};
        const int ready = ::poll(watched, obeysStop ? 2 : 1, timeout);
        if (ready < 0 && errno != EINTR)
            return ioError(u"Waiting for the container engine failed."_s, systemText(errno));
        if (ready > 0 && watched[0].revents != 0)
            return watched[0].revents;
        if (ready == 0 && deadline && std::chrono::steady_clock::now() >= *deadline) {
            return timedOut(u"The container engine did not answer in time."_s,
                            u"It may be overloaded or hang; see its log, or restart it."_s);
        }
    }
}

Result<> Transport::State::connectTo(const Endpoint &endpoint, Deadline deadline)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    const QByteArray path = endpoint.socketPath.toLocal8Bit();
    if (path.isEmpty() || path.size() >= qsizetype(sizeof address.sun_path)) {
        return invalidInput(
            u"“%1” is not a usable socket path."_s.arg(endpoint.socketPath),
            {},
            u"A socket's path has at most %1 bytes."_s.arg(sizeof address.sun_path - 1));
    }
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    socket = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.isValid())
        return ioError(u"No socket could be opened."_s, systemText(errno));
    while (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address)
           < 0) {
        if (errno == EINTR)
            continue;
        // A unix socket has no "in progress": a full queue says "again", and nothing tells when.
        if (errno != EAGAIN)
            return unreachable(endpoint, errno);
        const auto pause = std::chrono::steady_clock::now() + kBusyPause;
        if (const auto waited = poll(0, deadline ? std::min(*deadline, pause) : pause); !waited
            && (waited.error().kind != Error::Kind::Timeout || (deadline && *deadline < pause)))
            return waited.error();
    }
    return ok();
}

Result<> Transport::State::dial(const Endpoint &endpoint)
{
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return ioError(u"No socket could be opened."_s, systemText(errno));
    socket = Descriptor(pair[0]);
    auto started = DialStdio::start(endpoint, Descriptor(pair[1]));
    if (!started)
        return started.error();
    child = std::move(*started);
    return ok();
}

Transport::Transport(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Transport::~Transport() = default;

Result<std::unique_ptr<Transport>>
Transport::open(const Endpoint &endpoint, std::stop_token stop, Deadline deadline)
{
    if (stop.stop_requested())
        return cancelled();
    auto state = std::make_unique<State>(stop);
    const auto opened = endpoint.socketPath.isEmpty() ? state->dial(endpoint)
                                                      : state->connectTo(endpoint, deadline);
    if (!opened)
        return opened.error();
    return std::unique_ptr<Transport>(new Transport(std::move(state)));
}

Result<Transport::Ready> Transport::wait(bool writing, Deadline deadline)
{
    const auto events
        = m_state->poll(static_cast<short>(POLLIN | (writing ? POLLOUT : 0)), deadline);
    if (!events)
        return events.error();
    // An error or hang-up is found out by reading: that yields the end or the reason.
    return Ready {(*events & (POLLIN | POLLHUP | POLLERR)) != 0, (*events & POLLOUT) != 0};
}

Result<qsizetype> Transport::read(QByteArray &buffer)
{
    const qsizetype before = buffer.size();
    buffer.resize(before + kReadSize);
    const ssize_t got = ::recv(m_state->socket.get(),
                               buffer.data() + before,
                               static_cast<size_t>(kReadSize),
                               MSG_DONTWAIT);
    buffer.resize(before + std::max<ssize_t>(got, 0));
    if (got < 0 && errno != ECONNRESET)
        return ioError(u"The connection to the container engine broke."_s, systemText(errno));
    return std::max<ssize_t>(got, 0);
}

Result<qsizetype> Transport::writeSome(QByteArrayView bytes)
{
    const ssize_t sent = ::send(m_state->socket.get(),
                                bytes.data(),
                                static_cast<size_t>(bytes.size()),
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0)
        return sent;
    if (errno == EAGAIN || errno == EINTR)
        return 0;
    return ioError(u"The connection to the container engine broke."_s, systemText(errno));
}

Result<> Transport::write(QByteArrayView bytes, Deadline deadline)
{
    while (!bytes.isEmpty()) {
        const auto sent = writeSome(bytes);
        if (!sent)
            return sent.error();
        bytes = bytes.sliced(*sent);
        if (bytes.isEmpty())
            break;
        // Only for room to write: what the peer says meanwhile is read afterwards.
        if (const auto waited = m_state->poll(POLLOUT, deadline); !waited)
            return waited.error();
    }
    return ok();
}

void Transport::closeWriting()
{
    ::shutdown(m_state->socket.get(), SHUT_WR);
}

void Transport::ignoreStop()
{
    m_state->obeysStop = false;
}

QString Transport::childErrors() const
{
    return m_state->child ? m_state->child->errors() : QString();
}

} // namespace devstack
