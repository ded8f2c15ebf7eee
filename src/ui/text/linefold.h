// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

namespace devstack {

/// Finds the lines that belong together in what one container wrote: a stack trace of Python, Java
/// or Node is one entry, shown by the line that tells what went wrong until it is opened.
class LineFold
{
public:
    /// Takes the next line; true: it goes on with the entry of the lines before, false: it begins
    /// one.
    bool goesOn(QByteArrayView text);
    /// Which line of the entry tells: the last of a Python trace, the first of the others.
    int tellingLine() const { return m_telling; }
    int lines() const { return m_lines; }
    bool isTrace() const { return m_lines > 1; }

private:
    enum class Kind { Plain, Python, Frames };
    Kind m_kind = Kind::Plain;
    int m_lines = 0;
    int m_telling = 0;
    bool m_ended = false; ///< the last line of a Python trace has come
};

} // namespace devstack
