// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"
#include "engine/exec.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace devstack {

/// Makes a process inside a container findable: runs it through a line of `sh` that prints its own
/// process id and then becomes the command.
///
/// The command's words are positional parameters of the script, never part of its text. The engine
/// starts every exec as the leader of a session, so the id names the whole session.
class ExecWrapper
{
public:
    /// `Terminal`: somebody types to it. It is nobody's to wait for, so foreignCommand() does not
    /// know it.
    enum class Use { Command, Terminal };
    explicit ExecWrapper(Use use = Use::Command);

    QStringList wrapped(const QStringList &command) const;
    /// The command inside words that a wrapper of another process made; empty when they are not.
    static QStringList foreignCommand(const QStringList &words);
    /// Takes the announcement off the beginning of standard output; what is left is the command's.
    QByteArray strip(QByteArrayView output);
    /// What was held back because it might have become the announcement.
    QByteArray rest();
    /// Stands among the words of wrapped().
    const QString &marker() const { return m_marker; }
    /// The process id inside the container, once it was announced.
    std::optional<qint64> pid() const { return m_pid; }

private:
    bool m_mayComeLater; ///< the announcement need not be the first that is written
    QString m_marker; ///< random, so that no command's output can pass for it
    QByteArray m_held;
    bool m_searching = true;
    std::optional<qint64> m_pid;
};

/// Sends a signal ("TERM", "HUP", "KILL") to the session `pid` inside the container and to the
/// descendants of its members, as root and, where that is not enough, as the user who owns them.
void signalSession(const EngineClient &engine,
                   const ExecSpec &spec,
                   qint64 pid,
                   const QString &signal);

} // namespace devstack
