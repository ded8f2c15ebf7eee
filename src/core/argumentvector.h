// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFile>
#include <QStringList>

#include <vector>

namespace devstack {

/// Words as exec(3) and posix_spawn(3) take them: pointers to C strings with a null at the end.
/// Owns the bytes, which the pointers are good for as long as it lives.
class ArgumentVector
{
public:
    explicit ArgumentVector(const QStringList &words)
    {
        m_bytes.reserve(std::size_t(words.size()));
        for (const QString &word : words)
            m_pointers.push_back(m_bytes.emplace_back(QFile::encodeName(word)).data());
        m_pointers.push_back(nullptr);
    }
    Q_DISABLE_COPY_MOVE(ArgumentVector)

    /// The program: the first word; null when there is none.
    const char *program() const { return m_pointers.front(); }
    char **data() { return m_pointers.data(); }

private:
    std::vector<QByteArray> m_bytes;
    std::vector<char *> m_pointers;
};

} // namespace devstack
