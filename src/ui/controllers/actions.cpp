// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/actions.h"

#include "service/observing/doctor.h"
#include "ui/platform/editorprogram.h"
#include "ui/platform/terminalprogram.h"
#include "ui/source/recordedcommand.h"
#include "ui/text/displaytext.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileInfo>
#include <QGuiApplication>
#include <QStandardPaths>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What fits into a banner.

/// These are shown by the run page as they go on.
bool hasRun(Wish::Verb verb)
{
    return verb == Wish::Verb::Provision || verb == Wish::Verb::Build || verb == Wish::Verb::Reset
        || verb == Wish::Verb::Restore || verb == Wish::Verb::Seed || verb == Wish::Verb::Run;
}

} // namespace

Actions::Actions(WorkspaceHub &hub, Settings &settings, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_settings(settings)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_going = 0;
        m_cancelling = false;
        emit busyChanged();
        declineReset();
        declineRestore();
        declineTrust();
        dismissProblem();
    });
}

Wish Actions::wish(Wish::Verb verb, const QString &text, const QString &ida)
{
    Wish wish;
    wish.verb = verb;
    if (!ida.isEmpty())
        wish.request.idas = {ida};
    wish.request.commandText = text;
    return wish;
}

QString Actions::commandFor(const QString &verb, const QString &ida) const
{
    return ida.isEmpty() ? u"devstack %1"_s.arg(verb) : u"devstack %1 %2"_s.arg(verb, ida);
}

void Actions::provision(const QString &ida)
{
    ask(wish(Wish::Verb::Provision, commandFor(u"up"_s, ida), ida));
}

void Actions::start(const QString &ida)
{
    ask(wish(Wish::Verb::Start, commandFor(u"start"_s, ida), ida));
}

void Actions::stop(const QString &ida)
{
    carryOut(wish(Wish::Verb::Stop, commandFor(u"stop"_s, ida), ida));
}

void Actions::restart(const QString &ida)
{
    ask(wish(Wish::Verb::Restart, commandFor(u"restart"_s, ida), ida));
}

void Actions::seed(const QString &ida, const QString &name)
{
    Wish seed = wish(Wish::Verb::Seed, commandFor(u"seed"_s, ida) + u' ' + name, ida);
    seed.seeds = {name};
    ask(seed);
}

void Actions::seedFile(const QString &ida, const QUrl &file)
{
    if (!file.isLocalFile()) {
        fail(invalidInput(tr("Only a file on this machine can be seeded.")));
        return;
    }
    Wish seed = wish(
        Wish::Verb::SeedFile, commandFor(u"seed"_s, ida) + u" --file "_s + file.toLocalFile(), ida);
    seed.file = file.toLocalFile();
    ask(seed);
}

void Actions::runScript(const QString &ida, const QString &script)
{
    Wish run = wish(Wish::Verb::Run, commandFor(u"run"_s, ida) + u' ' + script, ida);
    run.script = script;
    ask(run);
}

void Actions::runAgain(const QString &command, const QStringList &idas)
{
    const std::optional<Wish> again = wishOf(command, idas);
    if (!again)
        fail(invalidInput(
            tr("“%1” cannot be run again from here. Run it in a terminal.").arg(command)));
    else if (again->verb == Wish::Verb::Reset)
        askResetOf(again->request.idas);
    else if (again->verb == Wish::Verb::Restore)
        askRestore(again->request.idas.value(0), again->checkpoint);
    else
        ask(*again);
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

void Actions::ask(const Wish &wish, const Error &refusal)
{
    if (!m_hub.source())
        return;
    const auto answered = [this, wish, refusal](const Result<QList<TrustQuestion>> &answer) {
        if (!answer) {
            fail(answer.error());
            return;
        }
        if (answer->isEmpty()) {
            if (refusal.message.isEmpty())
                carryOut(wish);
            else
                fail(refusal); // refused, yet there is nothing to ask: say why, do not turn in
                               // circles
            return;
        }
        m_pending = wish;
        m_questions = *answer;
        emit trustChanged();
    };
    if (wish.verb == Wish::Verb::Run)
        m_hub.source()->askScriptTrust(wish.request.idas.value(0), answered);
    else
        m_hub.source()->askTrust(wish.request.idas, answered);
}

void Actions::carryOut(const Wish &wish)
{
    if (!m_hub.source())
        return;
    dismissProblem();
    m_last = wish;
    begun();
    if (hasRun(wish.verb))
        emit pageWanted(u"runs"_s);
    m_hub.source()->perform(wish, [this, wish](const Result<> &result) {
        ended();
        if (result) {
            emit carriedOut(wish.request.commandText);
            emit noticed(wish.verb == Wish::Verb::SeedFile
                             ? tr("%1 was applied.").arg(QFileInfo(wish.file).fileName())
                             : tr("Done: %1").arg(wish.request.commandText));
            return;
        }
        // What was cloned on the way has to be trusted before it goes on: the question comes again.
        if (result.error().kind == Error::Kind::NeedsTrust) {
            ask(wish, result.error());
            return;
        }
        if (result.error().kind != Error::Kind::Cancelled)
            fail(result.error(),
                 result.error().kind == Error::Kind::Failed && hasRun(wish.verb) ? u"runs"_s
                                                                                 : u"retry"_s);
    });
}

void Actions::fail(const Error &error, const QString &action)
{
    m_problem = error;
    // What a tool said last is what went wrong.
    m_problem.detail = lastLines(error.detail);
    const QString place = error.where.toString();
    if (!place.isEmpty())
        m_problem.message = u"%1: %2"_s.arg(place, error.message);
    m_problemAction = action;
    emit problemChanged();
}

void Actions::dismissProblem()
{
    m_problem = {};
    m_problemAction.clear();
    emit problemChanged();
}

void Actions::takeNextStep()
{
    const QString action = m_problemAction;
    dismissProblem();
    if (action == u"runs")
        emit pageWanted(action);
    else if (action == u"retry")
        ask(m_last);
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

void Actions::openCommand(const QString &ida, const QString &command)
{
    openInside(ida, {}, command);
}

void Actions::openInside(const QString &ida, const QString &service, const QString &command)
{
    if (!m_hub.source())
        return;
    m_hub.source()->askCommand(ida, service, command, [this](const Result<QStringList> &vector) {
        const Result<> opened
            = vector ? openTerminal(m_settings.terminal(), *vector) : Result<>(vector.error());
        if (!opened)
            fail(opened.error());
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

void Actions::addRepository(const QString &what)
{
    if (!m_hub.source() || what.trimmed().isEmpty())
        return;
    begun();
    m_hub.source()->addRepository(what.trimmed(), [this, what](const Result<> &result) {
        ended();
        if (result)
            emit noticed(tr("Added %1").arg(what));
        else if (result.error().kind != Error::Kind::Cancelled)
            fail(result.error());
    });
}

} // namespace devstack
