// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/dialstdio.h"

#include "core/argumentvector.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr off_t kErrorTail = 4096;

} // namespace

DialStdio::DialStdio(pid_t pid, Descriptor errors)
    : m_pid(pid)
    , m_errors(std::move(errors))
{
}

Result<std::unique_ptr<DialStdio>> DialStdio::start(const Endpoint &endpoint, Descriptor socket)
{
    const QString path = endpoint.environment.value(u"PATH"_s);
    const QString program = QStandardPaths::findExecutable(
        u"docker"_s, path.isEmpty() ? QStringList() : path.split(u':'));
    if (program.isEmpty()) {
        return notFound(
            u"The engine at %1 is reached through the docker command, which is not in PATH."_s.arg(
                endpoint.host),
            u"Install the docker CLI (Debian: docker.io or docker-cli)."_s);
    }
    Descriptor errors(::memfd_create("dial-stdio", MFD_CLOEXEC));
    ArgumentVector arguments(QStringList {u"docker"_s} + endpoint.cliArguments()
                             + QStringList {u"system"_s, u"dial-stdio"_s});
    ArgumentVector environment(endpoint.environment.toStringList());

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, socket.get(), 1);
    posix_spawn_file_actions_adddup2(&actions, errors.get(), 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own, so that the ssh below it ends with it and Ctrl+C does not reach it.
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t pid = -1;
    const int failure = ::posix_spawn(&pid,
                                      program.toLocal8Bit().constData(),
                                      &actions,
                                      &attributes,
                                      arguments.data(),
                                      environment.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        return ioError(u"“%1” could not be started."_s.arg(program),
                       QString::fromLocal8Bit(std::strerror(failure)));
    }
    return std::unique_ptr<DialStdio>(new DialStdio(pid, std::move(errors)));
}

DialStdio::~DialStdio()
{
    // It holds no state worth a grace; the group takes its ssh along.
    ::kill(-m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) { }
}

QString DialStdio::errors() const
{
    const off_t size = ::lseek(m_errors.get(), 0, SEEK_END);
    const off_t length = std::clamp<off_t>(size, 0, kErrorTail);
    QByteArray bytes(qsizetype(length), Qt::Uninitialized);
    const ssize_t got = ::pread(m_errors.get(), bytes.data(), bytes.size(), size - length);
    bytes.resize(std::max<ssize_t>(got, 0));
    return QString::fromUtf8(bytes).trimmed();
}

} // namespace devstack
