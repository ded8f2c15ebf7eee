// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/runs.h"
#include "ui/source/workspacehub.h"

#include <QObject>
#include <QStringList>

namespace devstack {

/// What is worth a notification: a run that ended, a service that became unhealthy.
///
/// Lives on the interface's thread.
class News : public QObject
{
    Q_OBJECT
public:
    News(WorkspaceHub &hub, Runs &runs, QObject *parent = nullptr);

signals:
    void happened(const QString &title, const QString &text, bool bad);

private:
    void lookForUnhealthy();

    WorkspaceHub &m_hub;
    QStringList m_unhealthy;
    bool m_primed = false; ///< the first snapshot of the workspace was seen
};

} // namespace devstack
