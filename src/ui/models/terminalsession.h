// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "terminal/terminalscreen.h"
#include "ui/models/terminalclient.h"

#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace devstack {

/// One terminal of the window: the screen, and the program behind it. It stays when the program has
/// ended, with what was written last.
///
/// Reads a slice at a time, so that a program that floods leaves the interface its share; meanwhile
/// the program waits.
class TerminalSession : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Terminals opens them")
    Q_PROPERTY(devstack::TerminalSession::State state READ state NOTIFY stateChanged)
    /// Of an ended one.
    Q_PROPERTY(int exitCode READ exitCode NOTIFY stateChanged)
    /// Why it did not begin, and what to do.
    Q_PROPERTY(QString problem READ problem NOTIFY stateChanged)
    Q_PROPERTY(QString hint READ hint NOTIFY stateChanged)
    /// What the program calls its window; may be empty.
    Q_PROPERTY(QString title READ title NOTIFY titleChanged)
public:
    enum class State { Opening, Live, Ended, Failed };
    Q_ENUM(State)

    explicit TerminalSession(QObject *parent = nullptr);
    ~TerminalSession() override;

    const TerminalScreen &screen() const { return m_screen; }
    State state() const { return m_state; }
    int exitCode() const { return m_exitCode; }
    QString problem() const { return m_problem.message; }
    QString hint() const { return m_problem.hint; }
    QString title() const { return m_screen.title(); }

    /// A program is asked for; what was shown before stays above it.
    void begin();
    void attach(std::shared_ptr<TerminalClient> client);
    void fail(const Error &error);
    /// Sends bytes to the program; nothing once it has ended.
    void type(const QByteArray &bytes);
    void resize(TerminalSize size);
    void clearHistory();

signals:
    void stateChanged();
    void titleChanged();
    void screenChanged();
    void rang();

private:
    void readSlice();
    void write(QByteArrayView bytes);
    void setState(State state);

    TerminalScreen m_screen;
    std::shared_ptr<TerminalClient> m_client;
    State m_state = State::Opening;
    int m_exitCode = 0;
    Error m_problem;
    QByteArray m_unread; ///< taken from the client, not on the screen yet
    QTimer m_slices;
};

} // namespace devstack
