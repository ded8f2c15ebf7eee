// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// The last 40 lines of what a tool wrote: enough to tell why it failed, whatever it wrote before.
class LineTail
{
public:
    void add(const QString &line)
    {
        m_lines += line;
        if (m_lines.size() > kMostLines)
            m_lines.removeFirst();
    }

    /// The lines, joined by line feeds.
    QString text() const { return m_lines.join(u'\n'); }

private:
    static constexpr int kMostLines = 40;

    QStringList m_lines;
};

} // namespace devstack
