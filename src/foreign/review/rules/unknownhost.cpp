// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Hosts that the compose file itself gives the containers.
bool isGiven(const LintInput &input, const QString &host)
{
    for (const ServiceEntry &service : input.subject.allServices()) {
        if (answersTo(service, host))
            return true;
        for (const QStringList &lines : {service.extraHosts, service.externalLinks}) {
            for (const QString &line : lines) {
                if (line.startsWith(host + u':') || line.startsWith(host + u'=')
                    || line.endsWith(u':' + host))
                    return true;
            }
        }
        // “service:alias” in links.
        for (const ServiceDependency &dependency : service.dependsOn) {
            if (dependency.viaLink && dependency.service == host)
                return true;
        }
    }
    return input.surroundings.providers.contains(host);
}

/// One-word hosts of environment values: such a name exists only inside of a stack.
void addShortHosts(const LintInput &input, QMap<QString, QList<SourceMark>> &unknown)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            if (service.keyMarks.contains(u"links"_s) || !service.networkMode.isEmpty()) {
                // An alias of a link is a name, too, and the reader keeps only the service.
                const bool aliased = std::ranges::any_of(service.dependsOn, [](const auto &link) {
                    return link.viaLink && link.service.contains(u':');
                });
                if (aliased || !service.networkMode.isEmpty())
                    continue;
            }
            const auto written = stack.written.value(service.name).environment;
            for (auto it = service.environment.begin(); it != service.environment.end(); ++it) {
                if (it->contains(u'$') || written.value(it.key()).contains(u'$'))
                    continue;
                for (const QString &host : hostsIn(it.key(), it.value())) {
                    if (!host.contains(u'.') && !isGiven(input, host))
                        unknown[host] += service.environmentMarks.value(it.key());
                }
            }
        }
    }
}

} // namespace

void lookForUnknownHosts(const LintInput &input, FindingSink &sink)
{
    if (input.subject.stacks.isEmpty() || !input.subject.knowsAllServices())
        return;
    QMap<QString, QList<SourceMark>> unknown;
    for (const NameReference &reference : input.subject.facts.references) {
        const bool setting = reference.source == NameReference::Source::Compose
            || reference.source == NameReference::Source::Settings;
        // The value of a variable is another one elsewhere; a default may be a placeholder.
        const bool isVariable = reference.source == NameReference::Source::Compose
            && reference.evidence.text.contains(u'$');
        if (!setting || !reference.certain || isVariable || isGiven(input, reference.name))
            continue;
        // Another repository's name is a dependency, which the graph shows.
        const KnownService *known = input.surroundings.known.find(reference.name);
        if (!known || known->isInfrastructure())
            unknown[reference.name] += reference.evidence.mark;
    }
    addShortHosts(input, unknown);
    for (auto it = unknown.begin(); it != unknown.end(); ++it) {
        const KnownService *known = input.surroundings.known.find(it.key());
        const QString name = printable(it.key());
        sink.add(
            *it,
            known
                ? u"“%1” was a service (%2) of the central stack; no service here answers to that "
                  u"name."_s.arg(name, printable(known->ida))
                : u"“%1” is neither a service here, nor another repository of the workspace, nor a "
                  u"known name."_s.arg(name),
            known ? u"Add the service to the compose file with the network alias “%1”, or use the "
                    u"name of your own service."_s.arg(name)
                  : u"Use the name of a service, or declare who provides it (“provides” in its "
                    u"manifest, devstack/names.yml)."_s);
    }
}

} // namespace devstack
