// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"

#include "foreign/review/checks/checks.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Check
{
    QString id;
    CheckResult (*judge)(const ReviewSubject &subject);
};

const QList<Check> &checks()
{
    static const QList<Check> kChecks {
        {u"dockerfile"_s, checkDockerfile},
        {u"publish"_s, checkPublish},
        {u"compose"_s, checkCompose},
        {u"bootstrap"_s, checkBootstrap},
        {u"bootstrap.dependencies"_s, checkBootstrapDependencies},
        {u"environment"_s, checkEnvironment},
        {u"environment.overridable"_s, checkOverridable},
        {u"schema.volume"_s, checkSchemaVolume},
        {u"schema.production"_s, checkProductionSchema},
        {u"targets"_s, checkTargets},
    };
    return kChecks;
}

/// What runs nothing has no environment to declare.
CheckResult doesNotApply(const ReviewSubject &subject)
{
    return passing(u"Does not apply. "_s + subject.facts.reason, subject.facts.kindEvidence);
}

} // namespace

bool RepositoryCheck::passed() const
{
    return std::ranges::all_of(results, &CheckResult::pass);
}

const CheckResult *RepositoryCheck::find(const QString &id) const
{
    const auto found = std::ranges::find(results, id, &CheckResult::id);
    return found == results.end() ? nullptr : &*found;
}

QStringList checkIds()
{
    QStringList ids;
    for (const Check &check : checks())
        ids += check.id;
    return ids;
}

RepositoryCheck checkRepository(const ReviewSubject &subject)
{
    RepositoryCheck result;
    result.path = subject.path;
    const bool isLibrary = subject.facts.kind == RepositoryKind::Library;
    if (isLibrary) {
        result.exemption = subject.facts.reason;
        result.exemptionEvidence = subject.facts.kindEvidence;
    }
    for (const Check &check : checks()) {
        result.results += isLibrary ? doesNotApply(subject) : check.judge(subject);
        result.results.last().id = check.id;
    }
    for (const Error &fault :
         subject.unreadable + subject.manifestFaults + subject.unreadableOthers)
        result.problems += Error(fault).at(subject.relative(fault.where));
    for (const Error &problem : subject.checkout->problems()) {
        const bool known = std::ranges::any_of(result.problems, [&](const Error &other) {
            return other.where.file == problem.where.file;
        });
        if (!known)
            result.problems += problem;
    }
    return result;
}

} // namespace devstack
