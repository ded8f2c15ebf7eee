// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/interrupt.h"

#include "cli/exitcode.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

namespace devstack::cli {

Interrupt::Interrupt()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A reader that closes the pipe ("| head") must not kill a run half-way.
    std::signal(SIGPIPE, SIG_IGN);
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
    m_wake = ::eventfd(0, EFD_CLOEXEC);
    m_thread = std::thread([this] {
        pollfd descriptors[] = {{m_signals, POLLIN, 0}, {m_wake, POLLIN, 0}};
        int requests = 0;
        while (::poll(descriptors, 2, -1) >= 0) {
            if (descriptors[1].revents)
                return;
            signalfd_siginfo info {};
            if (::read(m_signals, &info, sizeof info) != sizeof info)
                continue;
            if (++requests > 2 && info.ssi_signo == SIGINT)
                ::_exit(kCancelled);
            if (requests > 1)
                m_second.request_stop();
            m_source.request_stop();
        }
    });
}

Interrupt::~Interrupt()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
    m_thread.join();
    ::close(m_signals);
    ::close(m_wake);
}

} // namespace devstack::cli
