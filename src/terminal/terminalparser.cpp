// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/terminalparser.h"

#include <algorithm>

namespace devstack {

namespace {

constexpr qsizetype kCommandLimit = 4096;
constexpr int kValueLimit = 65535;
constexpr uchar kEscape = 0x1b;
constexpr uchar kCancel = 0x18;
constexpr uchar kSubstitute = 0x1a;
constexpr uchar kBell = 0x07;
constexpr uchar kDelete = 0x7f;
constexpr char32_t kReplacement = 0xfffd;

constexpr bool isPlain(uchar byte)
{
    return byte >= 0x20 && byte < kDelete;
}

} // namespace

void TerminalParser::begin(State state)
{
    m_state = state;
    m_intermediate = 0;
    if (state == State::Sequence)
        m_sequence = {};
}

void TerminalParser::feed(QByteArrayView bytes)
{
    const auto *at = reinterpret_cast<const uchar *>(bytes.data());
    const auto *const end = at + bytes.size();
    while (at != end) {
        if (m_state == State::Ground && m_missing == 0 && isPlain(*at)) {
            const auto *const last = std::find_if_not(at, end, isPlain);
            m_handler.printAscii(
                QByteArrayView(reinterpret_cast<const char *>(at), qsizetype(last - at)));
            at = last;
            continue;
        }
        const uchar byte = *at++;
        switch (m_state) {
        case State::Ground:
            ground(byte);
            break;
        case State::Escape:
            escape(byte);
            break;
        case State::Sequence:
        case State::PassSequence:
            sequence(byte);
            break;
        case State::Command:
        case State::PassString:
        case State::StringEscape:
            string(byte);
            break;
        }
    }
}

void TerminalParser::brokenCharacter()
{
    m_missing = 0;
    m_handler.print(kReplacement);
}

void TerminalParser::finishCharacter()
{
    const bool isSurrogate = m_character >= 0xd800 && m_character < 0xe000;
    // Eight-bit controls: only hostile output has them.
    const bool isControl = m_character < 0xa0;
    if (m_character < m_least || m_character > 0x10ffff || isSurrogate)
        m_handler.print(kReplacement);
    else if (!isControl)
        m_handler.print(m_character);
}

void TerminalParser::ground(uchar byte)
{
    if (m_missing > 0) {
        if ((byte & 0xc0) == 0x80) {
            m_character = m_character << 6 | (byte & 0x3f);
            if (--m_missing == 0)
                finishCharacter();
            return;
        }
        brokenCharacter();
    }
    if (byte == kEscape) {
        begin(State::Escape);
    } else if (byte < 0x20) {
        m_handler.control(char(byte));
    } else if (isPlain(byte)) {
        const char one = char(byte);
        m_handler.printAscii(QByteArrayView(&one, 1));
    } else if (byte >= 0xc2 && byte < 0xe0) {
        m_missing = 1;
        m_character = byte & 0x1f;
        m_least = 0x80;
    } else if (byte >= 0xe0 && byte < 0xf0) {
        m_missing = 2;
        m_character = byte & 0x0f;
        m_least = 0x800;
    } else if (byte >= 0xf0 && byte < 0xf5) {
        m_missing = 3;
        m_character = byte & 0x07;
        m_least = 0x10000;
    } else if (byte != kDelete) {
        brokenCharacter();
    }
}

void TerminalParser::escape(uchar byte)
{
    if (byte == kEscape) {
        begin(State::Escape);
    } else if (byte == kCancel || byte == kSubstitute) {
        begin(State::Ground);
    } else if (byte < 0x20) {
        m_handler.control(char(byte));
    } else if (byte < 0x30) {
        m_intermediate = char(byte);
    } else if (m_intermediate != 0) {
        const char intermediate = m_intermediate;
        begin(State::Ground);
        if (byte < kDelete)
            m_handler.escape(intermediate, char(byte));
    } else if (byte == '[') {
        begin(State::Sequence);
    } else if (byte == ']') {
        begin(State::Command);
        m_command.clear();
        m_inCommand = true;
    } else if (byte == 'P' || byte == 'X' || byte == '^' || byte == '_') {
        begin(State::PassString);
        m_inCommand = false;
    } else {
        begin(State::Ground);
        if (byte < kDelete)
            m_handler.escape(0, char(byte));
    }
}

void TerminalParser::sequence(uchar byte)
{
    TerminalSequence &found = m_sequence;
    const bool isKept = m_state == State::Sequence;
    if (byte == kEscape) {
        begin(State::Escape);
    } else if (byte == kCancel || byte == kSubstitute) {
        begin(State::Ground);
    } else if (byte < 0x20) {
        m_handler.control(char(byte));
    } else if (byte >= 0x40 && byte < kDelete) {
        found.final = char(byte);
        begin(State::Ground);
        if (isKept)
            m_handler.sequence(found);
    } else if (byte >= 0x80) {
        begin(State::Ground);
        ground(byte);
    } else if (!isKept || byte == kDelete) {
        return;
    } else if (byte < 0x30) {
        found.intermediate = char(byte);
    } else if (found.intermediate != 0) {
        m_state = State::PassSequence;
    } else if (byte >= 0x3c) {
        if (found.count > 0 || found.prefix != 0)
            m_state = State::PassSequence;
        found.prefix = char(byte);
    } else {
        if (found.count == 0)
            found.values[std::size_t(found.count++)] = -1;
        if (byte == ';' || byte == ':') {
            if (found.count == TerminalSequence::kMost) {
                m_state = State::PassSequence;
                return;
            }
            found.isPart[std::size_t(found.count)] = byte == ':';
            found.values[std::size_t(found.count++)] = -1;
        } else {
            int &value = found.values[std::size_t(found.count - 1)];
            value = std::min(kValueLimit, std::max(0, value) * 10 + (byte - '0'));
        }
    }
}

void TerminalParser::endCommand()
{
    begin(State::Ground);
    if (m_inCommand)
        m_handler.command(m_command);
    m_command.clear();
}

void TerminalParser::string(uchar byte)
{
    if (m_state == State::StringEscape) {
        if (byte == '\\') {
            endCommand();
        } else {
            // Not its end: the string is given up for what begins here.
            m_command.clear();
            begin(State::Escape);
            escape(byte);
        }
    } else if (byte == kEscape) {
        m_state = State::StringEscape;
    } else if (byte == kCancel || byte == kSubstitute) {
        m_command.clear();
        begin(State::Ground);
    } else if (byte == kBell && m_inCommand) {
        endCommand();
    } else if (m_inCommand && m_command.size() < kCommandLimit) {
        m_command += char(byte);
    }
}

} // namespace devstack
