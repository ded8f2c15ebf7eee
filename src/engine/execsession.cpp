// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/execsession.h"

#include "engine/containers.h"
#include "engine/json.h"

#include <QBuffer>
#include <QFile>

#include <condition_variable>
#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kChunk = 64 * 1024;
/// The output ends a moment before the engine knows the exit code; nothing tells when it does.
constexpr std::chrono::milliseconds kExitCodePause {10};
constexpr std::chrono::seconds kStartPatience {5};
constexpr int kExitCodeAttempts = 300;
constexpr int kKilled = 137;
constexpr std::chrono::milliseconds kContainerEnd {1000};

QJsonObject creation(const ExecSpec &spec, const QStringList &command, bool hasInput)
{
    QJsonObject body {{u"AttachStdin"_s, hasInput},
                      {u"AttachStdout"_s, true},
                      {u"AttachStderr"_s, true},
                      {u"Tty"_s, spec.tty},
                      {u"Cmd"_s, QJsonArray::fromStringList(command)},
                      {u"Env"_s, QJsonArray::fromStringList(spec.environment)}};
    if (!spec.user.isEmpty())
        body.insert(u"User"_s, spec.user);
    if (!spec.workingDir.isEmpty())
        body.insert(u"WorkingDir"_s, spec.workingDir);
    return body;
}

void pauseBriefly()
{
    std::mutex mutex;
    std::condition_variable condition;
    std::unique_lock lock(mutex);
    condition.wait_for(lock, kExitCodePause);
}

} // namespace

ExecSession::ExecSession(const EngineClient &engine, QString container, bool tty, Sink sink)
    : m_engine(engine)
    , m_container(std::move(container))
    , m_frames(tty, std::move(sink))
{
}

Result<> ExecSession::openInput(const ExecSpec &spec)
{
    if (!spec.inputFile.isEmpty()) {
        auto file = std::make_unique<QFile>(spec.inputFile);
        if (!file->open(QIODevice::ReadOnly)) {
            return notFound(u"“%1” cannot be read: %2."_s.arg(spec.inputFile, file->errorString()));
        }
        m_ownInput = std::move(file);
    } else if (!spec.input.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(spec.input);
        buffer->open(QIODevice::ReadOnly);
        m_ownInput = std::move(buffer);
    }
    m_input = spec.inputDevice ? spec.inputDevice : m_ownInput.get();
    return ok();
}

Result<std::unique_ptr<ExecSession>> ExecSession::start(const EngineClient &engine,
                                                        const ExecSpec &spec,
                                                        const QStringList &command,
                                                        Sink sink,
                                                        std::stop_token stop)
{
    std::unique_ptr<ExecSession> session(
        new ExecSession(engine, spec.container, spec.tty, std::move(sink)));
    if (const auto opened = session->openInput(spec); !opened)
        return opened.error();

    EngineRequest create;
    create.method = "POST";
    create.path = apiPath("/containers/", spec.container, "/exec");
    create.body = creation(spec, command, session->m_input != nullptr);
    const auto created = engine.call(create, stop);
    if (!created)
        return created.error();
    session->m_id = (*created)[u"Id"_s].toString();

    EngineRequest start;
    start.method = "POST";
    start.path = apiPath("/exec/", session->m_id, "/start");
    start.body = QJsonObject {{u"Detach"_s, false}, {u"Tty"_s, spec.tty}};
    if (stop.stop_requested())
        return cancelled();
    // Once the start is on its way the process begins whether we listen or not: only who has the
    // answer can end it.
    session->m_patience.emplace(stop, session->m_atOnce.get_token(), kStartPatience);
    auto hijacked = engine.hijack(start, session->m_patience->token());
    if (!hijacked)
        return hijacked.error();
    session->m_transport = std::move(hijacked->transport);
    session->m_rest = std::move(hijacked->rest);
    // From here on a stop is obeyed as it comes.
    session->m_obey.emplace(stop,
                            [atOnce = session->m_atOnce]() mutable { atOnce.request_stop(); });
    return session;
}

void ExecSession::endInput()
{
    m_input = nullptr;
    m_pending.clear();
    m_transport->closeWriting();
}

void ExecSession::sendInput()
{
    if (m_pending.isEmpty())
        m_pending = m_input->read(kChunk);
    if (m_pending.isEmpty()) {
        endInput();
        return;
    }
    const auto sent = m_transport->writeSome(m_pending);
    // A process that does not read to the end is no failure: its exit code tells.
    if (!sent)
        endInput();
    else
        m_pending.remove(0, *sent);
}

Result<> ExecSession::pump(Deadline deadline)
{
    const Error nonsense = protocolError(
        u"The output of a command in %1 is not in the engine's stream format."_s.arg(m_container));
    QByteArray bytes = std::exchange(m_rest, {});
    for (;;) {
        if (!m_frames.feed(bytes))
            return nonsense;
        // A command that floods never lets the wait itself run out of time.
        if (deadline && std::chrono::steady_clock::now() >= *deadline)
            return timedOut(u"The command took too long."_s);
        const auto ready = m_transport->wait(m_input != nullptr, deadline);
        if (!ready)
            return ready.error();
        bytes.resize(0);
        if (ready->writing && m_input)
            sendInput();
        if (!ready->reading)
            continue;
        const auto got = m_transport->read(bytes);
        if (!got)
            return got.error();
        if (*got == 0)
            return ok();
    }
}

void ExecSession::abandon()
{
    m_transport->ignoreStop();
    if (m_input)
        endInput();
}

Error ExecSession::containerStopped() const
{
    Error error
        = failed(u"The container %1 stopped while a command was running in it."_s.arg(m_container),
                 u"See its log."_s);
    if (const auto detail = inspectContainer(m_engine, m_container)) {
        error.detail = detail->oomKilled ? u"It ran out of memory."_s
                                         : u"It ended with code %1."_s.arg(detail->exitCode);
    }
    return error;
}

/// Whether the container ends, too: its processes are killed before the engine says that it
/// stopped.
bool ExecSession::containerEnds() const
{
    EngineRequest wait;
    wait.method = "POST";
    wait.path = apiPath("/containers/", m_container, "/wait");
    wait.timeout = kContainerEnd;
    const auto answer = m_engine.call(wait);
    return answer || answer.error().kind != Error::Kind::Timeout;
}

Result<int> ExecSession::exitCode() const
{
    EngineRequest inspect;
    inspect.path = apiPath("/exec/", m_id, "/json");
    for (int attempt = 0; attempt < kExitCodeAttempts; ++attempt) {
        // Without the stop token: after a cancellation the answer is wanted too.
        const auto answer = m_engine.call(inspect);
        if (!answer) {
            const auto kind = answer.error().kind;
            if (kind == Error::Kind::NotFound || kind == Error::Kind::Conflict)
                return containerStopped();
            return answer.error();
        }
        const QJsonObject fields = answer->object();
        if (fields[u"Running"_s].toBool() || fields[u"ExitCode"_s].isNull()) {
            pauseBriefly();
            continue;
        }
        const int code = fields[u"ExitCode"_s].toInt();
        if (code != kKilled)
            return code;
        return containerEnds() ? Result<int>(containerStopped()) : Result<int>(code);
    }
    const auto detail = inspectContainer(m_engine, m_container);
    if (!detail || !detail->running)
        return containerStopped();
    return protocolError(
        u"The engine does not report how a command in %1 ended."_s.arg(m_container));
}

} // namespace devstack
