// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/planwarnings.h"

#include "core/text.h"
#include "model/operation/operation.h"
#include "service/definition/inference.h"
#include "service/projects/addresses.h"
#include "service/provisioning/removedcontainers.h"

#include <QDir>
#include <QLocale>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> startedIdas(const Plan &plan)
{
    QSet<QString> idas;
    for (const Step &step : plan.steps) {
        if (step.kind == StepKind::Start && step.state == StepState::Pending)
            idas += step.ida;
    }
    return idas;
}

QString proposalsText(const MemoryForecast &memory)
{
    constexpr qsizetype kShown = 3;
    QStringList texts;
    for (const MemoryProposal &proposal :
         memory.proposals.first(qMin(kShown, memory.proposals.size()))) {
        const QString frees = proposal.frees > 0
            ? u", frees about %1"_s.arg(formatBytes(proposal.frees))
            : QString();
        texts += u"%1 (“%2”%3)"_s.arg(proposal.text, proposal.operation.toCommandLine(), frees);
    }
    return texts.join(u"; "_s);
}

} // namespace

QStringList
leavingTexts(const QString &workspaceId, const ProvisionRound &run, const QStringList &idas)
{
    QStringList texts;
    for (const RemovedContainer &container : removedContainers(workspaceId, run, idas))
        texts += u"%1/%2 ends: %3."_s.arg(container.ida, container.service, container.why);
    return texts;
}

QStringList planWarnings(const QString &workspaceId,
                         const ProvisionRound &run,
                         const Plan &plan,
                         const QStringList &idas)
{
    QStringList warnings;
    for (const ChoiceConflict &conflict : run.definition.conflicts) {
        if (idas.contains(conflict.ida))
            warnings += conflict.text();
    }
    warnings += leavingTexts(workspaceId, run, idas);
    const QSet<QString> started = startedIdas(plan);
    for (auto it = run.assembled.idas.begin(); it != run.assembled.idas.end(); ++it) {
        for (const AssembledService &service : it->services) {
            for (const PortChoice &choice : service.ports) {
                if (!started.contains(it.key()))
                    continue;
                const int before = run.portsBefore.value(portKey(choice.want));
                const QString gone
                    = before > 0 && before != choice.host && before != choice.original
                    ? u"; %1, which it had, is taken now"_s.arg(before)
                    : QString();
                if (choice.isMoved())
                    warnings += u"%1/%2 listens on %3 instead of %4: %5%6."_s.arg(
                        it.key(),
                        service.name,
                        QString::number(choice.host),
                        QString::number(choice.original),
                        choice.reason,
                        gone);
                else if (!gone.isEmpty())
                    warnings += u"%1/%2 listens on %3 again%4."_s.arg(
                        it.key(), service.name, QString::number(choice.host), gone);
            }
        }
    }
    if (run.memory && !run.memory->fits() && !started.isEmpty()) {
        warnings += run.memory->warning();
        if (!run.memory->proposals.isEmpty())
            warnings += u"To make room: %1."_s.arg(proposalsText(*run.memory));
    }
    return warnings;
}

QStringList outdatedTexts(const QMap<QString, QList<UsedPort>> &used,
                          const QList<PortChoice> &ports)
{
    QStringList texts;
    QMap<QString, QStringList> users; // what moved → who uses it
    for (auto it = used.cbegin(); it != used.cend(); ++it) {
        for (const MovedUse &moved : movedUses(it.value(), ports))
            users[moved.text()] += it.key();
    }
    for (auto it = users.cbegin(); it != users.cend(); ++it) {
        texts += u"%1 still %2 %3: “%4” starts %5 with the new one."_s.arg(
            QLocale::c().createSeparatedList(it.value()),
            it->size() == 1 ? u"uses"_s : u"use"_s,
            it.key(),
            commandLine(QStringList {u"up"_s} + it.value()),
            it->size() == 1 ? u"it"_s : u"them"_s);
    }
    return texts;
}

QStringList leftOutTexts(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QStringList texts;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida || !ida->runsHere() || !ida->inference || ida->compose.manifest.declared)
            continue;
        for (const LeftOutRun &run : ida->inference->inferred.leftOut) {
            const QString script = run.command.mark.file;
            texts
                += u"%1: %2 is left out: it reads %3, which line %4 puts into the container. “devstack run %5 %6” runs the whole script."_s
                       .arg(printable(name + u'/' + run.command.mark.toString()),
                            printable(run.command.text),
                            printable(run.file),
                            QString::number(run.maker.mark.line),
                            printable(name),
                            printable(script));
        }
    }
    return texts;
}

namespace {

/// Where the files say what a note is about: "ports: …" is about the key "ports".
QString placeOf(const IdaDefinition *ida, const AssemblyNote &note)
{
    if (!ida)
        return {};
    const ServiceEntry service = ida->compose.services.value(note.service);
    const QString key = note.what.section(u':', 0, 0);
    SourceMark mark = service.keyMarks.value(key, service.mark);
    if (key == u"volumes") {
        for (const MountEntry &mount : service.mounts) {
            if (!mount.target.isEmpty() && note.what.contains(mount.target))
                mark = mount.mark;
        }
    }
    if (mark.file.isEmpty() || mark.line <= 0)
        return {};
    mark.file = QDir(ida->path).relativeFilePath(mark.file);
    mark.column = 0;
    return u" (%1)"_s.arg(printable(mark.toString()));
}

/// Services that the plan starts or makes anew.
QSet<QString> servicesOf(const Plan &plan, const QString &ida)
{
    QSet<QString> services;
    for (const Step &step : plan.steps) {
        const auto *start = std::get_if<StartAction>(&step.action);
        if (step.ida == ida && start && !step.isFinal())
            services.unite({start->services.begin(), start->services.end()});
    }
    return services;
}

} // namespace

QStringList problemTexts(const Plan &plan,
                         const WorkspaceDefinition &definition,
                         const AssembledWorkspace &assembled)
{
    QStringList texts;
    for (auto it = assembled.idas.begin(); it != assembled.idas.end(); ++it) {
        const QSet<QString> services = servicesOf(plan, it.key());
        for (const AssemblyNote &note : it->notes) {
            const bool concerns
                = note.service.isEmpty() ? !services.isEmpty() : services.contains(note.service);
            if (note.level != AssemblyNote::Level::Problem || !concerns)
                continue;
            const QString place
                = note.service.isEmpty() ? it.key() : it.key() + u'/' + note.service;
            texts += u"%1 will not start: %2%3. %4"_s.arg(
                place, note.what, placeOf(definition.find(it.key()), note), note.why);
        }
    }
    return texts;
}

QStringList assemblyWarnings(const Plan &plan,
                             const WorkspaceDefinition &definition,
                             const AssembledWorkspace &assembled)
{
    QStringList reasons;
    QMap<QString, QStringList> told; // reason → what, in order
    for (auto it = assembled.idas.begin(); it != assembled.idas.end(); ++it) {
        const bool starts = std::ranges::any_of(plan.steps, [&](const Step &step) {
            return step.ida == it.key() && step.kind == StepKind::Start && !step.isFinal();
        });
        for (const AssemblyNote &note : it->notes) {
            if (!starts || note.level != AssemblyNote::Level::Warning)
                continue;
            const QString place
                = note.service.isEmpty() ? it.key() : it.key() + u'/' + note.service;
            if (!told.contains(note.why))
                reasons += note.why;
            told[note.why]
                += u"%1: %2%3"_s.arg(place, note.what, placeOf(definition.find(it.key()), note));
        }
    }
    QStringList warnings;
    for (const QString &why : std::as_const(reasons)) {
        const QStringList &whats = told[why];
        const qsizetype more = whats.size() - 1;
        warnings += whats.first() + (more > 0 ? u", and %1 more"_s.arg(more) : QString()) + u". "_s
            + why;
    }
    return warnings;
}

Result<> requireMemory(const ProvisionRound &run, const Plan &plan, bool confirmed)
{
    if (confirmed || !run.memory || !run.memory->exceedsEngine() || startedIdas(plan).isEmpty())
        return ok();
    const QString proposals = proposalsText(*run.memory);
    return unconfirmed(
        run.memory->warning(),
        (proposals.isEmpty() ? QString() : QString(u"To make room: "_s + proposals + u". "_s))
            + u"--yes starts it anyway."_s);
}

} // namespace devstack
