// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/linetail.h"
#include "core/reporter.h"
#include "engine/buildprogress.h"

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>

namespace devstack {

/// Reads what Compose writes with `--progress json` and tells a reporter, in words for people and
/// as progress: BuildKit's raw JSON, events of 2.29 to 2.40, events of 5.x, and plain text.
///
/// | version | event                                                       |
/// |---------|-------------------------------------------------------------|
/// | 2.x     | {"id","status":"Creating"}, of pulls {"id","text":"Pulling"} |
/// | 5.x     | {"id","status":"Working","text":"Creating","details"}        |
class ComposeOutput
{
public:
    explicit ComposeOutput(Reporter &reporter);

    void feed(const OutputLine &line);
    /// Reports progress that was held back for not being told too often.
    void finish();

    /// The reason of a failure in Compose's or the build's own words; empty when it gave none.
    QString error() const;
    /// Something could not be pulled or started, whatever the exit code says.
    bool hasFailures() const { return !m_failures.isEmpty(); }
    /// Volumes that Compose would have made anew, had it been told that their data may go.
    const QStringList &keptVolumes() const { return m_keptVolumes; }
    /// The last 40 lines, as a person would have seen them.
    QString transcript() const { return m_tail.text(); }

private:
    struct Layer
    {
        qint64 current = 0;
        qint64 total = 0;
    };

    void feedEvent(const QJsonObject &fields);
    void feedLayer(const QString &id, const QString &verb, const QJsonObject &fields);
    void say(OutputLine::Stream stream, const QString &text);
    void report(const Progress &progress);
    Progress itemProgress() const;

    Reporter &m_reporter;
    BuildProgress m_build;
    QMap<QString, QString> m_items; ///< id → what happens to it
    QMap<QString, Layer> m_layers; ///< id → bytes
    QStringList m_failures;
    QStringList m_keptVolumes;
    QString m_error;
    LineTail m_tail;
    Progress m_last;
    bool m_heldBack = false;
    std::chrono::steady_clock::time_point m_reported {};
};

} // namespace devstack
