// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <array>

namespace devstack {

/// A control sequence: ESC [ prefix arguments intermediate final.
struct TerminalSequence
{
    static constexpr int kMost = 32;

    char prefix = 0; ///< one of ? > = <
    char intermediate = 0; ///< the last one
    char final = 0;
    int count = 0; ///< of the arguments
    std::array<int, kMost> values {}; ///< 0 to 65535; -1: left out
    std::array<bool, kMost> isPart {}; ///< stood behind a colon: belongs to the one before

    /// The argument; `instead` where it is left out or there is none.
    int at(int index, int instead = 0) const
    {
        return index < count && values[std::size_t(index)] >= 0 ? values[std::size_t(index)]
                                                                : instead;
    }
    /// The same for counts, where 0 means 1 as well.
    int times(int index = 0) const { return qMax(1, at(index, 1)); }
};

/// What a parser finds.
class TerminalHandler
{
public:
    virtual ~TerminalHandler() = default;
    /// Printable ASCII.
    virtual void printAscii(QByteArrayView text) = 0;
    /// Any other printable character.
    virtual void print(char32_t character) = 0;
    /// 0x00 to 0x1f without those that belong to sequences.
    virtual void control(char byte) = 0;
    /// ESC intermediate final; 0: no intermediate.
    virtual void escape(char intermediate, char final) = 0;
    virtual void sequence(const TerminalSequence &sequence) = 0;
    /// ESC ] text: at most 4 KiB of it.
    virtual void command(QByteArrayView text) = 0;
};

/// Takes the bytes that a program writes to a terminal apart, however they are cut: the state
/// machine of the VT500, with UTF-8 in place of its eight-bit controls. Strings for devices (DCS,
/// APC, PM, SOS) are passed over. Bounded memory, no error: what makes no sense is left out.
class TerminalParser
{
public:
    explicit TerminalParser(TerminalHandler &handler)
        : m_handler(handler)
    {
    }

    void feed(QByteArrayView bytes);

private:
    enum class State { Ground, Escape, Sequence, PassSequence, Command, PassString, StringEscape };

    void ground(uchar byte);
    void escape(uchar byte);
    void sequence(uchar byte);
    void string(uchar byte);
    void begin(State state);
    void endCommand();
    void finishCharacter();
    void brokenCharacter();

    TerminalHandler &m_handler;
    State m_state = State::Ground;
    TerminalSequence m_sequence;
    char m_intermediate = 0; ///< of an escape
    bool m_inCommand = false; ///< the string that is read is one for us
    QByteArray m_command;
    char32_t m_character = 0; ///< of UTF-8, as far as it came
    char32_t m_least = 0; ///< that its length may stand for
    int m_missing = 0; ///< bytes of it
};

} // namespace devstack
