// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/actions.h"

#include "service/observing/doctor.h"
#include "ui/platform/editorprogram.h"
#include "ui/platform/terminalprogram.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"

#include <QClipboard>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Operation about(Operation::Verb verb, const QString &ida)
{
    Operation operation;
    operation.verb = verb;
    if (!ida.isEmpty())
        operation.idas = {ida};
    return operation;
}

} // namespace

Actions::Actions(WorkspaceHub &hub, Settings &settings, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_settings(settings)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Actions::dismissMended);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_going = 0;
        m_cancelling = false;
        emit busyChanged();
        declineReset();
        declineRestore();
        declineDelete();
        m_offer = {};
        declineTrust();
        declineBranches();
        dismissProblem();
    });
}

void Actions::run(const Operation &operation)
{
    switch (operation.verb) {
    case Operation::Verb::Stop:
    // Nothing of the repository runs.
    case Operation::Verb::Export:
    case Operation::Verb::Schema:
    case Operation::Verb::FollowBranch:
    case Operation::Verb::Compose:
        carryOut({operation});
        return;
    case Operation::Verb::Delete:
    case Operation::Verb::ForgetFile:
        askDeletion(operation);
        return;
    case Operation::Verb::Reset:
        askResetOf(operation.idas);
        return;
    case Operation::Verb::Restore:
        askRestore(operation.ida(), operation.checkpoint);
        return;
    case Operation::Verb::Up:
        if (const QString ida = lackingValues(operation); !ida.isEmpty())
            emit valuesWanted(ida, operation);
        else
            ask({operation});
        return;
    default:
        ask({operation});
    }
}

QString Actions::lackingValues(const Operation &operation) const
{
    for (const IdaView &ida : m_hub.snapshot().idas) {
        const bool isMeant = operation.idas.isEmpty() || operation.idas.contains(ida.name);
        if (isMeant && !ida.missingVariables.isEmpty())
            return ida.name;
    }
    return {};
}

void Actions::provision(const QString &ida)
{
    run(about(Operation::Verb::Up, ida));
}

void Actions::start(const QString &name)
{
    run(about(Operation::Verb::Start, name));
}

void Actions::chooseCompose(const QString &ida, const QString &files)
{
    Operation choice = about(Operation::Verb::Compose, ida);
    choice.value = files;
    choice.shared = true;
    run(choice);
}

void Actions::stop(const QString &name)
{
    run(about(Operation::Verb::Stop, name));
}

void Actions::restart(const QString &name)
{
    run(about(Operation::Verb::Restart, name));
}

void Actions::rebuild(const QString &ida)
{
    Wanted wanted {about(Operation::Verb::Build, ida)};
    wanted.provisionsAfter = true;
    ask(wanted);
}

void Actions::seed(const QString &ida, const QString &name)
{
    Operation operation = about(Operation::Verb::Seed, ida);
    operation.seeds = {name};
    run(operation);
}

void Actions::saveCheckpoint(const QStringList &idas, const QString &name, bool isProtected)
{
    Operation operation = about(Operation::Verb::Save, {});
    operation.idas = idas;
    operation.checkpoint = name;
    operation.isProtected = isProtected;
    if (operation.isComplete())
        run(operation);
}

void Actions::undoReset(const QString &ida, const QString &checkpoint)
{
    Operation operation = about(Operation::Verb::Restore, ida);
    operation.checkpoint = checkpoint;
    ask({operation, {true}});
}

void Actions::exportCheckpoint(const QString &ida, const QString &checkpoint, const QUrl &file)
{
    Operation operation = about(Operation::Verb::Export, ida);
    operation.checkpoint = checkpoint;
    operation.file = file.toLocalFile();
    if (operation.isComplete())
        run(operation);
}

void Actions::importCheckpoint(const QString &ida, const QUrl &file, const QString &name)
{
    Operation operation = about(Operation::Verb::Import, ida);
    operation.checkpoint = name;
    operation.file = file.toLocalFile();
    if (operation.isComplete())
        run(operation);
}

void Actions::useSchema(const QString &ida, const QString &service, const QString &source)
{
    Operation operation = about(Operation::Verb::Schema, ida);
    operation.service = service;
    operation.value = source.trimmed();
    // As a shell reads it.
    if (operation.value.startsWith(u"~/"))
        operation.value.replace(0, 1, QDir::homePath());
    if (operation.isComplete())
        run(operation);
}

void Actions::followBranch(const QString &ida, const QString &value)
{
    Operation operation = about(Operation::Verb::FollowBranch, ida);
    operation.value = value;
    run(operation);
}

void Actions::switchData(const QString &ida, const QString &branch)
{
    Operation operation = about(Operation::Verb::SwitchData, ida);
    operation.value = branch;
    run(operation);
}

void Actions::seedFile(const QString &ida, const QUrl &file, bool afterReset)
{
    if (!file.isLocalFile()) {
        fail(invalidInput(tr("Only a file on this machine can be seeded.")));
        return;
    }
    Operation operation = about(Operation::Verb::Seed, ida);
    operation.file = file.toLocalFile();
    operation.afterReset = afterReset;
    run(operation);
}

void Actions::runScript(const QString &ida, const QString &script)
{
    Operation operation = about(Operation::Verb::Run, ida);
    operation.script = script;
    run(operation);
}

std::optional<Operation> Actions::repeated(const RunHeader &header)
{
    if (!header.operation) {
        fail(invalidInput(
            tr("“%1” cannot be run again from here. Run it in a terminal.").arg(header.command)));
        return std::nullopt;
    }
    Operation again = *header.operation;
    if (again.idas.isEmpty())
        again.idas = header.idas;
    return again;
}

void Actions::runAgain(const QString &id)
{
    const RunState *found = m_hub.run(id);
    const auto again = found ? repeated(found->header) : std::nullopt;
    if (!again)
        return;
    // Its secrets were not recorded: they are asked for again.
    const CommandView *declared = again->verb == Operation::Verb::Run
        ? declaredCommand(again->ida(), again->script)
        : nullptr;
    if (declared && std::ranges::any_of(declared->args, [](const CommandArgument &argument) {
            return argument.kind == CommandArgument::Kind::Secret;
        }))
        emit argumentsWanted(again->ida(), *declared);
    else
        run(*again);
}

void Actions::resume(const QString &id)
{
    const RunState *found = m_hub.run(id);
    const auto again = found ? repeated(found->header) : std::nullopt;
    // One that waits for an answer did nothing yet: the same is to be done, in the same run.
    if (again)
        run(found->result == RunResult::Waiting ? *found->header.operation
                                                : continuationOf(*again));
}

void Actions::finishProvisioning()
{
    const auto &unfinished = m_hub.snapshot().unfinished;
    const auto again = unfinished ? repeated(unfinished->header) : std::nullopt;
    if (again)
        run(continuationOf(*again));
}

void Actions::cancel()
{
    if (!m_hub.source())
        return;
    if (cancelling()) {
        m_hub.source()->cancelAtOnce();
        return;
    }
    m_hub.source()->cancel();
    m_cancelling = true;
    emit busyChanged();
}

void Actions::begun()
{
    ++m_going;
    m_cancelling = false;
    emit busyChanged();
}

void Actions::ended()
{
    m_going = std::max(0, m_going - 1);
    m_cancelling &= m_going > 0;
    emit busyChanged();
}

void Actions::ask(const Wanted &wanted, const Error &refusal)
{
    if (!m_hub.source())
        return;
    if (wanted.operation.verb == Operation::Verb::Up && !wanted.knowsBranches) {
        askBranches(wanted);
        return;
    }
    const auto answered = [this, wanted, refusal](const Result<QList<TrustQuestion>> &answer) {
        if (!answer) {
            fail(answer.error());
            return;
        }
        if (answer->isEmpty()) {
            if (refusal.message.isEmpty())
                carryOut(wanted);
            else
                fail(refusal); // refused, yet there is nothing to ask: say why, do not turn in
                               // circles
            return;
        }
        m_pending = wanted;
        showTrust(*answer);
    };
    const bool isScript = wanted.operation.verb == Operation::Verb::Run
        && !declaredCommand(wanted.operation.ida(), wanted.operation.script);
    if (isScript)
        m_hub.source()->askScriptTrust(wanted.operation.ida(), answered);
    else
        m_hub.source()->askTrust(wanted.operation.idaNames(), answered);
}

void Actions::carryOut(const Wanted &wanted)
{
    if (!m_hub.source())
        return;
    dismissProblem();
    m_last = wanted;
    begun();
    if (wanted.operation.showsRun()) {
        emit runWanted(wanted.operation);
        emit pageWanted(page::Runs);
    }
    m_hub.source()->perform(
        wanted.operation,
        wanted.agreed,
        [this, wanted, start = QDateTime::currentDateTimeUtc()](
            const Result<OperationResult> &result) {
            const Operation &operation = wanted.operation;
            ended();
            emit runEnded();
            if (result) {
                emit carriedOut(operation);
                if (operation.verb == Operation::Verb::Build && wanted.provisionsAfter)
                    provision(operation.ida());
                else
                    tellDone(operation, *result, start);
                return;
            }
            // What was cloned on the way has to be trusted before it goes on:
            // the question comes again.
            if (result.error().kind == Error::Kind::NeedsTrust) {
                ask(wanted, result.error());
                return;
            }
            // Of what only provisions, nothing but the memory has to be agreed to.
            if (result.error().kind == Error::Kind::NeedsConfirmation
                && operation.verb == Operation::Verb::Up && !wanted.agreed.confirmed) {
                emit roomWanted(operation);
                return;
            }
            if (result.error().kind != Error::Kind::Cancelled)
                fail(result.error(),
                     result.error().kind == Error::Kind::Failed && operation.showsRun()
                         ? NextStep::ShowRun
                         : NextStep::Retry);
        });
}

void Actions::tellDone(const Operation &operation,
                       const OperationResult &result,
                       const QDateTime &began)
{
    const QString ida = operation.ida();
    const QString text = doneText(operation, result);
    if (operation.verb == Operation::Verb::Reset && !ida.isEmpty() && !operation.discard) {
        // Which checkpoint the reset made is known with the next snapshot.
        m_offer = [this, ida, began] {
            const IdaView *view = m_hub.snapshot().ida(ida);
            if (const Checkpoint *kept = view ? keptByReset(view->checkpoints, began) : nullptr)
                undoReset(ida, kept->name);
            else
                emit pageWanted(page::Data);
        };
        emit offered(text, tr("Undo"));
    } else if (operation.verb == Operation::Verb::Schema) {
        m_offer = [this, ida] { askReset(ida); };
        emit offered(text, tr("Reset now…"));
    } else {
        emit noticed(text);
    }
}

void Actions::takeOffer()
{
    if (const auto offer = std::exchange(m_offer, {}))
        offer();
}

void Actions::fail(const Error &error, NextStep next)
{
    m_problem = error;
    // What a tool said last is what went wrong.
    m_problem.detail = lastLines(error.detail);
    m_problem.message = withPlace(error);
    m_seenBroken = false;
    m_nextStep = next;
    emit problemChanged();
    dismissMended();
}

void Actions::dismissMended()
{
    if (m_problem.where.file.isEmpty())
        return;
    const QList<Error> broken = fileProblems(m_hub.snapshot());
    const bool isBroken = std::ranges::any_of(
        broken, [this](const Error &error) { return error.where.file == m_problem.where.file; });
    if (m_seenBroken && !isBroken)
        dismissProblem();
    m_seenBroken |= isBroken;
}

void Actions::dismissProblem()
{
    m_problem = {};
    m_nextStep = NextStep::None;
    emit problemChanged();
}

void Actions::takeNextStep()
{
    const NextStep next = m_nextStep;
    dismissProblem();
    if (next == NextStep::ShowRun)
        emit pageWanted(page::Runs);
    else if (next == NextStep::Retry)
        ask({m_last.operation, {m_last.agreed.confirmed}}); // the branch may be another now
}

void Actions::openUrl(const QString &url)
{
    const QUrl target(url, QUrl::StrictMode);
    if (!target.isValid() || (target.scheme() != u"http" && target.scheme() != u"https")) {
        fail(invalidInput(tr("Only http and https addresses can be opened, not “%1”.").arg(url)));
        return;
    }
    if (!QDesktopServices::openUrl(target))
        fail(notFound(tr("Could not start a browser."), tr("The address is %1").arg(url)));
}

void Actions::openShell(const QString &ida, const QString &service)
{
    openInside(ida, service, {});
}

void Actions::openDatabaseShell(const QString &ida, const QString &service)
{
    openInside(ida, service, u"dbshell"_s);
}

const CommandView *Actions::declaredCommand(const QString &ida, const QString &name) const
{
    const IdaView *view = m_hub.snapshot().ida(ida);
    if (!view)
        return nullptr;
    const auto found = std::ranges::find(view->commands, name, &CommandView::name);
    return found == view->commands.end() ? nullptr : &*found;
}

void Actions::openCommand(const QString &ida, const QString &command)
{
    const CommandView *declared = declaredCommand(ida, command);
    if (declared && !declared->args.isEmpty())
        emit argumentsWanted(ida, *declared);
    else
        runCommand(ida, command, {}, {});
}

void Actions::runCommand(const QString &ida,
                         const QString &command,
                         const QStringList &words,
                         const QMap<QString, QString> &secrets)
{
    const CommandView *declared = declaredCommand(ida, command);
    if (declared && declared->tty) {
        openInside(ida, {}, command, words);
        return;
    }
    Wanted wanted {about(Operation::Verb::Run, ida)};
    wanted.operation.script = command;
    wanted.operation.arguments = words;
    wanted.agreed.secrets = secrets;
    ask(wanted);
}

void Actions::openInside(const QString &ida,
                         const QString &service,
                         const QString &command,
                         const QStringList &words)
{
    if (!m_hub.source())
        return;
    if (m_settings.shellsInWindow()) {
        emit terminalWanted(ida, service, command, words);
        return;
    }
    const QString target = service.isEmpty() ? ida : ida + u'/' + service;
    const QString same = command.isEmpty() ? commandLine({u"shell"_s, target})
        : command == u"dbshell"
        ? commandLine({u"dbshell"_s, target})
        : commandLine(QStringList {u"run"_s, ida, command}
                      + (words.isEmpty() ? words : QStringList {u"--"_s} + words));
    m_hub.source()->askCommand(
        ida, service, command, words, [this, same](const Result<QStringList> &vector) {
            if (!vector) {
                fail(vector.error());
                return;
            }
            const auto opened = openTerminal(m_settings.terminal(), heldOnError(*vector));
            if (opened)
                return;
            Error error = opened.error();
            error.hint
                = u"%1 %2"_s.arg(error.hint, tr("In a terminal of yours it is “%1”.").arg(same))
                      .trimmed();
            fail(error);
        });
}

void Actions::openPlace(const QString &file, const QString &place)
{
    const auto editor = findEditor(
        [](const QString &name) { return qEnvironmentVariable(qPrintable(name)); },
        [](const QString &program) { return QStandardPaths::findExecutable(program); });
    if (!editor) {
        fail(editor.error());
        return;
    }
    const auto opened = openTerminal(m_settings.terminal(),
                                     editor->toOpen(file, place.section(u':', -1).toInt()));
    if (!opened)
        fail(opened.error());
}

void Actions::startEngine()
{
    openFix(engineStartCommand());
}

void Actions::openFix(const QStringList &command)
{
    if (command.isEmpty())
        return;
    // The script is fixed; the command is its arguments.
    const QStringList held {u"sh"_s,
                            u"-c"_s,
                            u"printf '%s ' '$' \"$@\"; echo; \"$@\"; echo; printf "_s
                            u"'%s' 'Enter closes this. '; read -r _"_s,
                            u"devstack"_s};
    if (const auto opened = openTerminal(m_settings.terminal(), held + command); !opened)
        fail(opened.error());
}

void Actions::copy(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    emit noticed(tr("Copied"));
}

void Actions::copyCommand(const QString &ida)
{
    copy(about(Operation::Verb::Up, ida).toCommandLine());
}

} // namespace devstack
