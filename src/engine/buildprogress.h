// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <functional>

namespace devstack {

/// Follows BuildKit's raw JSON (moby/buildkit client.SolveStatus): which steps there are, which are
/// done, what they write.
class BuildProgress
{
public:
    using LineSink = std::function<void(const QString &)>;

    explicit BuildProgress(LineSink sink);

    static bool isBuildEvent(const QJsonObject &fields);
    void feed(const QJsonObject &fields);

    /// Steps done of steps known, with the newest running step as text.
    Progress progress() const;
    /// The error of the step that failed, empty without one.
    QString error() const { return m_error; }

private:
    struct Step
    {
        QString name;
        bool started = false;
        bool completed = false;
    };

    void feedStep(const QJsonObject &vertex);
    void feedLog(const QJsonObject &log);

    LineSink m_sink;
    QMap<QString, Step> m_steps; ///< by digest
    QMap<QString, QByteArray> m_rests; ///< unfinished lines, by digest
    QString m_current; ///< name of the step that started last
    QString m_error;
};

} // namespace devstack
