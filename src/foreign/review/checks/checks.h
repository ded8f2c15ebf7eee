// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/check.h"

namespace devstack {

/// The points of the definition of done, one file each; check.cpp lists them with their ids.

CheckResult checkDockerfile(const ReviewSubject &subject);
CheckResult checkPublish(const ReviewSubject &subject);
CheckResult checkCompose(const ReviewSubject &subject);
CheckResult checkBootstrap(const ReviewSubject &subject);
CheckResult checkBootstrapDependencies(const ReviewSubject &subject);
CheckResult checkEnvironment(const ReviewSubject &subject);
CheckResult checkOverridable(const ReviewSubject &subject);
CheckResult checkSchemaVolume(const ReviewSubject &subject);
CheckResult checkProductionSchema(const ReviewSubject &subject);
CheckResult checkTargets(const ReviewSubject &subject);

/// A result without its id.
CheckResult passing(const QString &message, const QList<Evidence> &evidence = {});
CheckResult
failing(const QString &message, const QString &fix, const QList<Evidence> &evidence = {});

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
