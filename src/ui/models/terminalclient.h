// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "terminal/terminalscreen.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

namespace devstack {

/// What a terminal of the window is to show.
struct TerminalRequest
{
    QString ida;
    QString service; ///< empty: the one that is meant when none is named
    QString command; ///< one that the IDA declares, or "dbshell"; empty: a shell
    QStringList words; ///< behind the command
    TerminalSize size;
};

/// A program that writes to a terminal of the window and is typed to. Lives on the interface's
/// thread and never blocks it. The destructor ends the program, and what it started wherever that
/// runs.
class TerminalClient : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// At most `most` bytes of what was written; what nobody reads makes the program wait. An empty
    /// answer: nothing now, readable() tells of more.
    virtual QByteArray read(qsizetype most) = 0;
    virtual void write(const QByteArray &bytes) = 0;
    virtual void resize(TerminalSize size) = 0;

signals:
    /// Once, until read() answered nothing.
    void readable();
    /// After everything was read.
    void ended(int exitCode);
};

} // namespace devstack
