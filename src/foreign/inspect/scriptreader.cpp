// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/scriptreader.h"

#include "foreign/inspect/shellwords.h"

#include <QRegularExpression>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Deeper ones are read as if they were not nested: every command asks for what is around it.
constexpr qsizetype kDeepestNesting = 200;

/// Words before a command's own name that say how it runs, not what.
bool isDeclaration(const QString &word)
{
    static const QStringList kDeclarations {
        u"export"_s, u"local"_s, u"readonly"_s, u"declare"_s, u"typeset"_s};
    return kDeclarations.contains(word);
}

} // namespace

ScriptReader::ScriptReader(const QStringList &lines, int firstLine, Script &script)
    : m_lines(lines)
    , m_firstLine(firstLine)
    , m_script(script)
{
}

void ScriptReader::read()
{
    const QList<ShellToken> tokens = shellTokens(m_lines.join(u'\n'));
    for (const ShellToken &token : tokens) {
        switch (token.kind) {
        case ShellToken::Kind::Word:
            word(token);
            break;
        case ShellToken::Kind::Operator:
            sign(token);
            break;
        case ShellToken::Kind::Newline:
            endCommand(u"\n");
            break;
        case ShellToken::Kind::HereDocument:
            m_input = expandedText(token.text, m_script.variables);
            m_hasInput = true;
            break;
        case ShellToken::Kind::Input:
            break;
        }
    }
    endCommand(u"\n");
}

void ScriptReader::word(const ShellToken &token)
{
    const bool inPattern = !m_constructs.isEmpty() && m_constructs.last().pattern;
    if (inPattern) {
        if (token.is(u"esac"))
            close(Kind::Case);
        return;
    }
    if (m_words.isEmpty() && keyword(token))
        return;
    // `case WORD in`: the patterns begin.
    if (m_words.size() == 2 && m_words.first().is(u"case") && token.is(u"in")) {
        m_words.clear();
        open({Kind::Case, -1, false, true, {}});
        return;
    }
    if (m_words.size() == 2 && m_words.first().is(u"function") && token.is(u"{")) {
        beginFunction(m_words.last().text);
        m_words.clear();
        return;
    }
    m_words += token;
}

bool ScriptReader::keyword(const ShellToken &token)
{
    if (token.is(u"if")) {
        open({Kind::If, -1, true, false, {}});
    } else if (token.is(u"elif") || token.is(u"then") || token.is(u"else")) {
        if (!m_constructs.isEmpty() && m_constructs.last().kind == Kind::If)
            m_constructs.last().condition = token.is(u"elif");
    } else if (token.is(u"fi")) {
        close(Kind::If);
    } else if (token.is(u"while")) {
        beginLoop(ShellLoop::Kind::While, token);
    } else if (token.is(u"until")) {
        beginLoop(ShellLoop::Kind::Until, token);
    } else if (token.is(u"for") || token.is(u"select")) {
        beginLoop(ShellLoop::Kind::For, token);
        return true;
    } else if (token.is(u"do")) {
        if (!m_constructs.isEmpty() && m_constructs.last().kind == Kind::Loop)
            m_constructs.last().condition = false;
    } else if (token.is(u"done")) {
        close(Kind::Loop);
    } else if (token.is(u"{")) {
        if (m_nextFunction.isEmpty())
            open({Kind::Brace, -1, false, false, {}});
        else
            beginFunction(std::exchange(m_nextFunction, {}));
    } else if (token.is(u"}")) {
        if (!m_constructs.isEmpty() && m_constructs.last().kind == Kind::Function)
            close(Kind::Function);
        else
            close(Kind::Brace);
    } else if (token.is(u"!")) {
        return true;
    } else {
        return false;
    }
    return true;
}

void ScriptReader::sign(const ShellToken &token)
{
    Construct *innermost = m_constructs.isEmpty() ? nullptr : &m_constructs.last();
    if (innermost && innermost->pattern) {
        if (token.is(u")"))
            innermost->pattern = false;
        return;
    }
    if (token.is(u"(")) {
        // `name (`: a function's head; `name( ) {` has its parentheses next to each other.
        if (m_words.size() == 1 && m_words.first().bare == m_words.first().text.size()) {
            m_nextFunction = m_words.first().text;
            m_words.clear();
            m_parentheses = 1;
        } else if (m_words.size() == 2 && m_words.first().is(u"function")) {
            m_nextFunction = m_words.last().text;
            m_words.clear();
            m_parentheses = 1;
        } else {
            endCommand(u";");
            open({Kind::Subshell, -1, false, false, {}});
        }
        return;
    }
    if (token.is(u")")) {
        if (m_parentheses > 0) {
            m_parentheses = 0;
            return;
        }
        endCommand(u";");
        close(Kind::Subshell);
        return;
    }
    endCommand(token.text);
    if (token.is(u";;") && !m_constructs.isEmpty() && m_constructs.last().kind == Kind::Case)
        m_constructs.last().pattern = true;
}

void ScriptReader::beginFunction(const QString &name)
{
    if (!m_script.functions.contains(name))
        m_script.functions += name;
    open({Kind::Function, -1, false, false, name});
}

void ScriptReader::beginLoop(ShellLoop::Kind kind, const ShellToken &token)
{
    ShellLoop loop;
    loop.kind = kind;
    loop.bounded = kind == ShellLoop::Kind::For;
    loop.written = lineText(token.line);
    loop.mark = {m_script.file, m_firstLine + token.line - 1, 0};
    m_script.loops += loop;
    open({Kind::Loop, int(m_script.loops.size()) - 1, true, false, {}});
}

void ScriptReader::open(const Construct &construct)
{
    if (m_constructs.size() < kDeepestNesting)
        m_constructs += construct;
}

void ScriptReader::close(Kind kind)
{
    for (qsizetype at = m_constructs.size() - 1; at >= 0; --at) {
        if (m_constructs.at(at).kind == kind) {
            m_constructs.resize(at);
            return;
        }
    }
}

int ScriptReader::currentLoop() const
{
    for (qsizetype at = m_constructs.size() - 1; at >= 0; --at) {
        if (m_constructs.at(at).loop >= 0)
            return m_constructs.at(at).loop;
    }
    return -1;
}

bool ScriptReader::inCondition() const
{
    return !m_constructs.isEmpty() && m_constructs.last().condition;
}

QString ScriptReader::lineText(int line)
{
    // Many commands can stand in one long line.
    if (line != m_textLine) {
        m_textLine = line;
        m_text = QStringView(m_lines.value(line - 1)).trimmed().left(400).toString();
    }
    return m_text;
}

bool ScriptReader::assign(const ShellToken &token)
{
    static const QRegularExpression kAssignment(u"^([A-Za-z_][A-Za-z_0-9]*)(\\+?)="_s);
    const auto match = kAssignment.match(token.text);
    if (!match.hasMatch() || token.bare < match.capturedLength())
        return false;
    const QString value = token.text.mid(match.capturedLength());
    const QString name = match.captured(1);
    if (dependsOnRun(value, m_script.variables)) {
        m_script.variables.remove(name);
        return true;
    }
    const QString text = expandedText(value, m_script.variables);
    m_script.variables[name] = match.captured(2).isEmpty()
        ? text
        : QString(m_script.variables.value(name) + text).left(65536);
    return true;
}

void ScriptReader::endCommand(QStringView ending)
{
    const bool pipes = ending == u"|" || ending == u"|&";
    const bool piped = std::exchange(m_piped, pipes);
    if (m_words.isEmpty()) {
        if (m_hasInput && ending == u"\n" && !m_script.commands.isEmpty())
            m_script.commands.last().input = m_input; // a here-document after `cmd |` or `cmd &&`
        m_hasInput = false;
        return;
    }
    const QList<ShellToken> words = std::exchange(m_words, {});
    SimpleCommand command;
    command.written = lineText(words.first().line);
    command.mark = {m_script.file, m_firstLine + words.first().line - 1, 0};
    if (!m_nextFunction.isEmpty())
        m_nextFunction.clear();
    if (words.first().is(u"function") && words.size() == 2) {
        m_nextFunction = words.last().text;
        return;
    }
    const bool declares = isDeclaration(words.first().text);
    const QMap<QString, QString> before = m_script.variables;
    bool onlyAssignments = true;
    for (const ShellToken &token : words) {
        const bool leading = command.words.isEmpty() || declares;
        if (leading && assign(token))
            continue;
        onlyAssignments = false;
        command.words += expandedWords(token.text, m_script.variables);
    }
    if (!onlyAssignments && !declares)
        m_script.variables = before; // `NAME=value command`: for that command alone
    if (command.words.isEmpty())
        return;
    if (std::exchange(m_hasInput, false))
        command.input = m_input;
    for (const Construct &construct : std::as_const(m_constructs)) {
        if (construct.kind == Kind::Function)
            command.function = construct.function;
        const bool branches = construct.kind == Kind::If || construct.kind == Kind::Case;
        command.branch = command.branch || (branches && !construct.condition);
    }
    command.loop = currentLoop();
    command.condition = inCondition() && m_constructs.last().kind == Kind::Loop;
    command.piped = piped;
    command.guarded = ending == u"||" || inCondition();
    builtin(command);
    boundLoop(command);
    m_script.commands += command;
}

void ScriptReader::builtin(const SimpleCommand &command)
{
    if (command.words.first() != u"set"_s)
        return;
    for (qsizetype at = 1; at < command.words.size(); ++at) {
        const QString &option = command.words.at(at);
        if (option.startsWith(u'-') && !option.startsWith(u"--") && option.contains(u'e'))
            m_script.stopsOnError = true;
        else if (option == u"errexit"_s && command.words.at(at - 1).startsWith(u'-'))
            m_script.stopsOnError = true;
    }
}

void ScriptReader::boundLoop(const SimpleCommand &command)
{
    static const QRegularExpression kCounter(u"^-(lt|le|gt|ge)$"_s);
    if (command.loop < 0)
        return;
    const QString &name = command.words.first();
    const bool leaves
        = !command.condition && (name == u"break"_s || name == u"exit"_s || name == u"return"_s);
    const bool counts = command.words.indexOf(kCounter) > 0 || name == u"timeout"_s
        || (command.condition && name == u"read"_s);
    if (leaves || counts)
        m_script.loops[command.loop].bounded = true;
}

} // namespace devstack
