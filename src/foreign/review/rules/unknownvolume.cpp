// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/scriptcalls.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Names that Compose may give the project of this repository.
QStringList projectNames(const ReviewSubject &subject)
{
    QStringList names {slug(subject.facts.name)};
    for (const ComposeFile &stack : subject.stacks) {
        if (!stack.name.isEmpty())
            names += filledIn(stack.name);
    }
    const QString set = subject.facts.makefile.variables.value(u"COMPOSE_PROJECT_NAME"_s);
    if (!set.isEmpty())
        names += set;
    if (const auto lines = subject.checkout->lines(u".env"_s)) {
        for (const QString &line : *lines) {
            if (line.startsWith(u"COMPOSE_PROJECT_NAME="))
                names += line.section(u'=', 1).trimmed();
        }
    }
    return names;
}

} // namespace

void lookForUnknownVolumes(const LintInput &input, FindingSink &sink)
{
    QStringList keys;
    QStringList fixed;
    for (const QList<ComposeFile> &files : {input.subject.stacks, input.subject.others}) {
        for (const ComposeFile &file : files) {
            for (const NamedResource &volume : file.volumes) {
                if (!volume.explicitName.isEmpty())
                    fixed += filledIn(volume.explicitName);
                else if (volume.external)
                    fixed += volume.name;
                else
                    keys += volume.name;
            }
        }
    }
    if (input.subject.stacks.isEmpty() || !input.subject.knowsAllServices())
        return;
    const QStringList projects = projectNames(input.subject);
    for (const DockerCall &call : input.subject.facts.dockerCalls) {
        if (call.kind != DockerCall::Kind::VolumeRemove || isElsewhere(call, input.subject))
            continue;
        for (const QString &name : call.names) {
            if (name.isEmpty() || name.startsWith(u'-') || name.contains(u'$')
                || fixed.contains(name))
                continue;
            const auto key = std::ranges::find_if(
                keys, [&](const QString &candidate) { return name.endsWith(u'_' + candidate); });
            if (key == keys.end()) {
                QStringList candidates = fixed;
                for (const QString &candidate : keys)
                    candidates += projects.first() + u'_' + candidate;
                sink.add({call.evidence.mark},
                         u"The compose file declares no volume “%1”: nothing is removed, and the "
                         u"data stays."_s.arg(printable(name)),
                         candidates.isEmpty()
                             ? u"Remove the line."_s
                             : u"Use “docker compose down --volumes”. The volumes are %1."_s.arg(
                                 printable(candidates.join(u", "_s))));
                continue;
            }
            const QString project = name.first(name.size() - key->size() - 1);
            if (projects.contains(project))
                continue;
            sink.add(LintSeverity::Warning,
                     {call.evidence.mark},
                     u"“%1” is right only where the folder of the repository is called “%2”; here "
                     u"it is “%3”."_s.arg(
                         printable(name), printable(project), printable(projects.first())),
                     u"Use “docker compose down --volumes”, which knows the name."_s);
        }
    }
}

} // namespace devstack
