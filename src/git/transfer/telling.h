// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QString>

namespace devstack::git {

/// Tells whoever started this program how the transfer goes, on standard output, see TransferLines.
/// Used on one thread.
class Telling
{
public:
    /// At most twenty times a second, but at once when the text before its ":" changes; libgit2
    /// reports every object.
    void progress(const Progress &progress);
    /// Somebody else takes time; said at most once in a tenth of a second.
    void waiting();
    /// Writes the line whole. Nobody reading any more is a request to stop.
    void write(const QByteArray &line);

private:
    bool isDue(qint64 milliseconds);

    QElapsedTimer m_last;
    QString m_subject;
};

} // namespace devstack::git
