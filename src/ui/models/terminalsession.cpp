// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/terminalsession.h"

#include <QElapsedTimer>

#include <algorithm>

namespace devstack {

using namespace std::chrono_literals;

namespace {

/// How long a slice may take, and the interface's share between two.
constexpr qint64 kTerminalSliceMs = 9;
constexpr auto kTerminalPause = 3ms;
constexpr qsizetype kTerminalRead = 64 * 1024;
/// What is looked at the clock for: little output may ask for much work.
constexpr qsizetype kTerminalPiece = 1024;

} // namespace

TerminalSession::TerminalSession(QObject *parent)
    : QObject(parent)
{
    m_slices.setSingleShot(true);
    m_slices.setTimerType(Qt::PreciseTimer);
    connect(&m_slices, &QTimer::timeout, this, &TerminalSession::readSlice);
}

TerminalSession::~TerminalSession() = default;

void TerminalSession::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

void TerminalSession::begin()
{
    m_client.reset();
    m_unread.clear();
    m_problem = {};
    // As the program before left it: the main screen, and a line of its own.
    if (m_state != State::Opening) {
        m_screen.write("\x1b[?1049l\x1b[!p\r\n");
        emit screenChanged();
    }
    setState(State::Opening);
}

void TerminalSession::attach(std::shared_ptr<TerminalClient> client)
{
    m_client = std::move(client);
    m_client->resize(m_screen.size());
    connect(m_client.get(), &TerminalClient::readable, this, [this] {
        if (!m_slices.isActive())
            m_slices.start(0ms);
    });
    connect(m_client.get(), &TerminalClient::ended, this, [this](int exitCode) {
        m_exitCode = exitCode;
        setState(State::Ended);
    });
    setState(State::Live);
}

void TerminalSession::fail(const Error &error)
{
    m_problem = error;
    setState(State::Failed);
}

void TerminalSession::type(const QByteArray &bytes)
{
    if (m_client && m_state == State::Live && !bytes.isEmpty())
        m_client->write(bytes);
}

void TerminalSession::resize(TerminalSize size)
{
    const TerminalSize before = m_screen.size();
    m_screen.resize(size);
    if (m_screen.size() == before)
        return;
    if (m_client)
        m_client->resize(m_screen.size());
    emit screenChanged();
}

void TerminalSession::clearHistory()
{
    m_screen.clearHistory();
    emit screenChanged();
}

void TerminalSession::write(QByteArrayView bytes)
{
    m_screen.write(bytes);
    type(m_screen.takeAnswers());
}

void TerminalSession::readSlice()
{
    QElapsedTimer clock;
    clock.start();
    const QString title = m_screen.title();
    bool isMore = true;
    while (clock.elapsed() < kTerminalSliceMs) {
        if (m_unread.isEmpty())
            m_unread = m_client ? m_client->read(kTerminalRead) : QByteArray();
        isMore = !m_unread.isEmpty();
        if (!isMore)
            break;
        qsizetype at = 0;
        while (at < m_unread.size() && clock.elapsed() < kTerminalSliceMs) {
            const qsizetype size = std::min(kTerminalPiece, m_unread.size() - at);
            write(QByteArrayView(m_unread).sliced(at, size));
            at += size;
        }
        m_unread.remove(0, at);
    }
    if (isMore)
        m_slices.start(kTerminalPause);
    emit screenChanged();
    if (m_screen.takeBell())
        emit rang();
    if (title != m_screen.title())
        emit titleChanged();
}

} // namespace devstack
