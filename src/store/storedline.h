// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/linelevel.h"

#include <QByteArray>

#include <optional>

namespace devstack {

/// One line of a segment of the log store (store/logstore.h):
///
///     1795297865123456789 oi GET /health/ 200
///
/// the time in nanoseconds since 1970 (19 digits), two letters and marks, the text. The first
/// letter says what it is: `o` standard output, `e` standard error, `>` a run of the container
/// began, `<` it ended (the text is the exit code), `!` a note of the recorder. The second is the
/// level: `.`, `d`, `i`, `w`, `e`. Marks: `~` the text could not be kept exactly (bytes that are no
/// UTF-8, NUL),
/// `+` it goes on from a line that was too long.
struct StoredLine
{
    enum class Kind { Out, Err, Started, Ended, Note };
    Kind kind = Kind::Out;
    qint64 timeNano = 0;
    LineLevel level = LineLevel::None;
    bool isAltered = false;
    bool isRest = false;
    QByteArrayView text; ///< of whoever it was read from

    bool isOutput() const { return kind == Kind::Out || kind == Kind::Err; }
};

/// Appends the line with its end. What would break the form of the file (NUL, a line end) becomes a
/// visible character and is marked.
void appendStored(QByteArray &bytes, StoredLine line);

/// Reads a line without its end; nothing for what is none (a disk that lost power leaves such).
std::optional<StoredLine> parseStored(QByteArrayView line);

} // namespace devstack
