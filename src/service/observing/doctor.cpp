// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/doctor.h"

#include "core/enumnames.h"
#include "service/observing/doctorchecks.h"

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLimit = 12s;

/// Requests a stop when the time is over or the outer stop comes, so that a hanging engine cannot
/// hold the checks up.
class TimeLimit
{
public:
    TimeLimit(const std::stop_token &outer, std::chrono::milliseconds limit)
        : m_forward(outer, [this] { m_source.request_stop(); })
        , m_timer([this, limit](std::stop_token ended) {
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any alarm;
            alarm.wait_for(lock, ended, limit, [] { return false; });
            if (!ended.stop_requested())
                m_source.request_stop();
        })
    {
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_forward;
    std::jthread m_timer;
};

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
    if (const auto ports = portsCheck(folder))
        checks += *ports;
    return checks + git.get();
}

} // namespace devstack
