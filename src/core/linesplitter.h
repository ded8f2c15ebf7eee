// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <functional>

namespace devstack {

/// Cuts a byte stream into lines, without their ends. Each is whole UTF-8 again: a character that
/// is split between two reads survives.
///
/// Bounded, because hostile output must not fill memory: of a line that is too long the pieces are
/// handed out, cut between characters, or nothing at all.
class LineSplitter
{
public:
    /// The view is valid during the call.
    using Sink = std::function<void(QByteArrayView line)>;
    enum class TooLong { Cut, Drop };
    static constexpr qsizetype kLongestLine = 64 * 1024; ///< bytes

    explicit LineSplitter(Sink sink,
                          qsizetype longest = kLongestLine,
                          TooLong tooLong = TooLong::Cut);
    void feed(QByteArrayView bytes);
    /// Hands out a last line that had no line end.
    void finish();

private:
    void keep(QByteArrayView piece);
    void emitLine(QByteArrayView line);

    Sink m_sink;
    qsizetype m_longest;
    TooLong m_tooLong;
    QByteArray m_rest;
    bool m_dropping = false;
};

} // namespace devstack
