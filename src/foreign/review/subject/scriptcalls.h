// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/dockercall.h"
#include "foreign/review/subject/reviewsubject.h"

#include <QRegularExpression>

namespace devstack {

/// A name of a script as a pattern: `$*` and unknown variables stand for anything; nothing when not
/// one letter of it is known.
std::optional<QRegularExpression> namePattern(const QString &name);
/// Whether parts of the name are known only when the script runs, `$*` not counted.
bool hasVariables(const QString &name);

/// Whether the call is about another repository's stack: it names compose files that are not here,
/// or the script went to another folder before.
bool isElsewhere(const DockerCall &call, const ReviewSubject &subject);

/// Whether the script went to another folder before the call.
bool wentAway(const DockerCall &call, const ReviewSubject &subject);

/// What engineers run to get and to work with the stack, as opposed to unused leftovers.
bool isEveryday(const DockerCall &call, const ReviewSubject &subject);

/// Whether it stands in a loop that only its success ends.
bool isInEndlessLoop(const DockerCall &call, const ReviewSubject &subject);

} // namespace devstack
