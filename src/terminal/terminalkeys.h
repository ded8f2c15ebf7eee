// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace devstack {

/// A key that was pressed at a terminal.
struct TerminalKey
{
    int key = 0; ///< Qt::Key
    Qt::KeyboardModifiers modifiers;
    QString text; ///< what it types
};

/// The bytes that an xterm sends for it; empty for keys that send nothing. `application`: the
/// program asked for arrow keys in the form for applications.
QByteArray bytesOf(const TerminalKey &key, bool application);

/// What a paste sends: line ends as the Enter key has them, and no control character that would be
/// more than text. `marked`: the program asked for a mark around it.
QByteArray bytesOfPaste(const QString &text, bool marked);

} // namespace devstack
