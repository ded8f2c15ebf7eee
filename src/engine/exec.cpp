// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/exec.h"

#include "core/linesplitter.h"
#include "core/linetail.h"
#include "core/slowanswer.h"
#include "engine/containers.h"
#include "engine/execsession.h"
#include "engine/execwrapper.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kCaptureLimit = 64 * 1024 * 1024;
constexpr int kNotExecutable = 126;
constexpr int kNotFound = 127;
constexpr std::chrono::seconds kKillLimit {3};
constexpr std::chrono::seconds kAnnouncementLimit {3};
constexpr std::chrono::milliseconds kAnnouncementPause {50};
constexpr std::chrono::seconds kBetweenStateLooks {10};

/// One attempt to run the command: collects its output and, when asked, ends it early.
class ExecRun
{
public:
    ExecRun(const EngineClient &engine, const ExecSpec &spec, const LineSink &sink, bool wrap)
        : m_engine(engine)
        , m_spec(spec)
        , m_wrap(wrap)
        , m_out([&sink](QByteArrayView line) {
            if (sink)
                sink({OutputLine::Stream::Out, QString::fromUtf8(line)});
        })
        , m_err([this, &sink](QByteArrayView line) {
            const QString text = QString::fromUtf8(line);
            keepTail(text);
            if (sink)
                sink({OutputLine::Stream::Err, text});
        })
    {
    }

    Result<ProcessOutcome> run(std::stop_token stop);
    /// The wrapper itself could not be started: nothing of the command has run.
    bool lacksShell() const { return m_lacksShell; }

private:
    void receive(int stream, QByteArrayView bytes);
    void deliver(const QByteArray &bytes);
    void keepTail(const QString &line);
    Result<> pump(ExecSession &session, Deadline deadline);
    void tellWhenPaused() const;
    Result<> finish(ExecSession &session, const Result<> &pumped);
    void end(ExecSession &session);

    EngineClient m_engine;
    ExecSpec m_spec;
    bool m_wrap;
    bool m_lacksShell = false;
    ExecWrapper m_wrapper;
    LineSplitter m_out;
    LineSplitter m_err;
    QByteArray m_heldErrors;
    LineTail m_tail;
    ProcessOutcome m_outcome;
};

void ExecRun::keepTail(const QString &line)
{
    m_tail.add(line);
}

void ExecRun::deliver(const QByteArray &bytes)
{
    if (m_spec.captureOutput && m_outcome.standardOutput.size() < kCaptureLimit)
        m_outcome.standardOutput += bytes;
    m_out.feed(bytes);
}

void ExecRun::receive(int stream, QByteArrayView bytes)
{
    // Until the announcement the engine may say that there is no sh, and nobody is to see that.
    if (stream == 1)
        deliver(m_wrap && !m_wrapper.pid() ? m_wrapper.strip(bytes) : bytes.toByteArray());
    else if (m_wrap && !m_wrapper.pid())
        m_heldErrors.append(bytes);
    else
        m_err.feed(QByteArray(std::exchange(m_heldErrors, {}) + bytes.toByteArray()));
}

/// Ends the process inside: TERM, a grace in which it may clean up, KILL for what is left.
void ExecRun::end(ExecSession &session)
{
    session.abandon();
    // A stop that comes right after the start: the process is there, its announcement on the way.
    const auto limit = std::chrono::steady_clock::now() + kAnnouncementLimit;
    while (m_wrap && !m_wrapper.pid() && std::chrono::steady_clock::now() < limit) {
        const auto ended = session.pump(std::chrono::steady_clock::now() + kAnnouncementPause);
        if (ended || ended.error().kind != Error::Kind::Timeout)
            return;
    }
    const auto pid = m_wrapper.pid();
    if (!pid)
        return;
    signalSession(m_engine, m_spec, *pid, u"TERM"_s);
    [[maybe_unused]] const auto gone
        = session.pump(std::chrono::steady_clock::now() + m_spec.grace);
    signalSession(m_engine, m_spec, *pid, u"KILL"_s);
    if (!gone) {
        [[maybe_unused]] const auto killed
            = session.pump(std::chrono::steady_clock::now() + kKillLimit);
    }
}

/// To the end of the output. A container that somebody paused never comes to it, and says nothing.
Result<> ExecRun::pump(ExecSession &session, Deadline deadline)
{
    using Clock = std::chrono::steady_clock;
    for (;;) {
        const auto look = Clock::now() + kBetweenStateLooks;
        const bool isLast = deadline && *deadline <= look;
        auto pumped = session.pump(isLast ? *deadline : look);
        if (pumped || isLast || pumped.error().kind != Error::Kind::Timeout)
            return pumped;
        tellWhenPaused();
    }
}

void ExecRun::tellWhenPaused() const
{
    const auto container = inspectContainer(m_engine, m_spec.container);
    if (container && container->state == ContainerState::Paused)
        mayWaitLong(
            u"The container %1 is paused; “docker unpause %1” lets the command in it go on."_s.arg(
                container->name));
}

Result<> ExecRun::finish(ExecSession &session, const Result<> &pumped)
{
    if (pumped) {
        const auto code = session.exitCode();
        if (!code)
            return code.error();
        m_outcome.exitCode = *code;
        return ok();
    }
    const auto kind = pumped.error().kind;
    if (kind != Error::Kind::Cancelled && kind != Error::Kind::Timeout)
        return pumped.error();
    m_outcome.end = kind == Error::Kind::Cancelled ? ProcessOutcome::End::Cancelled
                                                   : ProcessOutcome::End::TimedOut;
    end(session);
    return ok();
}

Result<ProcessOutcome> ExecRun::run(std::stop_token stop)
{
    Deadline deadline;
    if (m_spec.timeout.count() > 0)
        deadline = std::chrono::steady_clock::now() + m_spec.timeout;
    auto session = ExecSession::start(
        m_engine,
        m_spec,
        m_wrap ? m_wrapper.wrapped(m_spec.command) : m_spec.command,
        [this](int stream, QByteArrayView bytes) { receive(stream, bytes); },
        stop);
    if (!session && session.error().kind == Error::Kind::Cancelled) {
        m_outcome.end = ProcessOutcome::End::Cancelled;
        return m_outcome;
    }
    if (!session)
        return session.error();
    const auto finished = finish(**session, pump(**session, deadline));
    if (!finished)
        return finished.error();
    m_lacksShell = m_wrap && !m_wrapper.pid()
        && (m_outcome.exitCode == kNotExecutable || m_outcome.exitCode == kNotFound);
    if (m_lacksShell)
        return m_outcome;
    deliver(m_wrapper.rest());
    m_err.feed(m_heldErrors);
    m_out.finish();
    m_err.finish();
    m_outcome.errorTail = m_tail.text();
    return std::move(m_outcome);
}

} // namespace

Result<ProcessOutcome> runInContainer(const EngineClient &engine,
                                      const ExecSpec &spec,
                                      std::stop_token stop,
                                      const LineSink &sink)
{
    if (spec.command.isEmpty())
        return invalidInput(u"There is no command to run in %1."_s.arg(spec.container));
    if (stop.stop_requested()) {
        ProcessOutcome outcome;
        outcome.end = ProcessOutcome::End::Cancelled;
        return outcome;
    }
    ExecRun wrapped(engine, spec, sink, true);
    auto outcome = wrapped.run(stop);
    if (!outcome || !wrapped.lacksShell())
        return outcome;
    return ExecRun(engine, spec, sink, false).run(stop);
}

} // namespace devstack
