// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLocalServer>
#include <QObject>

namespace devstack {

/// One window per workspace: the first start listens, a second one asks it to come to the front.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(QObject *parent = nullptr);

    /// Takes the place for a workspace; gives up an earlier one. False when another window holds
    /// it: that one was asked to show itself. Waits at most a second for it. Without a workspace
    /// (empty) nothing is taken.
    bool claim(const QString &workspace);

signals:
    void raiseRequested();

private:
    QLocalServer m_server;
};

} // namespace devstack
