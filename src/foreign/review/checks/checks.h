// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/checks/checkresult.h"
#include "foreign/review/subject/reviewsubject.h"

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

} // namespace devstack
