// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/propose/proposal.h"

namespace devstack {

struct ProposedText
{
    QByteArray compose;
    int guesses = 0;
};

/// The compose file of a proposal with its manifest; behind each line what says so. Pure.
ProposedText proposedText(const ProposedEnvironment &proposal);

} // namespace devstack
