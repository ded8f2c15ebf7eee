// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "store/runstate.h"

#include <QByteArray>
#include <QHash>

namespace devstack {

/// Turns the bytes of a run journal into a RunState, as they arrive.
///
/// Lines that it does not understand are ignored, and words are Unknown: a newer program may write
/// more.
class JournalReader
{
public:
    /// Whether the lines that steps wrote are kept: they are most of a journal.
    enum class Output { Keep, Drop };

    explicit JournalReader(Output output = Output::Keep)
        : m_output(output)
    {
    }
    /// More bytes of the file, in order; a line that is not complete waits for its rest. Answers
    /// the ids of the steps that changed (an empty id: the run as a whole).
    QStringList feed(const QByteArray &bytes);
    const RunState &state() const { return m_state; }
    /// The process is gone: a run without an end is Interrupted, its running steps are
    /// Cancelled.
    /// `last`: when the journal was written to last; it took at least until then.
    void closeInterrupted(const QDateTime &last = {});

private:
    QString applyLine(const QJsonObject &line);
    void applySteps(const QJsonObject &line);
    RunStep *find(const QString &id);

    Output m_output;
    RunState m_state;
    QHash<QString, qsizetype> m_index;
    QByteArray m_rest;
};

/// Reads a whole journal; a run whose process is gone without an end comes back as Interrupted.
Result<RunState> readRun(const QString &path);

} // namespace devstack
