// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QSet>

#include <random>

namespace devstack::testing {

/// Makes services that ask for something of the host, each written in an odd way: other quotes,
/// escapes, tags, comments, line breaks, variables, brackets, anchors, and bytes changed at random.
/// The same seed and file make the same services.
class Mutants
{
public:
    Mutants(quint32 seed, quint32 file)
    {
        std::seed_seq both {seed, file};
        m_random.seed(both);
    }

    /// The lines of one service below its name, indented by four; ends with a line break.
    QByteArray service();

    /// What was chosen for the last service, without the characters that were escaped or changed at
    /// random: two of one shape differ in those alone.
    const QByteArray &shape() const { return m_shape; }
    /// Whether bytes of the last service were changed at random.
    bool isScrambled() const { return m_isScrambled; }

    /// All keys that stand in services, at any depth, unless bytes were changed at random.
    static const QSet<QByteArray> &keys();

    /// The `.env` that their variables take values from.
    static QByteArray variables();

private:
    std::size_t below(std::size_t limit);
    const char *oneOf(const QList<const char *> &choices);
    QByteArray path();
    QByteArray written(const QByteArray &value);
    QByteArray key(const QByteArray &name);
    QByteArray property();

    std::mt19937 m_random;
    QByteArray m_shape;
    bool m_isScrambled = false;
};

} // namespace devstack::testing
