// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/ptychild.h"

#include "core/argumentvector.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSignalled = 128;

Error terminalError()
{
    return ioError(u"A pseudo-terminal cannot be opened: %1."_s.arg(
        QString::fromLocal8Bit(std::strerror(errno))));
}

winsize toWinsize(TerminalSize size)
{
    winsize result {};
    result.ws_col = static_cast<unsigned short>(size.columns);
    result.ws_row = static_cast<unsigned short>(size.rows);
    return result;
}

} // namespace

Result<std::unique_ptr<PtyChild>> PtyChild::start(const QStringList &command,
                                                  const QProcessEnvironment &environment,
                                                  TerminalSize size)
{
    Descriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    char name[128];
    if (!master.isValid() || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0
        || ::ptsname_r(master.get(), name, sizeof name) != 0)
        return terminalError();
    const winsize wanted = toWinsize(size);
    ::ioctl(master.get(), TIOCSWINSZ, &wanted);
    ::fcntl(master.get(), F_SETFL, O_NONBLOCK);

    ArgumentVector arguments(command);
    ArgumentVector variables(environment.toStringList());
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    // The leader of a new session gets the first terminal that it opens as its own.
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0);
    ::posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::sigemptyset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes,
                               POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t pid = -1;
    const int failed = ::posix_spawnp(
        &pid, arguments.program(), &actions, &attributes, arguments.data(), variables.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (failed != 0) {
        return notFound(u"“%1” could not be started: %2."_s.arg(
                            command.value(0), QString::fromLocal8Bit(std::strerror(failed))),
                        u"Check that it is installed and in PATH."_s);
    }
    return std::unique_ptr<PtyChild>(new PtyChild(std::move(master), pid));
}

PtyChild::~PtyChild()
{
    m_master = Descriptor();
    if (exitCode())
        return;
    ::kill(m_pid, SIGKILL);
    while (::waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) { }
}

QByteArray PtyChild::read(qsizetype most)
{
    QByteArray bytes(most, Qt::Uninitialized);
    const ssize_t size = ::read(m_master.get(), bytes.data(), std::size_t(most));
    if (size <= 0) {
        m_atEnd = size == 0 || (errno != EAGAIN && errno != EINTR);
        return {};
    }
    bytes.truncate(size);
    return bytes;
}

void PtyChild::waitForOutput(std::chrono::milliseconds time) const
{
    pollfd watched {m_master.get(), POLLIN, 0};
    ::poll(&watched, 1, int(time.count()));
}

qsizetype PtyChild::write(QByteArrayView bytes)
{
    return std::max<ssize_t>(0, ::write(m_master.get(), bytes.data(), std::size_t(bytes.size())));
}

void PtyChild::resize(TerminalSize size)
{
    const winsize wanted = toWinsize(size);
    ::ioctl(m_master.get(), TIOCSWINSZ, &wanted);
}

std::optional<int> PtyChild::exitCode()
{
    int status = 0;
    if (!m_exitCode && ::waitpid(m_pid, &status, WNOHANG) == m_pid)
        m_exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : kSignalled + WTERMSIG(status);
    return m_exitCode;
}

} // namespace devstack
