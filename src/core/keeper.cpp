// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/keeper.h"

#include "core/argumentvector.h"
#include "core/processtree.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>

#include <cerrno>
#include <csignal>
#include <thread>

namespace devstack {

using namespace std::chrono_literals;

namespace {

void tell(const QByteArray &line)
{
    // Nobody listens any more when the owner died; the tree is ended all the same.
    [[maybe_unused]] const ssize_t written
        = ::write(kKeeperStatus, line.constData(), std::size_t(line.size()));
}

[[noreturn]] void becomeCommand(const QStringList &command)
{
    ArgumentVector words(command);

    ::setsid();
    ::ioctl(STDIN_FILENO, TIOCSCTTY, 0);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGPIPE, SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGTTOU, SIGTTIN})
        std::signal(signal, SIG_DFL);
    // Should the keeper itself be killed, the command must not outlive it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::execvp(words.program(), words.data());
    tell("error " + QByteArray::number(errno) + '\n');
    ::_exit(127);
}

/// Collects what ended; true when the command itself is among it, its end was then told.
bool collect(pid_t command)
{
    bool commandEnded = false;
    int status = 0;
    for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
        if (pid != command)
            continue;
        commandEnded = true;
        if (WIFEXITED(status))
            tell("exit " + QByteArray::number(WEXITSTATUS(status)) + '\n');
        else
            tell("signal " + QByteArray::number(WTERMSIG(status)) + '\n');
    }
    return commandEnded;
}

} // namespace

int keepProcesses(const KeeperSpec &spec)
{
    ::fcntl(kKeeperControl, F_SETFD, FD_CLOEXEC);
    ::fcntl(kKeeperStatus, F_SETFD, FD_CLOEXEC);
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t watched;
    sigemptyset(&watched);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT})
        sigaddset(&watched, signal);
    ::sigprocmask(SIG_BLOCK, &watched, nullptr);
    const int pending = ::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);

    QElapsedTimer clock;
    clock.start();
    const pid_t command = ::fork();
    if (command == 0)
        becomeCommand(spec.command);
    if (command < 0) {
        tell("error " + QByteArray::number(errno) + '\n');
        return 1;
    }
    // The terminal must end with the last process of the command, not with the keeper.
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nothing, standard);

    bool forced = false;
    bool ownerDied = false;
    for (bool running = true; running && !forced;) {
        int wait = -1;
        if (spec.limit.count() > 0) {
            const qint64 left = spec.limit.count() - clock.elapsed();
            if (left <= 0) {
                tell("limit\n");
                forced = true;
                break;
            }
            wait = int(std::min<qint64>(left + 1, 60'000));
        }
        pollfd watches[] = {{pending, POLLIN, 0}, {kKeeperControl, POLLIN, 0}};
        if (::poll(watches, 2, wait) < 0 && errno != EINTR)
            forced = true;
        signalfd_siginfo info {};
        while (::read(pending, &info, sizeof info) == sizeof info) {
            if (info.ssi_signo != SIGCHLD)
                forced = true;
        }
        if (watches[1].revents) {
            char order = 0;
            ownerDied = ::read(kKeeperControl, &order, 1) == 0;
            forced = true;
        }
        if (collect(command))
            running = false;
    }
    // What ends together with the command is not left behind.
    QList<ProcessEntry> left = descendantsOf(::getpid());
    for (int round = 0; !forced && !left.isEmpty() && round < 20; ++round) {
        std::this_thread::sleep_for(10ms);
        left = descendantsOf(::getpid());
    }
    const bool ended = left.isEmpty() || endDescendants(spec.grace);
    tell("left " + QByteArray::number(left.size()) + '\n');
    const auto &after = forced ? spec.afterForce : spec.afterEnd;
    if (after) {
        // What it runs wants to hear of its children.
        sigset_t children;
        sigemptyset(&children);
        sigaddset(&children, SIGCHLD);
        ::sigprocmask(SIG_UNBLOCK, &children, nullptr);
        after();
    }
    if (ownerDied && spec.afterOwnersDeath)
        spec.afterOwnersDeath();
    return ended ? 0 : 1;
}

} // namespace devstack
