// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/childpipe.h"

#include "core/argumentvector.h"
#include "core/text.h"
#include "git/transfer/stopping.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

extern char **environ;

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStopLookMs = 100; // how late a stop may be noticed
constexpr qsizetype kErrorTail = 4096;

void closeIfOpen(int &descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

bool endsWithin(pid_t pid, std::chrono::milliseconds limit, int *status = nullptr)
{
    const auto until = std::chrono::steady_clock::now() + limit;
    while (::waitpid(pid, status, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() >= until)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

/// Its streams are closed, so a healthy child ends by itself; the others are ended.
void endChild(pid_t pid)
{
    using namespace std::chrono_literals;
    if (endsWithin(pid, 300ms))
        return;
    ::kill(pid, SIGTERM);
    if (endsWithin(pid, 300ms))
        return;
    ::kill(pid, SIGKILL);
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) { }
}

} // namespace

Result<std::unique_ptr<ChildPipe>> ChildPipe::start(const QStringList &command)
{
    std::unique_ptr<ChildPipe> pipe(new ChildPipe);
    std::array<int, 2> in {-1, -1};
    std::array<int, 2> out {-1, -1};
    std::array<int, 2> err {-1, -1};
    // A socket towards the child: writing to one that has ended must not raise SIGPIPE.
    const bool made = ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) == 0
        && ::pipe2(out.data(), O_CLOEXEC) == 0 && ::pipe2(err.data(), O_CLOEXEC) == 0;
    pipe->m_input = in[1];
    pipe->m_output = out[0];
    pipe->m_errors = err[0];

    ArgumentVector arguments(command);

    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    posix_spawnattr_init(&attributes);
    sigset_t ignored; // by us, which the child would inherit
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGPIPE);
    sigaddset(&ignored, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &ignored);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    const int code = made
        ? posix_spawnp(
            &pipe->m_pid, arguments.program(), &actions, &attributes, arguments.data(), environ)
        : errno;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    for (int descriptor : {in[0], out[1], err[1]})
        closeIfOpen(descriptor);
    if (code != 0) {
        pipe->m_pid = -1;
        return notFound(u"“%1” could not be started: %2"_s.arg(
                            command.first(), QString::fromLocal8Bit(std::strerror(code))),
                        u"Install the OpenSSH client."_s);
    }
    for (const int descriptor : {pipe->m_input, pipe->m_output, pipe->m_errors})
        ::fcntl(descriptor, F_SETFL, O_NONBLOCK);
    return pipe;
}

ChildPipe::~ChildPipe()
{
    closeIfOpen(m_input);
    closeIfOpen(m_output);
    closeIfOpen(m_errors);
    if (m_pid > 0)
        endChild(m_pid);
}

void ChildPipe::gatherErrors()
{
    std::array<char, 1024> chunk {};
    for (ssize_t size = 0; (size = ::read(m_errors, chunk.data(), chunk.size())) != 0;) {
        if (size < 0)
            return; // nothing more now
        m_errorTail.append(chunk.data(), size);
        m_errorTail = m_errorTail.right(kErrorTail);
    }
    closeIfOpen(m_errors);
}

ChildPipe::End ChildPipe::wait(int descriptor, short events)
{
    while (!stopRequested() && (!m_patience || m_patience())) {
        std::array<pollfd, 2> watched {{{descriptor, events, 0}, {m_errors, POLLIN, 0}}};
        if (::poll(watched.data(), watched.size(), kStopLookMs) < 0 && errno != EINTR)
            return End::Closed;
        if (watched[1].revents)
            gatherErrors();
        if (watched[0].revents)
            return End::Ok;
    }
    return End::Stopped;
}

ChildPipe::End ChildPipe::read(char *buffer, std::size_t size, std::size_t &got)
{
    got = 0;
    while (true) {
        if (const End end = wait(m_output, POLLIN); end != End::Ok)
            return end;
        const ssize_t count = ::read(m_output, buffer, size);
        if (count > 0) {
            got = std::size_t(count);
            return End::Ok;
        }
        if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
            gatherErrors();
            return End::Closed;
        }
    }
}

ChildPipe::End ChildPipe::write(const char *buffer, std::size_t size)
{
    while (size > 0) {
        if (const End end = wait(m_input, POLLOUT); end != End::Ok)
            return end;
        const ssize_t count = ::send(m_input, buffer, size, MSG_NOSIGNAL);
        if (count < 0 && errno != EAGAIN && errno != EINTR) {
            gatherErrors();
            return End::Closed;
        }
        if (count > 0) {
            buffer += count;
            size -= std::size_t(count);
        }
    }
    return End::Ok;
}

void ChildPipe::closeInput()
{
    closeIfOpen(m_input);
}

bool ChildPipe::finish()
{
    int status = 0;
    if (m_pid <= 0 || !endsWithin(m_pid, std::chrono::seconds(2), &status))
        return false;
    m_pid = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

QString ChildPipe::errorTail() const
{
    QStringList lines;
    for (const QString &line : QString::fromUtf8(m_errorTail).split(u'\n', Qt::SkipEmptyParts))
        lines += printable(line.trimmed());
    return lines.join(u'\n');
}

} // namespace devstack::git
