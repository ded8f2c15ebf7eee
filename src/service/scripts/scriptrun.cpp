// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/scripts/scriptrun.h"

#include "assembly/names.h"
#include "core/openfile.h"
#include "core/secrets.h"
#include "core/text.h"
#include "engine/containers.h"
#include "engine/networks.h"
#include "foreign/guard/launcher.h"
#include "foreign/inspect/script.h"
#include "plan/journalobserver.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/effectiveproject.h"
#include "service/workspaceinternals.h"

#include <QFile>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The same call that nothing can answer, so often, is a loop that waits for ever.
constexpr int kHopelessCalls = 5;

/// The plan has no kind of its own for what an engineer runs by hand; the journal tells it apart
/// from the bootstrap of an `up`.
StepInfo scriptStep(const Step &step)
{
    StepInfo result = step;
    result.kind = StepKind::Script;
    return result;
}

/// Hands on lines as notes.
class NoteReporter final : public Reporter
{
public:
    explicit NoteReporter(std::function<void(const QString &)> sink)
        : m_sink(std::move(sink))
    {
    }
    void progress(const Progress &) override { }
    void line(const OutputLine &line) override { m_sink(line.text); }

private:
    std::function<void(const QString &)> m_sink;
};

bool hasInterpreterOfItsOwn(const QString &path)
{
    QFile file;
    return QFileInfo(path).isExecutable() && openRegular(path, file) && file.read(2) == "#!";
}

} // namespace

ScriptRun::ScriptRun(Workspace &workspace,
                     const WorkspaceDefinition &definition,
                     const OwnScript &script,
                     const ScriptRequest &request)
    : m_workspace(workspace)
    , m_parts(workspace.internals())
    , m_definition(definition)
    , m_script(script)
    , m_request(request)
    , m_ida(*definition.find(request.ida))
{
    m_step.id = u"bootstrap:%1/script/%2"_s.arg(m_ida.name, script.name);
    m_step.ida = m_ida.name;
    m_step.kind = StepKind::Bootstrap;
    m_step.title = script.source == OwnScript::Source::Script
        ? u"Run %1"_s.arg(printable(script.name))
        : u"Run make %1"_s.arg(printable(script.name));
    m_step.reason = u"requested"_s;
}

RunResult ScriptRun::resultOf(const Step &step)
{
    switch (step.state) {
    case StepState::Done:
        return RunResult::Done;
    case StepState::Cancelled:
        return RunResult::Cancelled;
    default:
        return RunResult::Failed;
    }
}

Result<QMap<QString, QSet<QString>>> ScriptRun::runningServices(std::stop_token stop) const
{
    const auto engine = m_parts.engine();
    if (!engine)
        return engine.error();
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, m_parts.id)}, std::move(stop));
    if (!containers)
        return containers.error();
    QMap<QString, QSet<QString>> running;
    for (const ContainerInfo &container : *containers) {
        if (hasProcess(container.state))
            running[container.labels.value(label::kIda)] += container.labels.value(label::kService);
    }
    return running;
}

Result<> ScriptRun::prepareNetwork(std::stop_token stop)
{
    const QString name = workspaceNetworkName(m_parts.id);
    const EngineClient &engine = **m_parts.engine();
    const auto networks = listNetworks(engine, {}, stop);
    if (!networks)
        return networks.error();
    const bool exists = std::ranges::any_of(
        *networks, [&](const NetworkInfo &network) { return network.name == name; });
    const QString subnet
        = m_parts.withState([&](WorkspaceState &state) { return state.subnets().value(name); });
    // It goes with the workspace's last container; never assembled, there is nothing to join it.
    if (exists || subnet.isEmpty())
        return ok();
    const auto made = createNetwork(engine, name, {{label::kWorkspace, m_parts.id}}, subnet, stop);
    return made ? ok() : Result<>(made.error());
}

PtySpec ScriptRun::terminalSpec() const
{
    PtySpec spec;
    const QString path = m_ida.path + u'/' + m_script.name;
    if (m_script.source == OwnScript::Source::MakeTarget)
        spec.command = {m_stage->map().make, m_script.name};
    else if (hasInterpreterOfItsOwn(path))
        spec.command = {path};
    else
        spec.command = {u"bash"_s, path};
    spec.command += m_request.arguments;
    spec.directory = m_ida.path;
    spec.environment = m_stage->environment(m_request.terminal >= 0);
    spec.keeper = m_stage->keeper();
    spec.timeout = m_request.timeout;
    spec.input = m_request.terminal;
    return spec;
}

Result<Step> ScriptRun::execute(std::stop_token stop)
{
    if (const auto network = prepareNetwork(stop); !network)
        return network.error();
    auto before = runningServices(stop);
    if (!before)
        return before.error();
    m_ranBefore = std::move(*before);
    auto stage = ScriptStage::make(m_workspace, m_ida.name, m_definition);
    if (!stage)
        return stage.error();
    m_stage = std::move(*stage);
    if (m_script.source == OwnScript::Source::MakeTarget && m_stage->map().make.isEmpty())
        return notFound(
            u"“make” is not installed, and “%1” is a Make target."_s.arg(printable(m_script.name)),
            u"Install it: apt-get install make"_s);
    auto journal = RunJournal::create(
        m_workspace.runsFolder(), m_request.commandText, {m_ida.name}, m_request.operation());
    if (!journal)
        return journal.error();
    m_journal = std::move(*journal);
    m_step.state = StepState::Running;
    m_journal->steps({scriptStep(m_step)});
    m_journal->started(m_step.id);

    PtySinks sinks;
    sinks.bytes = m_request.bytes;
    sinks.line = [this](const QString &line) { takeLine(OutputLine::Stream::Out, line); };
    sinks.onTick = [this] { readEvents(); };
    sinks.onSilence = [this](std::chrono::milliseconds since) {
        readEvents();
        const QString what = m_lastCall.isEmpty() ? printable(m_script.name) : m_lastCall;
        note(u"No output for %1; it waits in: %2"_s.arg(formatDuration(since), masked(what)));
    };
    const std::stop_callback onStop(stop, [this] { m_end.request_stop(); });
    const auto started = std::chrono::steady_clock::now();
    const PtySpec spec = terminalSpec();
    const auto outcome = runInPty(spec, sinks, m_end.get_token());
    m_step.duration = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - started);
    readEvents();
    if (outcome) {
        conclude(*outcome);
    } else {
        m_step.state = outcome.error().kind == Error::Kind::Cancelled ? StepState::Cancelled
                                                                      : StepState::Failed;
        m_step.reason = outcome.error().message;
        m_step.hint = outcome.error().hint;
    }
    return m_step;
}

void ScriptRun::conclude(const PtyOutcome &outcome)
{
    const QString name = printable(m_script.name);
    if (outcome.leftBehind > 0)
        note(u"%1 left %2 running; ended."_s.arg(
            name,
            outcome.leftBehind == 1 ? u"a process"_s : u"%1 processes"_s.arg(outcome.leftBehind)));
    const ProcessOutcome &process = outcome.process;
    m_step.state = process.succeeded() ? StepState::Done : StepState::Failed;
    m_step.detail = process.succeeded() ? QString() : masked(process.errorTail);
    if (!m_hopelessNote.isEmpty()) {
        m_step.reason
            = u"“%1” waits for something that never answers: %2"_s.arg(name, m_hopelessNote);
        m_step.hint = u"Correct the script; “devstack lint” shows the place."_s;
    } else if (process.end == ProcessOutcome::End::Cancelled) {
        m_step.state = StepState::Cancelled;
        m_step.reason = u"cancelled"_s;
    } else if (process.end == ProcessOutcome::End::TimedOut) {
        m_step.reason
            = u"“%1” did not end within %2."_s.arg(name, formatDuration(m_request.timeout));
        m_step.hint = u"Raise --timeout, or see what it waited for: %1"_s.arg(
            m_lastCall.isEmpty() ? name : masked(m_lastCall));
    } else if (process.succeeded()) {
        m_step.reason = u"done"_s;
    } else {
        m_step.reason = process.toError(u"“%1”"_s.arg(name)).message;
    }
}

void ScriptRun::readEvents()
{
    QFile file;
    if (!openRegular(m_stage->map().eventsPath(), file) || !file.seek(m_eventsRead))
        return;
    for (;;) {
        const QByteArray line = file.readLine(256 * 1024);
        // A line that is still being written comes again.
        if (!line.endsWith('\n'))
            break;
        m_eventsRead += line.size();
        const auto event = GuardEvent::fromLine(line);
        if (!event)
            continue;
        if (!event->call.isEmpty())
            m_lastCall = event->call;
        if (event->note.isEmpty())
            continue;
        const int times = ++m_hopeless[event->note];
        if (times == 1)
            note(event->note);
        if (event->neverAnswers && times >= kHopelessCalls && m_hopelessNote.isEmpty()) {
            m_hopelessNote = event->note;
            m_end.request_stop();
        }
    }
}

void ScriptRun::note(const QString &text)
{
    if (m_request.note)
        m_request.note(text);
    takeLine(OutputLine::Stream::Note, text);
}

void ScriptRun::takeLine(OutputLine::Stream stream, const QString &text)
{
    m_journal->line(m_step.id, {stream, text});
    if (stream != OutputLine::Stream::Note && m_request.line)
        m_request.line(text);
}

Result<> ScriptRun::startAgain()
{
    if (m_script.stops() || m_ranBefore.isEmpty())
        return ok();
    std::stop_source limit;
    const auto now = runningServices(limit.get_token());
    if (!now)
        return now.error();
    QMap<QString, QStringList> stopped;
    for (auto it = m_ranBefore.begin(); it != m_ranBefore.end(); ++it) {
        const QSet<QString> missing = *it - now->value(it.key());
        if (!missing.isEmpty() && m_definition.find(it.key()))
            stopped.insert(it.key(), QStringList(missing.begin(), missing.end()));
    }
    if (stopped.isEmpty())
        return ok();
    const auto lock = m_parts.withState(
        [&](WorkspaceState &state) { return state.lock(m_request.commandText); });
    if (!lock)
        return lock.error();
    const auto compose = m_parts.compose();
    if (!compose)
        return compose.error();
    for (auto it = stopped.begin(); it != stopped.end(); ++it) {
        const auto folder = m_parts.idaFolder(it.key());
        const auto summary
            = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        if (!summary)
            continue;
        const auto project = effectiveProject(m_parts, it.key(), summary->project);
        if (!project)
            return project.error();
        ComposeUp up;
        up.noDependencies = true;
        for (const QString &service : std::as_const(*it)) {
            if (const auto *known = summary->service(service); known && !known->isOneShot)
                up.services += known->key;
        }
        if (up.services.isEmpty())
            continue;
        note(u"%1: starting %2 again, which ran before."_s.arg(it.key(), it->join(u", "_s)));
        NoteReporter reporter(
            [this](const QString &text) { takeLine(OutputLine::Stream::Note, text); });
        if (const auto done = compose->up(*project, up, reporter, limit.get_token()); !done)
            return done.error();
    }
    return ok();
}

void ScriptRun::finish(const Step &step)
{
    m_journal->finished(scriptStep(step));
    m_journal->end(resultOf(step));
    m_stage.reset();
}

} // namespace devstack
