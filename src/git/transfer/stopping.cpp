// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/stopping.h"

#include <csignal>

namespace devstack::git {

namespace {

volatile std::sig_atomic_t stopAsked = 0;

} // namespace

void listenForStop()
{
    struct sigaction action
    {
    };
    action.sa_handler = [](int) { stopAsked = 1; };
    ::sigaction(SIGTERM, &action, nullptr); // without SA_RESTART: reads and connects end with EINTR
    std::signal(SIGPIPE, SIG_IGN); // noticed where something is written
}

bool stopRequested()
{
    return stopAsked != 0;
}

void requestStop()
{
    stopAsked = 1;
}

} // namespace devstack::git
