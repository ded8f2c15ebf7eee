// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/doctor.h"

#include "core/enumnames.h"
#include "core/timelimit.h"
#include "service/observing/doctorchecks.h"

#include <future>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLimit = 12s;

constexpr EnumName<DoctorCheck::Outcome> kOutcomes[] {
    {DoctorCheck::Outcome::Ok, u"ok"},
    {DoctorCheck::Outcome::Warning, u"warning"},
    {DoctorCheck::Outcome::Problem, u"problem"},
};

} // namespace

QString toString(DoctorCheck::Outcome outcome)
{
    return nameOf<kOutcomes>(outcome);
}

QList<DoctorCheck> doctor(std::stop_token stop, const QString &folder)
{
    const TimeLimit limit(stop, kLimit);
    auto git = std::async(std::launch::async, [&] { return gitChecks(limit.token()); });
    const DoctorEngine engine = askEngine(limit.token());
    QList<DoctorCheck> checks = engineChecks(engine, limit.token());
    checks += machineChecks(engine, folder);
    checks.insert(checks.size() - 1, addressPoolCheck(engine, limit.token()));
    if (const auto broken = workspaceCheck(folder))
        checks += *broken;
    if (const auto ports = portsCheck(folder))
        checks += *ports;
    if (const auto resets = resetsCheck(folder))
        checks += *resets;
    return checks + git.get();
}

} // namespace devstack
