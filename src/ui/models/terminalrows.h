// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/terminalsession.h"

#include <QObject>
#include <QString>

namespace devstack {

/// A terminal of the window, as its tab shows it.
struct TerminalRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(bool database MEMBER database)
    Q_PROPERTY(devstack::TerminalSession::State phase MEMBER phase)
    Q_PROPERTY(devstack::TerminalSession *session MEMBER session)
    Q_PROPERTY(QString stopped MEMBER stopped)
public:
    QString key;
    QString name; ///< "credentials/app", "credentials/app 2", "credentials: console"
    QString title; ///< what the program calls itself; may be empty
    bool database = false; ///< the client of a database
    TerminalSession::State phase = TerminalSession::State::Opening;
    TerminalSession *session = nullptr; ///< null for a moment only
    QString stopped; ///< "credentials/app" while that service does not run; empty: it does

    const QString &identity() const { return key; }
    bool operator==(const TerminalRow &) const = default;
};

/// A running service that a terminal can be opened in.
struct TerminalChoiceRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString service MEMBER service)
    Q_PROPERTY(bool database MEMBER database)
public:
    QString key;
    QString ida;
    QString service;
    bool database = false; ///< its client rather than a shell

    const QString &identity() const { return key; }
    bool operator==(const TerminalChoiceRow &) const = default;
};

} // namespace devstack
