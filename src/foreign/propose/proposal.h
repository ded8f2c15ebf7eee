// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/propose/programs.h"

#include <QByteArray>

#include <optional>
#include <stop_token>

namespace devstack {

/// An environment for a repository that declares none, made from what its files show.
struct ProposedEnvironment
{
    Program program;
    QList<ProposedBackend> backends;
    QByteArray compose; ///< docker-compose.yml, each line with its place; guesses are marked
    QByteArray dockerfile; ///< empty: the repository has one
    int guesses = 0; ///< lines that are marked as such
};

/// What would run the program of a checkout with what it needs beside it. Nothing when its files
/// show no program that this understands. Pure but for reading files; nothing of it is run, so
/// that only trying tells whether it works. Errors: InvalidInput (a Dockerfile that is too large to
/// be read), Cancelled.
Result<std::optional<ProposedEnvironment>> proposeEnvironment(const Checkout &checkout,
                                                              std::stop_token stop = {});

} // namespace devstack
