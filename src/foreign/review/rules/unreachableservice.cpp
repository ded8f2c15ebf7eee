// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString networkNames(const ServiceEntry &service)
{
    QStringList names = service.networks.keys();
    if (names.isEmpty())
        names = {u"default"_s};
    return printable(names.join(u", "_s));
}

/// Pairs that need each other and share no network.
void lookAtPairs(const ComposeFile &stack, const LintInput &input, FindingSink &sink)
{
    const auto report = [&](const ServiceEntry &from, const QString &to, const SourceMark &mark) {
        const auto target = stack.services.constFind(to);
        if (target == stack.services.constEnd() || shareNetwork(from, *target))
            return;
        sink.add(
            {mark},
            u"“%1” (network %2) cannot reach “%3” (network %4)."_s.arg(
                printable(from.name), networkNames(from), printable(to), networkNames(*target)),
            u"Give both a common network under “networks:”."_s);
    };
    for (const ServiceEntry &service : stack.services) {
        for (const ServiceDependency &dependency : service.dependsOn) {
            // To have finished is no matter of networks.
            if (dependency.condition != u"service_completed_successfully")
                report(service, dependency.service, dependency.mark);
        }
    }
    for (const ServiceUse &use : usesIn(stack, input.subject)) {
        const ServiceEntry &from = stack.services[use.from];
        const bool declared
            = std::ranges::any_of(from.dependsOn, [&](const ServiceDependency &dependency) {
                  return dependency.service == use.to;
              });
        if (!declared)
            report(from, use.to, use.mark);
    }
}

/// Stores that share a network with nobody are of use to nobody.
void lookAtLonelyStores(const ComposeFile &stack, FindingSink &sink)
{
    for (const ServiceEntry &store : stack.services) {
        if (!isStore(store) || !store.ports.isEmpty())
            continue;
        QStringList others;
        bool reachable = false;
        bool named = false;
        for (const ServiceEntry &other : stack.services) {
            if (other.name == store.name)
                continue;
            reachable = reachable || shareNetwork(store, other);
            named = named || std::ranges::any_of(other.dependsOn, [&](const auto &dependency) {
                        return dependency.service == store.name;
                    });
            others += other.name;
        }
        if (reachable || named || others.isEmpty())
            continue;
        sink.add({store.mark},
                 u"“%1” is alone on the network “%2”: no other service can reach it (%3)."_s.arg(
                     printable(store.name), networkNames(store), namesOf(others)),
                 u"Put it on a network of the services that use it, or remove it."_s);
    }
}

} // namespace

void lookForUnreachableServices(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        lookAtPairs(stack, input, sink);
        lookAtLonelyStores(stack, sink);
    }
}

} // namespace devstack
