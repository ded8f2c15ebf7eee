// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/databasesession.h"

#include "engine/exec.h"
#include "service/schemas/clientcommand.h"

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kAskLimit = 2h;
/// What the Engine layer keeps of an answer (engine/exec.h).
constexpr qsizetype kLargestAnswer = 64 * 1024 * 1024;

ExecSpec specOf(const QString &container, DatabaseKind kind, const QByteArray &statements)
{
    ExecSpec spec;
    spec.container = container;
    // Without these the client keeps the whole answer before it prints it.
    spec.command = clientCommand(
        kind,
        kind == DatabaseKind::Postgres
            ? QStringList {u"run"_s, u"--set=FETCH_COUNT=1000"_s, u"--file=-"_s}
            : QStringList {u"run"_s, u"--quick"_s, u"--default-character-set=utf8mb4"_s});
    spec.input = statements;
    spec.timeout = kAskLimit;
    return spec;
}

} // namespace

DatabaseSession::DatabaseSession(const EngineClient &engine,
                                 QString container,
                                 DatabaseKind kind,
                                 QString what)
    : m_engine(engine)
    , m_container(std::move(container))
    , m_kind(kind)
    , m_what(std::move(what))
{
}

Result<QString> DatabaseSession::ask(const QByteArray &statements, std::stop_token stop) const
{
    const auto ended
        = runInContainer(m_engine, specOf(m_container, m_kind, statements), std::move(stop));
    if (!ended)
        return ended.error();
    if (!ended->succeeded())
        return ended->toError(u"The client of %1"_s.arg(m_what));
    if (ended->standardOutput.size() >= kLargestAnswer)
        return failed(u"The answer of %1 is too large."_s.arg(m_what));
    return QString::fromUtf8(ended->standardOutput);
}

Result<> DatabaseSession::stream(const QByteArray &statements,
                                 const std::function<bool(const QString &)> &line,
                                 std::stop_token stop) const
{
    ExecSpec spec = specOf(m_container, m_kind, statements);
    spec.captureOutput = false;
    std::stop_source enough;
    const std::stop_callback onStop(stop, [&] { enough.request_stop(); });
    const auto ended
        = runInContainer(m_engine, spec, enough.get_token(), [&](const OutputLine &output) {
              if (output.stream == OutputLine::Stream::Out && !enough.stop_requested()
                  && !line(output.text))
                  enough.request_stop();
          });
    if (stop.stop_requested())
        return cancelled();
    if (enough.stop_requested())
        return ok();
    if (!ended)
        return ended.error();
    return ended->succeeded() ? ok() : Result<>(ended->toError(u"The client of %1"_s.arg(m_what)));
}

} // namespace devstack
