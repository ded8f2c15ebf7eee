// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "service/definition/trustquestions.h"

namespace devstack::cli {

/// Shows what the repositories could reach and, where a person can answer, asks; grants the trust
/// that was agreed to. False when nobody agreed: `error` then says what to do. --yes confirms what
/// is destroyed and never grants trust.
Result<bool> askTrust(Context &context,
                      Workspace &workspace,
                      const Error &error,
                      const QList<TrustQuestion> &questions);

} // namespace devstack::cli
