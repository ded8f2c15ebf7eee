// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/scripts/scripts.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "foreign/inspect/checkout.h"
#include "foreign/inspect/makefile.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/provisioning/provision.h"
#include "service/provisioning/provisionrun.h"
#include "service/scripts/scriptrun.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>

#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long a script waits for another run of the workspace before it gives up.
constexpr std::chrono::seconds kPatience {60};

/// The words of a name such as "dev.up.build" or "app-restart_devserver".
QStringList wordsOf(const QString &name)
{
    static const QRegularExpression kSeparator(u"[^A-Za-z0-9]+"_s);
    return name.toLower().split(kSeparator, Qt::SkipEmptyParts);
}

bool hasWord(const QString &name, const QStringList &wanted)
{
    const QStringList words = wordsOf(name);
    return std::ranges::any_of(wanted, [&](const QString &word) { return words.contains(word); });
}

QString hostScripts()
{
    return u"host scripts: its Makefile and provision scripts run on this machine as you"_s;
}

Result<const IdaDefinition *> runnable(const WorkspaceDefinition &definition, const QString &name)
{
    const auto found = definition.require(name);
    if (!found)
        return found.error();
    const IdaDefinition &ida = **found;
    if (!ida.present)
        return notFound(u"“%1” is not cloned yet."_s.arg(ida.name),
                        u"“devstack up %1” clones and starts it."_s.arg(ida.name));
    return &ida;
}

bool isSetupScript(const QString &file)
{
    return file.endsWith(u".sh") && hasWord(file, {u"provision"_s, u"bootstrap"_s, u"setup"_s});
}

QList<OwnScript> scriptsOf(const IdaDefinition &ida)
{
    const Checkout checkout(ida.path);
    QList<OwnScript> scripts;
    const Makefile makefile = readMakefile(checkout);
    for (const MakeTarget &target : makefile.targets) {
        // Rules that make files, and internal ones, are nobody's verbs.
        const bool isFile = target.name.contains(u'/') || target.name.contains(u'$');
        if (target.name.startsWith(u'.') || isFile)
            continue;
        scripts += {OwnScript::Source::MakeTarget,
                    target.name,
                    target.help.isEmpty() ? target.recipe.value(0).written : target.help,
                    target.mark};
    }
    for (const QString &file : checkout.files()) {
        if (isSetupScript(file))
            scripts += {OwnScript::Source::Script, file, u"script"_s, Checkout::mark(file, 1)};
    }
    return scripts;
}

std::optional<OwnScript> find(const IdaDefinition &ida, const QString &name)
{
    const Checkout checkout(ida.path);
    const Makefile makefile = readMakefile(checkout);
    // A name that looks like an option would be one to make.
    if (const FoundTarget found = makefile.find(name); found && !name.startsWith(u'-'))
        return OwnScript {
            OwnScript::Source::MakeTarget, name, found.target->help, found.target->mark};
    const QString file = name.startsWith(u"./") ? name.mid(2) : name;
    for (const QString &candidate : checkout.files()) {
        const bool isIt = candidate == file && candidate.endsWith(u".sh");
        if (isIt || (isSetupScript(candidate) && candidate.chopped(3) == file))
            return OwnScript {
                OwnScript::Source::Script, candidate, {}, Checkout::mark(candidate, 1)};
    }
    return std::nullopt;
}

QList<TrustQuestion> questionsWithScripts(Workspace::Internals &internals,
                                          const WorkspaceDefinition &definition,
                                          const IdaDefinition &ida,
                                          const std::stop_token &stop)
{
    const auto idas = definition.selection({ida.name});
    QList<TrustQuestion> questions
        = questionsFor(internals, definition, idas ? *idas : QStringList {ida.name}, stop);
    questions.removeIf([&](const TrustQuestion &question) { return question.ida == ida.name; });
    QStringList reach = reachOf(internals, definition, ida, stop) + QStringList {hostScripts()};
    reach.sort();
    if (const auto question = questionAbout(internals, ida, reach))
        questions += *question;
    return questions;
}

/// Calls `work` again while another run holds the workspace.
template <typename F>
auto patiently(Workspace::Internals &internals,
               const ScriptRequest &request,
               const std::stop_token &stop,
               F &&work)
{
    const auto giveUp = std::chrono::steady_clock::now() + kPatience;
    bool told = false;
    for (;;) {
        auto done = work();
        const bool isHeld = !done && done.error().kind == Error::Kind::Conflict
            && internals.withState(
                [](WorkspaceState &state) { return state.lockHolder().has_value(); });
        if (!isHeld || stop.stop_requested() || std::chrono::steady_clock::now() > giveUp)
            return done;
        if (!told && request.note)
            request.note(u"Waiting for another run of this workspace."_s);
        told = true;
        std::this_thread::sleep_for(100ms);
    }
}

/// Starts the IDA and what it needs, without provisioning it: that is what the script is for.
Result<Provisioned> startFirst(Workspace &workspace,
                               const ScriptRequest &request,
                               PlanObserver &observer,
                               const std::stop_token &stop)
{
    OperationRequest operation;
    operation.idas = {request.ida};
    operation.commandText = request.commandText;
    operation.operation = request.operation();
    operation.trust = request.trust;
    const auto isStart = [](const Step &step) {
        return step.kind == StepKind::Image || step.kind == StepKind::Build
            || step.kind == StepKind::Volume || step.kind == StepKind::Start
            || step.kind == StepKind::Ready;
    };
    return patiently(workspace.internals(), request, stop, [&]() -> Result<Provisioned> {
        ProvisionRun run(workspace, operation, observer);
        if (const auto begun = run.begin(stop); !begun)
            return begun.error();
        auto plan = run.run([&](Plan all) { return all.filtered(isStart); }, stop);
        if (!plan)
            return plan.error();
        return Provisioned {std::move(*plan), run.takeDefinition()};
    });
}

} // namespace

bool OwnScript::provisions() const
{
    return !stops() && hasWord(name, {u"provision"_s, u"bootstrap"_s, u"up"_s});
}

bool OwnScript::stops() const
{
    return hasWord(name, {u"stop"_s, u"down"_s, u"kill"_s, u"destroy"_s, u"remove"_s, u"rm"_s});
}

Result<QList<DeclaredCommand>>
declaredCommands(Workspace &workspace, const QString &name, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    const auto ida = runnable(*definition, name);
    if (!ida)
        return ida.error();
    QList<DeclaredCommand> commands;
    const auto &declared = (*ida)->manifest.commands;
    for (auto it = declared.begin(); it != declared.end(); ++it)
        commands += {it.key(), it->run.toText(), it->tty, it->args};
    return commands;
}

Result<QList<OwnScript>> ownScripts(Workspace &workspace, const QString &ida, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    const auto found = runnable(*definition, ida);
    return found ? Result<QList<OwnScript>>(scriptsOf(**found)) : found.error();
}

Result<std::optional<OwnScript>>
findOwnScript(Workspace &workspace, const QString &ida, const QString &name, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    const auto found = runnable(*definition, ida);
    if (!found)
        return found.error();
    return find(**found, name);
}

Result<QList<TrustQuestion>> scriptQuestions(Workspace &workspace, const QString &name)
{
    const auto definition = readWorkspace(workspace.internals(), {});
    if (!definition)
        return definition.error();
    const auto ida = runnable(*definition, name);
    return ida ? questionsWithScripts(workspace.internals(), *definition, **ida, {})
               : Result<QList<TrustQuestion>>(ida.error());
}

Result<Plan> runScript(Workspace &workspace,
                       const ScriptRequest &request,
                       PlanObserver &preparing,
                       std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto found = runnable(*definition, request.ida);
    if (!found)
        return found.error();
    const IdaDefinition &ida = **found;
    const auto script = find(ida, request.name);
    if (!script) {
        QStringList names = ida.manifest.commands.keys();
        for (const OwnScript &candidate : scriptsOf(ida))
            names += candidate.name;
        return notFound(
            u"“%1” has no command, Make target or script “%2”."_s.arg(ida.name,
                                                                      printable(request.name)),
            didYouMean(request.name, names, u"“devstack run %1” lists them."_s.arg(ida.name)));
    }
    // PATH would be cut in two there, and the script would find the machine's own docker.
    if (internals.folder.contains(u':'))
        return failed(
            u"Scripts cannot run here: the workspace's path holds a colon."_s,
            u"Move the workspace to a folder without one: %1"_s.arg(printable(internals.folder)));
    if (const auto questions = questionsWithScripts(internals, *definition, ida, stop);
        !questions.isEmpty()) {
        if (!request.trust) {
            Error error = trustError(questions);
            error.hint
                = u"Scripts run on this machine, so they want trust of their own, also where "
                  u"the containers are trusted. Read them; then add --trust."_s;
            return error;
        }
        if (const auto granted = grantTrust(workspace, questions); !granted)
            return granted.error();
    }
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    if (const auto version = (*engine)->version(stop); !version)
        return version.error();
    const auto folder = internals.idaFolder(ida.name);
    if (!folder)
        return folder.error();
    const auto alone = FileLock::acquire(*folder + u"/script.lock"_s, request.commandText);
    if (!alone)
        return alone.error().kind == Error::Kind::Conflict
            ? alone.error().within(u"A script of “%1” runs already"_s.arg(ida.name))
            : alone.error();

    Plan prepared;
    if (script->provisions()) {
        auto started = startFirst(workspace, request, preparing, stop);
        if (!started)
            return started.error();
        prepared = std::move(started->plan);
        if (prepared.result == RunResult::Failed || prepared.result == RunResult::Cancelled)
            return prepared;
        definition = std::move(started->definition);
    }
    ScriptRun run(workspace, *definition, *script, request);
    auto step = run.execute(stop);
    if (!step)
        return step.error();
    const auto restored = patiently(internals, request, {}, [&] { return run.startAgain(); });
    if (!restored && step->state == StepState::Done) {
        step->state = StepState::Failed;
        step->reason = restored.error().message;
        step->detail = restored.error().detail;
        step->hint = restored.error().hint;
    }
    run.finish(*step);
    prepared.steps += *step;
    prepared.duration += step->duration;
    prepared.result = ScriptRun::resultOf(*step);
    return prepared;
}

} // namespace devstack
