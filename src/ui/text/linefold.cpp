// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linefold.h"

namespace devstack {

namespace {

/// A deeper recursion is shown in pieces.
constexpr int kLongestTrace = 500;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// A line of a Java or Node trace below its first.
bool isFrame(QByteArrayView text)
{
    if (text.startsWith("Caused by: "))
        return true;
    qsizetype at = 0;
    while (at < text.size() && isBlank(text[at]))
        ++at;
    const QByteArrayView rest = text.sliced(at);
    return at > 0
        && (rest.startsWith("at ") || rest.startsWith("Suppressed: ")
            || (rest.startsWith("... ") && rest.endsWith(" more")));
}

} // namespace

bool LineFold::goesOn(QByteArrayView text)
{
    if (m_lines > 0 && m_lines < kLongestTrace && !m_ended) {
        if (m_kind == Kind::Python) {
            m_ended = text.isEmpty() || !isBlank(text[0]);
            m_telling = m_lines;
            ++m_lines;
            return true;
        }
        if (isFrame(text)) {
            m_kind = Kind::Frames;
            ++m_lines;
            return true;
        }
    }
    *this = {};
    m_lines = 1;
    if (text.startsWith("Traceback (most recent call last):"))
        m_kind = Kind::Python;
    return false;
}

} // namespace devstack
