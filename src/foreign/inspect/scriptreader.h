// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/script.h"
#include "foreign/inspect/shelllexer.h"

namespace devstack {

/// Turns the words of a script into commands, loops and functions. Private to
/// foreign/inspect/script.h.
class ScriptReader
{
public:
    /// Fills `script`, whose variables may be given before. Both must outlive the reader.
    ScriptReader(const QStringList &lines, int firstLine, Script &script);

    void read();

private:
    enum class Kind { If, Loop, Case, Brace, Function, Subshell };
    struct Construct
    {
        Kind kind = Kind::If;
        int loop = -1;
        bool condition = false; ///< between if/while/until and then/do
        bool pattern = false; ///< of a case: before `)`
        QString function;
    };

    void word(const ShellToken &token);
    bool keyword(const ShellToken &token);
    void sign(const ShellToken &token);
    void beginFunction(const QString &name);
    void beginLoop(ShellLoop::Kind kind, const ShellToken &token);
    void open(const Construct &construct);
    void close(Kind kind);
    void endCommand(QStringView ending);
    bool assign(const ShellToken &token);
    void builtin(const SimpleCommand &command);
    void boundLoop(const SimpleCommand &command);
    int currentLoop() const;
    bool inCondition() const;
    QString lineText(int line);

    const QStringList &m_lines;
    int m_textLine = 0; ///< whose text `m_text` is
    QString m_text;
    int m_firstLine;
    Script &m_script;
    QList<Construct> m_constructs;
    QList<ShellToken> m_words; ///< of the command being read
    QString m_input;
    bool m_hasInput = false;
    bool m_piped = false;
    QString m_nextFunction; ///< `name()` was read, its body follows
    int m_parentheses = 0; ///< open ones right after a function's name
};

} // namespace devstack
