// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/journalreader.h"

#include <QList>
#include <QString>

namespace devstack {

/// Follows the newest run of a workspace, in any process; reads only new lines.
class RunningSteps
{
public:
    explicit RunningSteps(const QString &runsFolder);

    /// The steps that run right now, without their output.
    QList<RunStep> now();

private:
    QString m_folder;
    QString m_path; ///< of the journal that m_reader has up to m_read
    qint64 m_read = 0;
    JournalReader m_reader;
};

} // namespace devstack
