// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/containercommands.h"

#include "assembly/names.h"
#include "core/secrets.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "engine/containers.h"
#include "model/manifest/argumentvalues.h"
#include "service/databases/databaseclient.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/provisioning/recordedrun.h"
#include "service/provisioning/steps/runinservice.h"
#include "service/provisioning/tasks.h"
#include "service/workspaceinternals.h"

#include <functional>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kCommandLimit = 30min;

/// A service of an IDA that was found in the files.
struct Place
{
    const IdaDefinition *ida = nullptr;
    QString service;
};

Result<const IdaDefinition *> findIda(const WorkspaceDefinition &definition, const QString &name)
{
    const auto found = definition.require(name);
    if (!found)
        return found.error();
    const IdaDefinition *ida = *found;
    if (!ida->present) {
        return notFound(u"“%1” is not cloned yet."_s.arg(ida->name),
                        u"“devstack up %1” clones and starts it."_s.arg(ida->name));
    }
    if (!ida->runsHere()) {
        return failed(
            u"“%1” does not run here: its mode is %2."_s.arg(ida->name, toString(ida->mode)),
            u"“devstack mode %1 develop” brings it back."_s.arg(ida->name));
    }
    return ida;
}

Result<QString> findService(const IdaDefinition &ida, const QString &name)
{
    if (ida.compose.services.isEmpty() && !ida.problems.isEmpty())
        return ida.problems.first();
    const QString service = name.isEmpty() ? ida.manifest.primary : name;
    if (ida.compose.services.contains(service))
        return service;
    const QStringList known = ida.compose.services.keys();
    if (service.isEmpty())
        return notFound(u"“%1” has no primary service."_s.arg(ida.name),
                        u"Name one of: %1."_s.arg(known.join(u", "_s)));
    return unknownService(ida.name, service, known);
}

Result<Place> findPlace(const WorkspaceDefinition &definition, const ServiceTarget &target)
{
    const auto ida = findIda(definition, target.ida);
    if (!ida)
        return ida.error();
    const auto service = findService(**ida, target.service);
    if (!service)
        return service.error();
    return Place {*ida, *service};
}

/// The id of the running container of a service.
Result<QString>
runningContainer(const Workspace::Internals &internals, const Place &place, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers = listContainers(**engine,
                                           {label::filter(label::kWorkspace, internals.id),
                                            label::filter(label::kIda, place.ida->name),
                                            label::filter(label::kService, place.service)},
                                           std::move(stop));
    if (!containers)
        return containers.error();
    const QString name = place.ida->name + u'/' + place.service;
    if (containers->empty()) {
        return failed(u"%1 has no container."_s.arg(name),
                      u"“devstack up %1” creates and starts it."_s.arg(place.ida->name));
    }
    for (const ContainerInfo &container : *containers) {
        if (container.state == ContainerState::Running)
            return container.name().isEmpty() ? container.id : container.name();
    }
    if (containers->front().state == ContainerState::Paused)
        return failed(u"%1 is paused."_s.arg(name),
                      u"“devstack start %1” lets it go on."_s.arg(place.ida->name));
    return failed(u"%1 is not running: %2."_s.arg(name,
                                                  containers->front().status.isEmpty()
                                                      ? toString(containers->front().state)
                                                      : containers->front().status),
                  u"“devstack start %1” starts it, “devstack logs %2” says why it ended."_s.arg(
                      place.ida->name, name));
}

Result<DockerExec> commandFor(const Workspace::Internals &internals,
                              const Place &place,
                              const QStringList &command,
                              bool tty,
                              std::stop_token stop,
                              const RunAs &as = {})
{
    const auto container = runningContainer(internals, place, std::move(stop));
    if (!container)
        return container.error();
    return DockerExec {QStringList {u"docker"_s} + internals.endpoint->cliArguments()
                           + QStringList {u"exec"_s, tty ? u"-it"_s : u"-i"_s} + as.toOptions(),
                       *container,
                       as.user,
                       command};
}

/// `sh -c TEXT` takes more arguments as $0, $1 …: they are handed on as "$@" without touching
/// the text's own quoting.
QStringList withArguments(const RunCommand &run, const QString &name, const QStringList &arguments)
{
    if (arguments.isEmpty())
        return run.toVector();
    if (!run.arguments.isEmpty())
        return run.toVector() + arguments;
    return QStringList {u"sh"_s, u"-c"_s, run.shell.trimmed() + u" \"$@\""_s, name} + arguments;
}

/// The vector of a declared command. `words` are what stood behind "--"; `secrets` by name.
Result<QStringList> vectorOf(const ServiceRun &run,
                             const QString &name,
                             const QStringList &words,
                             const QMap<QString, QString> &secrets = {})
{
    if (run.args.isEmpty())
        return withArguments(run.run, name, words);
    auto values = readArguments(run.args, words);
    if (!values)
        return values.error();
    for (const CommandArgument &argument : run.args) {
        if (argument.kind == CommandArgument::Kind::Secret && secrets.contains(argument.name)) {
            values->insert(argument.name, secrets.value(argument.name));
            knowSecrets({secrets.value(argument.name)});
        }
    }
    return filledCommand(run, *values);
}

Error unknownCommand(const IdaDefinition &ida, const QString &name)
{
    const QStringList known = ida.manifest.commands.keys();
    const QString declare
        = u"Commands are declared under x-devstack.commands in its compose file."_s;
    return notFound(u"“%1” declares no command “%2”."_s.arg(ida.name, printable(name)),
                    didYouMean(name, known, known.isEmpty() ? declare : itHas(known)));
}

/// The database that dbshell means when the manifest says nothing.
Result<QString> databaseService(const IdaDefinition &ida, const QString &asked)
{
    if (!asked.isEmpty())
        return findService(ida, asked);
    QStringList databases;
    for (const ServiceEntry &service : ida.compose.services) {
        if (!databaseClient(service).isEmpty())
            databases += service.name;
    }
    if (databases.isEmpty())
        return notFound(u"“%1” has no database service."_s.arg(ida.name),
                        u"Declare x-devstack.commands.dbshell for it."_s);
    if (!ida.manifest.schema.isEmpty() && databases.contains(ida.manifest.schema.first().service))
        return ida.manifest.schema.first().service;
    if (databases.size() > 1) {
        return invalidInput(
            u"“%1” has several databases: %2."_s.arg(ida.name, databases.join(u", "_s)),
            {},
            u"Name one: “devstack dbshell %1/%2”."_s.arg(ida.name, databases.first()));
    }
    return databases.first();
}

/// A command of an IDA that runs as a step of a run of its own.
struct RecordedCommand
{
    ServiceRun run;
    QStringList vector;
    QString id; ///< in the journal
    QString title;
    StepKind kind = StepKind::Script;
};

/// The step; the container is looked up when it begins.
Task taskOf(Workspace::Internals &internals,
            const QString &ida,
            const Place &place,
            const RecordedCommand &command,
            std::stop_token atOnce)
{
    const ServiceRun &run = command.run;
    const QString text = run.run.toText();
    ServiceCommand service;
    service.command = {place.ida->name,
                       place.service,
                       command.vector,
                       run.as,
                       run.timeout.count() > 0 ? run.timeout : kCommandLimit};
    service.note = u"%1/%2 $ %3"_s.arg(place.ida->name, place.service, text);
    service.what = u"“%1” in %2/%3"_s.arg(text, place.ida->name, place.service);
    return {command.id,
            ida,
            command.kind,
            command.title,
            [&internals, atOnce = std::move(atOnce), place, service](
                Reporter &listener, std::stop_token ended) -> Result<> {
                const auto container = runningContainer(internals, place, ended);
                if (!container)
                    return container.error();
                ServiceCommand ready = service;
                ready.container = *container;
                return runInService(*internals.engineClient, ready, listener, ended, atOnce);
            }};
}

/// Runs what `commandsOf` names of the requested IDA, one after the other, as a run with a journal.
Result<>
runRecorded(Workspace &workspace,
            const OperationRequest &request,
            const std::function<Result<QList<RecordedCommand>>(const IdaDefinition &)> &commandsOf,
            Reporter &reporter,
            std::stop_token stop)
{
    RecordedRun recorded(workspace, request);
    if (const auto begun = recorded.begin(); !begun)
        return begun;
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return recorded.failed(definition.error());
    const auto found = findIda(*definition, request.idas.value(0));
    if (!found)
        return recorded.failed(found.error());
    const IdaDefinition &ida = **found;
    const auto commands = commandsOf(ida);
    if (!commands)
        return recorded.failed(commands.error());
    if (const auto trusted = requireTrust(workspace, *definition, {ida.name}, request.trust, stop);
        !trusted)
        return recorded.failed(trusted.error());
    QList<Task> tasks;
    for (const RecordedCommand &command : *commands) {
        const ServiceRun &run = command.run;
        const auto place
            = findPlace(*definition, {run.ida.isEmpty() ? ida.name : run.ida, run.service});
        if (!place)
            return recorded.failed(place.error().at(run.mark));
        tasks += taskOf(workspace.internals(), ida.name, *place, command, request.atOnce);
    }
    return runTasks(recorded, tasks, reporter, stop);
}

Result<DockerExec> declaredIn(Workspace &workspace,
                              const WorkspaceDefinition &definition,
                              const QString &name,
                              const QString &command,
                              const QStringList &arguments,
                              bool tty,
                              std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const ServiceTarget target = ServiceTarget::parse(name);
    const auto found = findIda(definition, target.ida);
    if (!found)
        return found.error();
    const IdaDefinition &ida = **found;

    const auto declared = ida.manifest.commands.constFind(command);
    const bool isDeclared = declared != ida.manifest.commands.constEnd();
    if (command == u"dbshell"
        && (!isDeclared || (!target.service.isEmpty() && target.service != declared->service))) {
        const auto service = databaseService(ida, target.service);
        if (!service)
            return service.error();
        const QStringList client = databaseClient(ida.compose.services.value(*service), arguments);
        if (client.isEmpty())
            return notFound(
                u"“%1/%2” is not a database that this program knows."_s.arg(ida.name, *service),
                u"Declare x-devstack.commands.dbshell for it."_s);
        return commandFor(internals, {&ida, *service}, client, tty, stop);
    }
    ServiceRun run;
    if (isDeclared)
        run = *declared;
    else if (command == u"migrate" && ida.manifest.bootstrap.size() == 1)
        run = ida.manifest.bootstrap.first();
    else if (command == u"migrate" && !ida.manifest.bootstrap.isEmpty())
        return Error {Error::Kind::Conflict,
                      u"“%1” migrates in several steps."_s.arg(ida.name),
                      {},
                      u"“devstack migrate %1” runs them all."_s.arg(ida.name),
                      {}};
    else
        return unknownCommand(ida, command);
    const auto vector = vectorOf(run, command, arguments);
    if (!vector)
        return vector.error();
    if (const auto trusted = requireTrust(workspace, definition, {ida.name}, false, stop); !trusted)
        return trusted.error();
    const auto place = findPlace(definition, {run.ida.isEmpty() ? ida.name : run.ida, run.service});
    if (!place)
        return place.error().at(run.mark);
    return commandFor(internals, *place, *vector, tty, stop, run.as);
}

} // namespace

Error unknownService(const QString &ida, const QString &service, const QStringList &known)
{
    const auto near = nearest(service, known);
    return notFound(u"“%1” has no service “%2”."_s.arg(ida, printable(service)),
                    near ? u"Did you mean “%1/%2”?"_s.arg(ida, printable(*near)) : itHas(known));
}

ServiceTarget ServiceTarget::parse(const QString &text)
{
    return {text.section(u'/', 0, 0), text.section(u'/', 1)};
}

Result<DockerExec> execCommand(Workspace &workspace,
                               const ServiceTarget &target,
                               const QStringList &command,
                               bool tty,
                               std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto place = findPlace(*definition, target);
    if (!place)
        return place.error();
    return commandFor(workspace.internals(), *place, command, tty, stop);
}

Result<DockerExec>
shellCommand(Workspace &workspace, const ServiceTarget &target, std::stop_token stop, bool tty)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto place = findPlace(*definition, target);
    if (!place)
        return place.error();
    const auto declared = place->ida->manifest.commands.constFind(u"shell"_s);
    if (declared != place->ida->manifest.commands.constEnd()) {
        const QString service
            = declared->service.isEmpty() ? place->ida->manifest.primary : declared->service;
        if (target.service.isEmpty() || target.service == service)
            return declaredIn(workspace, *definition, place->ida->name, u"shell"_s, {}, tty, stop);
    }
    const QStringList shell {
        u"sh"_s,
        u"-c"_s,
        u"if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi"_s};
    return commandFor(workspace.internals(), *place, shell, tty, stop);
}

Result<DockerExec> declaredCommand(Workspace &workspace,
                                   const QString &name,
                                   const QString &command,
                                   const QStringList &arguments,
                                   bool tty,
                                   std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    return declaredIn(workspace, *definition, name, command, arguments, tty, stop);
}

Result<> migrate(Workspace &workspace,
                 const OperationRequest &request,
                 Reporter &reporter,
                 std::stop_token stop)
{
    const auto migrations = [](const IdaDefinition &ida) -> Result<QList<RecordedCommand>> {
        QList<ServiceRun> runs = ida.manifest.bootstrap;
        if (ida.manifest.commands.contains(u"migrate"_s))
            runs = {ida.manifest.commands.value(u"migrate"_s)};
        if (runs.isEmpty())
            return notFound(
                u"“%1” declares neither a migrate command nor bootstrap entries."_s.arg(ida.name),
                u"Add x-devstack.bootstrap to its compose file."_s);
        QList<RecordedCommand> commands;
        for (const ServiceRun &run : std::as_const(runs))
            commands += {run,
                         run.run.toVector(),
                         u"migrate:%1/%2"_s.arg(ida.name).arg(commands.size() + 1),
                         run.run.toText(),
                         StepKind::Bootstrap};
        return commands;
    };
    return runRecorded(workspace, request, migrations, reporter, std::move(stop));
}

Result<> runDeclaredCommand(Workspace &workspace,
                            const OperationRequest &request,
                            const QString &name,
                            const QStringList &arguments,
                            Reporter &reporter,
                            std::stop_token stop)
{
    const auto declared = [&](const IdaDefinition &ida) -> Result<QList<RecordedCommand>> {
        const auto run = ida.manifest.commands.constFind(name);
        if (run == ida.manifest.commands.constEnd())
            return unknownCommand(ida, name);
        const auto vector = vectorOf(*run, name, arguments, request.secrets);
        if (!vector)
            return vector.error();
        return QList<RecordedCommand> {{*run,
                                        *vector,
                                        u"command:%1/%2"_s.arg(ida.name, name),
                                        u"%1: %2"_s.arg(printable(name), run->run.toText())}};
    };
    return runRecorded(workspace, request, declared, reporter, std::move(stop));
}

} // namespace devstack
