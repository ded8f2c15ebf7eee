// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/ioctl.h>
#include <termios.h>

namespace devstack {

/// Columns of the terminal behind the descriptor; 0 when it is none or does not know.
inline int terminalWidth(int descriptor)
{
    winsize size {};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Hands every key on as it is typed, while it lives. Output keeps its line ends: what else this
/// program says must stay readable.
class RawTerminal
{
public:
    explicit RawTerminal(int descriptor)
        : m_descriptor(descriptor)
        , m_isTerminal(::tcgetattr(descriptor, &m_saved) == 0)
    {
        if (!m_isTerminal)
            return;
        termios raw = m_saved;
        ::cfmakeraw(&raw);
        raw.c_oflag = m_saved.c_oflag;
        ::tcsetattr(descriptor, TCSANOW, &raw);
    }
    ~RawTerminal()
    {
        if (m_isTerminal)
            ::tcsetattr(m_descriptor, TCSADRAIN, &m_saved);
    }
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;

private:
    int m_descriptor;
    termios m_saved {};
    bool m_isTerminal;
};

/// What is typed at a terminal is not shown while it lives.
class HiddenTyping
{
public:
    explicit HiddenTyping(int descriptor)
        : m_descriptor(descriptor)
        , m_isTerminal(::tcgetattr(descriptor, &m_saved) == 0)
    {
        if (!m_isTerminal)
            return;
        termios hidden = m_saved;
        hidden.c_lflag &= ~tcflag_t(ECHO);
        ::tcsetattr(descriptor, TCSADRAIN, &hidden);
    }
    ~HiddenTyping()
    {
        if (m_isTerminal)
            ::tcsetattr(m_descriptor, TCSADRAIN, &m_saved);
    }
    HiddenTyping(const HiddenTyping &) = delete;
    HiddenTyping &operator=(const HiddenTyping &) = delete;

private:
    int m_descriptor;
    termios m_saved {};
    bool m_isTerminal;
};

} // namespace devstack
