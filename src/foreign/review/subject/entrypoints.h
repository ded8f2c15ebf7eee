// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/subject/reviewsubject.h"

namespace devstack {

/// The script that brings the repository from nothing to running: bootstrap*.sh before
/// provision*.sh, the one named like the repository first; empty: none.
QString bootstrapScript(const ReviewSubject &subject);

/// The Make target of that name, patterns and includes counted; null: none.
const MakeTarget *exactTarget(const Makefile &makefile, const QStringList &names);

/// Whether the target's recipe, or one that it leads to, calls devstack.
bool callsDevstack(const Makefile &makefile, const QString &target);
bool callsDevstack(const SimpleCommand &command);

/// The service with the database of the repository's own code; null: none.
const ServiceEntry *databaseService(const ReviewSubject &subject);

} // namespace devstack
