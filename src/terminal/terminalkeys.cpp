// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/terminalkeys.h"

#include <algorithm>
#include <iterator>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Keys that xterm sends as ESC [ letter, and as ESC O letter for applications.
struct LetterKey
{
    int key;
    char letter;
    bool always; ///< in the form for applications in any case
};
constexpr LetterKey kLetterKeys[] = {{Qt::Key_Up, 'A', false},
                                     {Qt::Key_Down, 'B', false},
                                     {Qt::Key_Right, 'C', false},
                                     {Qt::Key_Left, 'D', false},
                                     {Qt::Key_Home, 'H', false},
                                     {Qt::Key_End, 'F', false},
                                     {Qt::Key_F1, 'P', true},
                                     {Qt::Key_F2, 'Q', true},
                                     {Qt::Key_F3, 'R', true},
                                     {Qt::Key_F4, 'S', true}};

/// Keys that are ESC [ number ~.
struct NumberKey
{
    int key;
    int number;
};
constexpr NumberKey kNumberKeys[] = {{Qt::Key_Insert, 2},
                                     {Qt::Key_Delete, 3},
                                     {Qt::Key_PageUp, 5},
                                     {Qt::Key_PageDown, 6},
                                     {Qt::Key_F5, 15},
                                     {Qt::Key_F6, 17},
                                     {Qt::Key_F7, 18},
                                     {Qt::Key_F8, 19},
                                     {Qt::Key_F9, 20},
                                     {Qt::Key_F10, 21},
                                     {Qt::Key_F11, 23},
                                     {Qt::Key_F12, 24}};

/// 1, and what Shift, Alt and Control add to it.
int modifierNumber(Qt::KeyboardModifiers modifiers)
{
    return 1 + (modifiers & Qt::ShiftModifier ? 1 : 0) + (modifiers & Qt::AltModifier ? 2 : 0)
        + (modifiers & Qt::ControlModifier ? 4 : 0);
}

/// What Control makes of a key; empty when nothing.
QByteArray controlled(int key)
{
    if (key >= Qt::Key_A && key <= Qt::Key_Z)
        return QByteArray(1, char(key - Qt::Key_A + 1));
    switch (key) {
    case Qt::Key_Space:
    case Qt::Key_At:
        return QByteArray(1, '\0');
    case Qt::Key_BracketLeft:
        return "\x1b";
    case Qt::Key_Backslash:
        return "\x1c";
    case Qt::Key_BracketRight:
        return "\x1d";
    case Qt::Key_AsciiCircum:
        return "\x1e";
    case Qt::Key_Underscore:
    case Qt::Key_Slash:
        return "\x1f";
    default:
        return {};
    }
}

QByteArray ofSpecialKey(const TerminalKey &key, bool application)
{
    const int number = modifierNumber(key.modifiers);
    const auto *letter = std::ranges::find(kLetterKeys, key.key, &LetterKey::key);
    if (letter != std::end(kLetterKeys)) {
        if (number > 1)
            return "\x1b[1;" + QByteArray::number(number) + letter->letter;
        return QByteArray(application || letter->always ? "\x1bO" : "\x1b[") + letter->letter;
    }
    const auto *numbered = std::ranges::find(kNumberKeys, key.key, &NumberKey::key);
    if (numbered == std::end(kNumberKeys))
        return {};
    QByteArray bytes = "\x1b[" + QByteArray::number(numbered->number);
    if (number > 1)
        bytes += ';' + QByteArray::number(number);
    return bytes + '~';
}

} // namespace

QByteArray bytesOf(const TerminalKey &key, bool application)
{
    const bool control = key.modifiers & Qt::ControlModifier;
    const QByteArray before = key.modifiers & Qt::AltModifier ? "\x1b" : "";
    switch (key.key) {
    case Qt::Key_Backspace:
        return before + (control ? "\b" : "\x7f");
    case Qt::Key_Tab:
        return before + '\t';
    case Qt::Key_Backtab:
        return "\x1b[Z";
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return before + '\r';
    case Qt::Key_Escape:
        return before + '\x1b';
    default:
        break;
    }
    if (const QByteArray special = ofSpecialKey(key, application); !special.isEmpty())
        return special;
    if (control) {
        // AltGr is Control and Alt to some systems: what it types counts.
        const bool types = !key.text.isEmpty() && key.text.front().unicode() >= 0x20
            && key.modifiers & Qt::AltModifier;
        if (const QByteArray bytes = controlled(key.key); !bytes.isEmpty() && !types)
            return before + bytes;
        return types ? key.text.toUtf8() : QByteArray();
    }
    return key.text.isEmpty() ? QByteArray() : before + key.text.toUtf8();
}

QByteArray bytesOfPaste(const QString &text, bool marked)
{
    QString kept;
    QChar before;
    for (const QChar one : text) {
        const char16_t unit = one.unicode();
        const bool isControl = unit < 0x20 || (unit >= 0x7f && unit < 0xa0);
        if (unit == u'\n' || unit == u'\r') {
            if (unit != u'\n' || before != u'\r')
                kept += u'\r';
        } else if (unit == u'\t' || !isControl) {
            kept += one;
        }
        before = one;
    }
    if (!marked)
        return kept.toUtf8();
    return "\x1b[200~" + kept.toUtf8() + "\x1b[201~";
}

} // namespace devstack
