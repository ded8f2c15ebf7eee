// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/script.h"

#include "core/text.h"
#include "foreign/inspect/scriptreader.h"
#include "foreign/inspect/shellwords.h"

#include <QHash>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestCall = 8;
constexpr qsizetype kMostCommands = 2000;

/// Replaces calls of functions by their bodies. One that calls itself is not followed into itself:
/// how often it does is known when it runs.
class Inliner
{
public:
    explicit Inliner(const Script &script)
        : m_script(script)
    {
        for (const SimpleCommand &command : script.commands) {
            if (!command.function.isEmpty())
                m_bodies[command.function] += &command;
        }
    }

    QList<SimpleCommand> run()
    {
        for (const SimpleCommand &command : m_script.commands) {
            if (m_result.size() >= kMostCommands)
                break;
            if (command.function.isEmpty())
                add(command, 0);
        }
        return std::move(m_result);
    }

private:
    void add(const SimpleCommand &command, int depth)
    {
        if (m_result.size() >= kMostCommands)
            return;
        const QString name = command.words.value(0);
        const auto body = m_bodies.constFind(name);
        if (body == m_bodies.constEnd() || depth >= kDeepestCall || m_open.contains(name)) {
            m_result += command;
            return;
        }
        m_open += name;
        inlineBody(*body, command, depth);
        m_open.removeLast();
    }

    void
    inlineBody(const QList<const SimpleCommand *> &body, const SimpleCommand &command, int depth)
    {
        ShellVariables arguments = m_script.variables;
        arguments.insert(u"*"_s, command.words.mid(1).join(u' '));
        arguments.insert(u"@"_s, command.words.mid(1).join(u' '));
        for (int number = 1; number < 10; ++number)
            arguments.insert(QString::number(number), command.words.value(number));
        for (const SimpleCommand *inner : body) {
            if (m_result.size() >= kMostCommands)
                return;
            SimpleCommand filled = *inner;
            filled.words.clear();
            for (const QString &word : inner->words) {
                if (word == u"${@}"_s)
                    filled.words += command.words.mid(1);
                else
                    filled.words += substituted(word, arguments);
            }
            filled.input = substituted(inner->input, arguments);
            filled.mark = command.mark;
            filled.written = command.written;
            filled.function.clear();
            if (filled.loop < 0)
                filled.loop = command.loop;
            filled.guarded |= command.guarded;
            add(filled, depth + 1);
        }
    }

    const Script &m_script;
    QHash<QString, QList<const SimpleCommand *>> m_bodies;
    QStringList m_open; ///< functions whose body is being put in
    QList<SimpleCommand> m_result;
};

} // namespace

QList<SimpleCommand> Script::executed() const
{
    return Inliner(*this).run();
}

Script readScript(const QStringList &lines, const QString &file, int firstLine)
{
    Script script;
    script.file = printable(file);
    if (firstLine == 1 && !lines.isEmpty() && lines.first().startsWith(u"#!"))
        script.shebang = lines.first().mid(2).trimmed();
    ScriptReader(lines, firstLine, script).read();
    const QStringList interpreter = script.shebang.split(u' ', Qt::SkipEmptyParts);
    for (const QString &option : interpreter.mid(1))
        script.stopsOnError |= option.startsWith(u'-') && option.contains(u'e');
    return script;
}

QList<SimpleCommand>
shellCommands(const QString &line, const SourceMark &mark, const QMap<QString, QString> &variables)
{
    Script script;
    script.file = mark.file;
    script.variables = variables;
    ScriptReader(line.split(u'\n'), 1, script).read();
    QList<SimpleCommand> commands = script.executed();
    for (SimpleCommand &command : commands)
        command.mark = mark;
    return commands;
}

} // namespace devstack
