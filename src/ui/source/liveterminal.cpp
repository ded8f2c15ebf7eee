// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/liveterminal.h"

#include "core/log.h"
#include "service/workspace.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QThreadPool>

#include <chrono>
#include <mutex>
#include <utility>

namespace devstack {

using namespace std::chrono_literals;

namespace {

constexpr auto kCollectEvery = 20ms;
constexpr auto kAnnouncementLimit = 5s;
/// A paste that the program does not read.
constexpr qsizetype kUnsentLimit = 4 * 1024 * 1024;
constexpr int kNotExecutable = 126;
constexpr int kNotFound = 127;

Result<std::unique_ptr<PtyChild>> startChild(const QStringList &vector, TerminalSize size)
{
    return PtyChild::start(vector, QProcessEnvironment::systemEnvironment(), size);
}

/// The client goes last: until the process in the container is known, only it can tell.
void endThere(Workspace &workspace, TerminalCommand command, std::shared_ptr<PtyChild> child)
{
    QElapsedTimer clock;
    clock.start();
    while (!command.wrapper.pid() && !child->isAtEnd()
           && std::chrono::milliseconds(clock.elapsed()) < kAnnouncementLimit) {
        child->waitForOutput(100ms);
        command.wrapper.strip(child->read(4096));
    }
    child.reset();
    if (const auto ended = endTerminalCommand(workspace, command); !ended)
        log::get("terminal")->warn("{}: {}", command.inside.container, ended.error().message);
}

/// While the application goes, no timer fires any more: what still ends then would wait for ever.
void finishBeforeTheEnd()
{
    static std::once_flag once;
    std::call_once(once,
                   [] { qAddPostRoutine([] { QThreadPool::globalInstance()->waitForDone(); }); });
}

} // namespace

Result<std::shared_ptr<TerminalClient>> LiveTerminal::start(std::shared_ptr<Workspace> workspace,
                                                            const TerminalCommand &command,
                                                            TerminalSize size)
{
    auto child = startChild(command.toVector(), size);
    if (!child)
        return child.error();
    return std::shared_ptr<TerminalClient>(
        new LiveTerminal(std::move(workspace), command, std::move(*child), size));
}

LiveTerminal::LiveTerminal(std::shared_ptr<Workspace> workspace,
                           const TerminalCommand &command,
                           std::unique_ptr<PtyChild> child,
                           TerminalSize size)
    : m_workspace(std::move(workspace))
    , m_command(command)
    , m_child(std::move(child))
    , m_size(size)
{
    m_collecting.setInterval(kCollectEvery);
    connect(&m_collecting, &QTimer::timeout, this, &LiveTerminal::collect);
    watch();
}

LiveTerminal::~LiveTerminal()
{
    m_reader.reset();
    m_writer.reset();
    if (m_isPlain || (!m_command.wrapper.pid() && m_child->exitCode()))
        return; // nothing is known of it in the container, or it never came there
    finishBeforeTheEnd();
    // A client that was detached has ended too, and left the process behind.
    QThreadPool::globalInstance()->start(
        [workspace = m_workspace, command = m_command, child = std::move(m_child)]() mutable {
            endThere(*workspace, command, std::move(child));
        });
}

void LiveTerminal::watch()
{
    m_reader = std::make_unique<QSocketNotifier>(m_child->descriptor(), QSocketNotifier::Read);
    m_writer = std::make_unique<QSocketNotifier>(m_child->descriptor(), QSocketNotifier::Write);
    m_writer->setEnabled(false);
    connect(m_reader.get(), &QSocketNotifier::activated, this, [this] {
        m_reader->setEnabled(false);
        emit readable();
    });
    connect(m_writer.get(), &QSocketNotifier::activated, this, &LiveTerminal::send);
}

QByteArray LiveTerminal::read(qsizetype most)
{
    if (m_isOver)
        return std::exchange(m_rest, {});
    for (;;) {
        const QByteArray bytes = m_child->read(most);
        if (bytes.isEmpty()) {
            if (!m_child->isAtEnd())
                m_reader->setEnabled(true);
            else if (!m_collecting.isActive())
                m_collecting.start();
            return {};
        }
        if (m_isPlain || m_command.wrapper.pid())
            return bytes;
        const QByteArray shown = m_command.wrapper.strip(bytes);
        if (m_command.wrapper.pid())
            send();
        if (!shown.isEmpty())
            return shown;
    }
}

void LiveTerminal::write(const QByteArray &bytes)
{
    if (m_unsent.size() + bytes.size() > kUnsentLimit)
        return;
    m_unsent += bytes;
    send();
}

void LiveTerminal::send()
{
    // Until the command has the terminal, what is typed would be echoed into its announcement.
    const bool isReady = m_isPlain || m_command.wrapper.pid();
    if (isReady && !m_unsent.isEmpty())
        m_unsent.remove(0, m_child->write(m_unsent));
    m_writer->setEnabled(isReady && !m_unsent.isEmpty() && !m_child->isAtEnd());
}

void LiveTerminal::resize(TerminalSize size)
{
    m_size = size;
    m_child->resize(size);
}

bool LiveTerminal::beginsAgainPlainly(int exitCode)
{
    if (m_isPlain || m_command.wrapper.pid()
        || (exitCode != kNotExecutable && exitCode != kNotFound)
        || m_command.inside.command.value(0) == QLatin1String("sh"))
        return false;
    auto child = startChild(m_command.inside.toVector(), m_size);
    if (!child)
        return false;
    m_isPlain = true;
    m_child = std::move(*child);
    watch();
    send();
    return true;
}

void LiveTerminal::collect()
{
    const auto code = m_child->exitCode();
    if (!code)
        return;
    if (!m_isOver && beginsAgainPlainly(*code)) {
        m_collecting.stop();
        return;
    }
    if (!m_isOver) {
        m_isOver = true;
        m_writer->setEnabled(false);
        // Without an announcement: why docker could not start it.
        m_rest = m_command.wrapper.rest();
        if (!m_rest.isEmpty())
            emit readable();
    }
    if (!m_rest.isEmpty())
        return; // nobody read it yet
    m_collecting.stop();
    emit ended(*code);
}

} // namespace devstack
