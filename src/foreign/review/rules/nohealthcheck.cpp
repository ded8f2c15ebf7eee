// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/serviceroles.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// `healthcheck:` of the service as written, in the first of the files that has one.
std::optional<YamlNode::Entry> healthcheckOf(const ComposeFile &stack, const QString &service)
{
    for (const ComposeSource &source : stack.sources) {
        const auto services = source.content.value(u"services");
        const auto entry = services ? services->value(service) : std::nullopt;
        if (const YamlNode::Entry *check = entry ? entry->find(u"healthcheck") : nullptr)
            return *check;
    }
    return std::nullopt;
}

QStringList dependentsOf(const ComposeFile &stack, const QString &name, bool untilHealthy)
{
    QStringList names;
    for (const ServiceEntry &service : stack.services) {
        if (std::ranges::any_of(service.dependsOn, [&](const ServiceDependency &dependency) {
                return dependency.service == name
                    && dependency.condition != u"service_completed_successfully"
                    && (!untilHealthy || dependency.condition == u"service_healthy");
            }))
            names += service.name;
    }
    return names;
}

void lookAtCheck(const ComposeFile &stack, const ServiceEntry &service, FindingSink &sink)
{
    const auto check = healthcheckOf(stack, service.name);
    if (!check || !check->value.isMap())
        return;
    const QStringList waiting = dependentsOf(stack, service.name, true);
    if (const YamlNode::Entry *start = check->value.find(u"start_interval")) {
        sink.add(
            LintSeverity::Note,
            {start->keyMark},
            u"“start_interval” of “%1” counts from Docker Engine 25 on; older ones wait the whole "
            u"“interval”."_s.arg(printable(service.name)),
            u"Keep “interval” short as well."_s);
    }
    const auto disabled = check->value.value(u"disable");
    if (disabled && disabled->text() == u"true" && !waiting.isEmpty()) {
        sink.add(
            LintSeverity::Error,
            {check->keyMark},
            u"The start of %1 waits until “%2” is healthy, but that healthcheck is disabled."_s.arg(
                namesOf(waiting), printable(service.name)),
            u"Give “%1” a healthcheck."_s.arg(printable(service.name)));
    } else if (!waiting.isEmpty() && !check->value.find(u"interval")
               && !check->value.find(u"start_interval")) {
        sink.add(
            LintSeverity::Note,
            {check->keyMark},
            u"The start of %1 waits until “%2” is healthy; its first test comes after 30 seconds."_s
                .arg(namesOf(waiting), printable(service.name)),
            u"Write “interval: 5s” in the healthcheck."_s);
    }
}

} // namespace

void lookForMissingHealthchecks(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            if (healthcheckOf(stack, service.name)) {
                lookAtCheck(stack, service, sink);
                continue;
            }
            const QStringList dependents = dependentsOf(stack, service.name, false);
            // A cache that is late is no accident; a database is.
            if (dependents.isEmpty() || service.hasHealthcheck
                || roleOf(service) != ServiceRole::Database || service.build)
                continue;
            sink.add(
                {service.mark},
                u"“%1” has no healthcheck: its dependents (%2) cannot know when it answers."_s.arg(
                    printable(service.name), namesOf(dependents)),
                u"Add a “healthcheck” and “condition: service_healthy”."_s);
        }
    }
}

} // namespace devstack
