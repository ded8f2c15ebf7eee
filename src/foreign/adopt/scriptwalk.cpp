// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/scriptwalk.h"

#include "foreign/adopt/shelltests.h"
#include "foreign/adopt/shelltree.h"
#include "foreign/adopt/shellvalues.h"
#include "foreign/inspect/makefile.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <memory>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepest = 20; ///< calls of functions, scripts and targets within each other
constexpr int kMostScripts = 200; ///< that one script comes to
constexpr int kMostVisited = 20'000; ///< commands
constexpr qsizetype kMostRounds = 100; ///< of a loop: one over more is no list of services
constexpr qsizetype kLongestFed = 32 * 1024;

enum class Flow { On, Break, Continue, Return, Exit };

/// A text file that is being followed.
struct Source
{
    QString file;
    QStringList lines;
    int firstLine = 1;
};

class Walk
{
public:
    Walk(const Checkout &checkout, const QHash<QString, QString> &given, WalkBudget &budget)
        : m_checkout(checkout)
        , m_output([this](const QString &commands) { return outputOf(commands); })
        , m_budget(budget)
    {
        for (auto it = given.begin(); it != given.end(); ++it)
            m_environment.insert(it.key(), {it.value()});
    }

    ScriptWalk follow(const QString &file)
    {
        script(file, {}, {});
        return {std::move(m_result), QStringList(m_called.begin(), m_called.end())};
    }

private:
    // Scripts, functions, targets.

    void script(const QString &file,
                const QStringList &arguments,
                const QHash<QString, QStringList> &environment)
    {
        const auto lines = m_checkout.lines(file);
        if (!lines)
            return;
        const ShellValues before = m_values;
        const QString folder = m_folder;
        const auto functions = m_functions;
        const bool isLost = m_isLost;
        const bool mayHaveEnded = m_mayHaveEnded;
        m_values = {m_environment, arguments, u"./"_s + file};
        for (const QString &name : std::as_const(m_exported)) {
            if (before.variables.contains(name))
                m_values.variables.insert(name, before.variables.value(name));
        }
        m_values.variables.insert(environment);
        m_functions.clear();
        m_files += file;
        text({file, *lines, 1});
        m_files.removeLast();
        m_values = before;
        m_functions = functions;
        m_folder = folder;
        m_isLost = isLost;
        m_mayHaveEnded = mayHaveEnded;
    }

    Flow text(const Source &source)
    {
        const Source before = std::exchange(m_source, source);
        const QString whole = source.lines.join(u'\n');
        // Functions keep their commands: the tree has to live as long.
        m_trees.push_back(std::make_unique<ShellTree>(shellTree(whole)));
        const ShellTree &tree = *m_trees.back();
        const Flow flow = run(tree.commands);
        if (tree.brokenAt > 0)
            rest(tree.brokenAt);
        m_source = before;
        return flow;
    }

    /// What stands after a place where reading ended.
    void rest(int line)
    {
        static const QRegularExpression kDocker(u"\\bdocker\\b|\\bdocker-compose\\b|\\.sh\\b"_s);
        for (qsizetype at = line - 1; at < m_source.lines.size(); ++at) {
            const QString &written = m_source.lines.at(at);
            if (!written.contains(kDocker) || written.trimmed().startsWith(u'#'))
                continue;
            WalkedCommand command;
            command.command.words = {QString(QChar(kUnknown))};
            mark(command.command, int(at) + 1);
            command.isSure = false;
            command.isUnfollowed = true;
            add(command);
        }
    }

    void mark(SimpleCommand &command, int line) const
    {
        command.written = m_source.lines.value(line - 1).trimmed().left(400);
        command.mark = Checkout::mark(m_source.file, m_source.firstLine + line - 1);
    }

    void add(const WalkedCommand &command)
    {
        if (m_result.size() < kMostVisited)
            m_result += command;
    }

    bool mayGoOn(int line)
    {
        if (++m_visited <= kMostVisited && --m_budget.commands >= 0
            && !m_budget.stop.stop_requested())
            return true;
        if (!m_isSpent)
            rest(line);
        m_isSpent = true;
        return false;
    }

    // Blocks.

    Flow run(const ShellBlock &block)
    {
        for (const ShellCommand &command : block) {
            if (!mayGoOn(command.line))
                return Flow::Exit;
            const bool isSkipped
                = (command.join == ShellCommand::Join::And && m_end == ShellEnd::No)
                || (command.join == ShellCommand::Join::Or && m_end == ShellEnd::Yes);
            if (isSkipped)
                continue;
            const bool isDoubtful
                = (command.join == ShellCommand::Join::And && m_end == ShellEnd::Unknown)
                || (command.join == ShellCommand::Join::Or && m_end != ShellEnd::No);
            m_before = command.join == ShellCommand::Join::Pipe ? &command - 1 : nullptr;
            const ShellEnd before = m_end;
            Flow flow = Flow::On;
            if (isDoubtful)
                doubtfully([&] { one(command); });
            else
                flow = one(command);
            if (isDoubtful)
                m_end = before == ShellEnd::Likely ? before : ShellEnd::Unknown;
            else if (command.isNegated)
                m_end = inverted(m_end);
            if (flow != Flow::On)
                return flow;
        }
        return Flow::On;
    }

    /// Follows what only a run decides: what it changes is not known afterwards, and neither is
    /// whether the script goes on.
    template <typename Action> void doubtfully(const Action &action)
    {
        const auto before = m_values.variables;
        ++m_doubts;
        action();
        --m_doubts;
        const auto after = m_values.variables;
        m_values.variables = before;
        for (auto it = after.begin(); it != after.end(); ++it) {
            const auto same = before.constFind(it.key());
            if (same == before.constEnd() || *same != *it)
                m_values.variables.insert(it.key(), {QString(QChar(kUnknown)) + it.key()});
        }
        for (auto it = before.begin(); it != before.end(); ++it) {
            if (!after.contains(it.key()))
                m_values.variables.insert(it.key(), {QString(QChar(kUnknown)) + it.key()});
        }
    }

    Flow one(const ShellCommand &command)
    {
        m_line = command.line;
        switch (command.kind) {
        case ShellCommand::Kind::Simple:
            return simple(command);
        case ShellCommand::Kind::Test:
            m_end
                = command.isUnclear ? ShellEnd::Unknown : testOf(command.words, m_values, m_output);
            return Flow::On;
        case ShellCommand::Kind::Array:
            setList(command);
            return Flow::On;
        case ShellCommand::Kind::If:
            return branches(command);
        case ShellCommand::Kind::Case:
            return cases(command);
        case ShellCommand::Kind::For:
            return rounds(command);
        case ShellCommand::Kind::Loop:
            doubtfully([&] {
                run(command.branches.front().condition);
                run(command.branches.front().body);
            });
            m_end = ShellEnd::Likely;
            return Flow::On;
        case ShellCommand::Kind::Group:
        case ShellCommand::Kind::Subshell:
            if (command.isUnclear || m_before) {
                doubtfully([&] { run(command.body); });
                return Flow::On;
            }
            if (command.kind == ShellCommand::Kind::Group)
                return run(command.body);
            return inSubshell(command.body);
        case ShellCommand::Kind::Function:
            m_functions.insert(command.name, &command);
            m_end = ShellEnd::Yes;
            return Flow::On;
        }
        return Flow::On;
    }

    Flow inSubshell(const ShellBlock &body)
    {
        const ShellValues values = m_values;
        const QString folder = m_folder;
        const auto functions = m_functions;
        run(body);
        m_values = values;
        m_folder = folder;
        m_functions = functions;
        return Flow::On;
    }

    Flow branches(const ShellCommand &command)
    {
        for (std::size_t at = 0; at < command.branches.size(); ++at) {
            const ShellBranch &branch = command.branches[at];
            if (branch.condition.empty())
                return run(branch.body);
            m_end = ShellEnd::Likely;
            run(branch.condition);
            if (m_end == ShellEnd::Yes)
                return run(branch.body);
            if (m_end == ShellEnd::No)
                continue;
            // This and all that follow.
            const auto before = m_values.variables;
            QList<QHash<QString, QStringList>> ways;
            for (std::size_t other = at; other < command.branches.size(); ++other) {
                m_values.variables = before;
                doubtfully([&] {
                    if (other > at)
                        run(command.branches[other].condition);
                    run(command.branches[other].body);
                });
                ways += m_values.variables;
            }
            for (const auto &way : std::as_const(ways))
                m_values.variables.insert(way);
            for (const auto &way : std::as_const(ways)) {
                for (auto it = way.begin(); it != way.end(); ++it) {
                    if (isUnknown(*it))
                        m_values.variables.insert(it.key(), *it);
                }
            }
            m_end = ShellEnd::Likely;
            return Flow::On;
        }
        m_end = ShellEnd::Yes;
        return Flow::On;
    }

    Flow cases(const ShellCommand &command)
    {
        const QString text = command.words.isEmpty()
            ? QString()
            : shellText(command.words.first(), m_values, m_output);
        for (const ShellBranch &branch : command.branches) {
            ShellEnd fits = ShellEnd::No;
            for (const ShellToken &pattern : branch.patterns) {
                const ShellEnd one
                    = fitsPattern(text, pattern, shellText(pattern, m_values, m_output));
                if (one == ShellEnd::Yes || (one == ShellEnd::Unknown && fits == ShellEnd::No))
                    fits = one;
            }
            if (fits == ShellEnd::No)
                continue;
            if (fits == ShellEnd::Yes)
                return run(branch.body);
            doubtfully([&] {
                for (const ShellBranch &other : command.branches)
                    run(other.body);
            });
            break;
        }
        m_end = ShellEnd::Likely;
        return Flow::On;
    }

    Flow rounds(const ShellCommand &command)
    {
        QStringList words;
        bool isKnown = !command.isUnclear;
        for (const ShellToken &token : command.words) {
            words += shellWords(token, m_values, m_output);
            // Names of files.
            isKnown &= token.bare < token.text.size()
                || (!token.text.contains(u'*') && !token.text.contains(u'?'));
        }
        if (!isKnown || isUnknown(words) || words.size() > kMostRounds) {
            doubtfully([&] {
                m_values.variables.insert(command.name, {QChar(kUnknown) + command.name});
                run(command.body);
            });
            return Flow::On;
        }
        const bool isLost = m_isLost;
        for (const QString &word : std::as_const(words)) {
            m_values.variables.insert(command.name, {word});
            const Flow flow = run(command.body);
            if (flow == Flow::Break)
                break;
            if (flow == Flow::Return || flow == Flow::Exit)
                return flow;
        }
        // Where one round may have ended the loop, only the loop is not known.
        if (!m_mayHaveEnded)
            m_isLost = isLost;
        return Flow::On;
    }

    // Commands.

    Flow simple(const ShellCommand &command)
    {
        SimpleCommand found;
        mark(found, command.line);
        QHash<QString, QStringList> prefix;
        bool isDeclared = false;
        for (const ShellToken &token : command.words) {
            const bool isBegin = found.words.isEmpty() || isDeclared;
            if (isBegin && assigned(token, prefix))
                continue;
            if (found.words.isEmpty())
                isDeclared = isDeclaration(token.text);
            found.words += shellWords(token, m_values, m_output);
        }
        if (found.words.isEmpty() || isDeclared) {
            declare(found.words, prefix);
            m_end = found.words.isEmpty() && isUnknownOutput(prefix) ? ShellEnd::Likely
                                                                     : ShellEnd::Yes;
            return Flow::On;
        }
        const QString name = found.words.first();
        if (const auto flow = builtin(name, found.words.mid(1)))
            return *flow;
        if (const ShellCommand *function = m_functions.value(name)) {
            if (!m_before && !command.isUnclear && command.input.isEmpty())
                return call(*function, found.words.mid(1));
            doubtfully([&] { call(*function, found.words.mid(1)); });
            return Flow::On;
        }
        external(command, found, prefix);
        return Flow::On;
    }

    /// `a=b`, `local a=b c`, `export a`.
    void declare(const QStringList &words, const QHash<QString, QStringList> &values)
    {
        const bool isLocal = words.value(0) == u"local" && !m_locals.isEmpty();
        for (const QString &name : words.mid(1) + values.keys()) {
            if (isLocal && !m_locals.last().contains(name))
                m_locals.last().insert(name, m_values.variables.value(name, kUnset));
            if (isLocal && !values.contains(name))
                m_values.variables.remove(name);
            if (words.value(0) == u"export")
                m_exported.insert(name);
        }
        m_values.variables.insert(values);
    }

    static bool isDeclaration(const QString &word)
    {
        static const QStringList kDeclarations {
            u"export"_s, u"local"_s, u"readonly"_s, u"declare"_s, u"typeset"_s};
        return kDeclarations.contains(word);
    }

    static bool isUnknownOutput(const QHash<QString, QStringList> &values)
    {
        return std::any_of(values.begin(), values.end(), [](const QStringList &value) {
            return isUnknown(value);
        });
    }

    bool assigned(const ShellToken &token, QHash<QString, QStringList> &prefix)
    {
        static const QRegularExpression kAssignment(u"\\A([A-Za-z_]\\w*)(\\+?)="_s);
        const auto match = kAssignment.match(token.text);
        if (!match.hasMatch() || token.bare < match.capturedLength())
            return false;
        ShellToken value = token;
        value.text = token.text.mid(match.capturedLength());
        QString text = shellText(value, m_values, m_output);
        const QString name = match.captured(1);
        if (!match.captured(2).isEmpty())
            text = m_values.text(name).value_or(QChar(kUnknown) + name) + text;
        prefix.insert(name, {text.left(kLongestFed)});
        return true;
    }

    void setList(const ShellCommand &command)
    {
        QString name = command.name;
        QStringList words;
        if (name.endsWith(u'+')) {
            name.chop(1);
            words = m_values.variables.value(name, {QString(QChar(kUnknown)) + name});
        }
        for (const ShellToken &token : command.words)
            words += shellWords(token, m_values, m_output);
        if (command.isUnclear || words.size() > kMostRounds)
            words = {QString(QChar(kUnknown)) + name};
        m_values.variables.insert(name, words);
        m_end = ShellEnd::Yes;
    }

    std::optional<Flow> builtin(const QString &name, const QStringList &words)
    {
        static const QStringList kNothing {u":"_s,
                                           u"true"_s,
                                           u"echo"_s,
                                           u"printf"_s,
                                           u"trap"_s,
                                           u"sleep"_s,
                                           u"unalias"_s,
                                           u"wait"_s};
        m_end = ShellEnd::Yes;
        if (kNothing.contains(name))
            return Flow::On;
        if (name == u"false") {
            m_end = ShellEnd::No;
            return Flow::On;
        }
        if (name == u"[" || name == u"test") {
            QStringList asked = words;
            if (name == u"[" && asked.value(asked.size() - 1) == u"]")
                asked.removeLast();
            m_end = testOf(asked);
            return Flow::On;
        }
        if (name == u"set") {
            const qsizetype at = words.indexOf(u"--"_s);
            if (at >= 0)
                m_values.arguments = words.mid(at + 1);
            return Flow::On;
        }
        if (name == u"shift") {
            m_values.arguments = m_values.arguments.mid(qMax(1, words.value(0, u"1"_s).toInt()));
            return Flow::On;
        }
        if (name == u"unset" || name == u"read") {
            for (const QString &variable : words) {
                m_values.variables.insert(variable, {QString(QChar(kUnknown)) + variable});
                if (name == u"unset")
                    m_values.variables.remove(variable);
            }
            m_end = ShellEnd::Likely;
            return Flow::On;
        }
        if (name == u"cd" || name == u"pushd" || name == u"popd") {
            m_folder = name == u"popd" ? QString(QChar(kUnknown)) : folderOf(words.value(0));
            m_end = ShellEnd::Likely;
            return Flow::On;
        }
        if (name == u"." || name == u"source") {
            include(words);
            return Flow::On;
        }
        if (name == u"break" || name == u"continue")
            return ended(name == u"break" ? Flow::Break : Flow::Continue, false);
        if (name == u"return" || name == u"exit") {
            const QString with = words.value(0, u"0"_s);
            m_end = isUnknown(with) ? ShellEnd::Unknown
                : with == u"0"      ? ShellEnd::Yes
                                    : ShellEnd::No;
            return ended(name == u"exit" ? Flow::Exit : Flow::Return, m_end == ShellEnd::No);
        }
        m_end = ShellEnd::Likely;
        return std::nullopt;
    }

    /// A way out. In what only a run decides the script goes on for us: without doubt where the way
    /// out is that of a mistake.
    Flow ended(Flow flow, bool isMistake)
    {
        if (m_doubts == 0)
            return flow;
        if (!isMistake) {
            m_isLost = true;
            m_mayHaveEnded |= flow == Flow::Exit || flow == Flow::Return;
        }
        return Flow::On;
    }

    QString folderOf(const QString &word) const
    {
        if (isUnknown(word) || isUnknown(m_folder) || word.startsWith(u'~')
            || word.startsWith(u'/'))
            return QString(QChar(kUnknown));
        return QDir::cleanPath(m_folder + u'/' + word);
    }

    /// A file as the script names it, relative to the checkout; empty: none of the checkout.
    QString fileOf(const QString &word) const
    {
        if (word.isEmpty() || isUnknown(word) || isUnknown(m_folder))
            return {};
        const QString file = QDir::cleanPath(m_folder + u'/' + word);
        return m_checkout.has(file) ? file : QString();
    }

    void include(const QStringList &words)
    {
        const QString file = fileOf(words.value(0));
        const auto lines = file.isEmpty() || m_files.contains(file) || m_files.size() > kDeepest
            ? std::nullopt
            : m_checkout.lines(file);
        m_end = ShellEnd::Likely;
        if (!lines || ++m_scripts > kMostScripts || --m_budget.scripts < 0)
            return;
        m_files += file;
        text({file, *lines, 1});
        m_files.removeLast();
    }

    Flow call(const ShellCommand &function, const QStringList &words)
    {
        if (m_locals.size() >= kDeepest) {
            m_isLost = true;
            return Flow::On;
        }
        const QStringList arguments = std::exchange(m_values.arguments, words);
        const bool isLost = m_isLost;
        const bool mayHaveEnded = std::exchange(m_mayHaveEnded, false);
        m_locals.append(QHash<QString, QStringList>());
        m_end = ShellEnd::Yes;
        const Flow flow = run(function.body);
        for (auto it = m_locals.last().begin(); it != m_locals.last().end(); ++it) {
            if (*it == kUnset)
                m_values.variables.remove(it.key());
            else
                m_values.variables.insert(it.key(), *it);
        }
        m_locals.removeLast();
        m_values.arguments = arguments;
        if (m_isLost && !isLost) {
            // It may have come back early: with what, nobody knows.
            m_end = ShellEnd::Unknown;
            m_isLost = false;
        }
        m_mayHaveEnded = mayHaveEnded;
        return flow == Flow::Exit ? flow : Flow::On;
    }

    // Programs.

    void external(const ShellCommand &command,
                  SimpleCommand found,
                  const QHash<QString, QStringList> &prefix)
    {
        m_end = ShellEnd::Likely;
        WalkedCommand walked;
        if (const QString other = scriptOf(found.words); !other.isNull()) {
            const bool isFollowed = !other.isEmpty() && !m_files.contains(other)
                && m_files.size() < kDeepest && isSure() && !command.isUnclear
                && command.input.isEmpty() && !m_before && ++m_scripts <= kMostScripts
                && --m_budget.scripts >= 0;
            if (isFollowed) {
                m_called.insert(other);
                const qsizetype skipped = isShell(found.words.first()) ? 2 : 1;
                script(other, found.words.mid(skipped), prefix);
                m_end = ShellEnd::Likely;
                return;
            }
            walked.isSure = false;
            walked.isUnfollowed = true;
        } else if (found.words.first() == u"make") {
            target(found.words.mid(1));
            m_end = ShellEnd::Likely;
            return;
        }
        feed(command, walked, found);
        walked.isSure &= isSure();
        walked.command = found;
        add(walked);
    }

    bool isSure() const { return m_doubts == 0 && !m_isLost; }

    static bool isShell(const QString &word)
    {
        return word == u"bash" || word == u"sh" || word == u"/bin/bash" || word == u"/bin/sh";
    }

    /// The script that a command runs: empty when it is none of this checkout, null when it runs
    /// none.
    QString scriptOf(const QStringList &words) const
    {
        QString word = words.first();
        if (isShell(word))
            word = words.value(1);
        if (isUnknown(word) && word.endsWith(u".sh"))
            return u""_s;
        const bool isPath = word.contains(u'/') || word.endsWith(u".sh");
        if (!isPath || word.startsWith(u'-') || isUnknown(word))
            return {};
        const QString file = fileOf(word);
        if (file.isEmpty())
            return word.endsWith(u".sh") ? u""_s : QString();
        const QString first = m_checkout.lines(file).value_or(QStringList()).value(0);
        const bool isOther = first.startsWith(u"#!") && !first.contains(u"sh");
        return isOther ? QString() : file;
    }

    void feed(const ShellCommand &command, WalkedCommand &walked, SimpleCommand &found)
    {
        walked.isFed = command.isUnclear || !command.input.isEmpty() || m_before;
        if (!walked.isFed || command.isUnclear)
            return;
        if (m_before) {
            feedFrom(*m_before, walked, found);
            return;
        }
        const ShellToken &input = command.input.first();
        const QString text = shellText(input, m_values, m_output);
        if (input.kind == ShellToken::Kind::Input)
            walked.fedFile = fileOf(text);
        else if (!isUnknown(text) && text.size() < kLongestFed)
            found.input = text;
    }

    /// `cat FILE | …`, `echo TEXT | …`.
    void feedFrom(const ShellCommand &before, WalkedCommand &walked, SimpleCommand &found)
    {
        if (before.kind != ShellCommand::Kind::Simple || before.join == ShellCommand::Join::Pipe
            || before.isUnclear)
            return;
        QStringList words;
        for (const ShellToken &token : before.words)
            words += shellWords(token, m_values, m_output);
        const QString name = words.value(0);
        if (name == u"cat" && words.size() == 2 && before.input.isEmpty())
            walked.fedFile = fileOf(words.last());
        else if (name == u"echo" && words.size() > 1 && !words.at(1).startsWith(u'-')
                 && !isUnknown(words))
            found.input = words.mid(1).join(u' ') + u'\n';
    }

    /// `make TARGET…` in the checkout's root.
    void target(const QStringList &words)
    {
        if (isUnknown(m_folder) || (m_folder != u"." && !m_folder.isEmpty()))
            return unclear();
        for (const QString &word : words) {
            if (word.startsWith(u'-') || word.contains(u'='))
                continue;
            if (isUnknown(word))
                return unclear();
            oneTarget(word);
        }
    }

    void unclear()
    {
        WalkedCommand walked;
        mark(walked.command, m_line);
        walked.command.words = {QString(QChar(kUnknown))};
        walked.isSure = false;
        walked.isUnfollowed = true;
        add(walked);
    }

    void oneTarget(const QString &name)
    {
        static const QRegularExpression kStarts(
            u"(\\A|[.-])(up|start|restart|wait-for|pull|stop|restart-[a-z]+|print-[a-z]+)([.-]|\\z)"_s);
        // What starts and waits is done when its services are due.
        if (name.contains(kStarts) || m_targets.contains(name))
            return;
        if (!m_makefile)
            m_makefile = std::make_unique<Makefile>(readMakefile(m_checkout));
        const FoundTarget found = m_makefile->find(name);
        if (!found || m_targets.size() >= kDeepest) {
            if (!found)
                unclear();
            return;
        }
        m_targets += name;
        for (const QString &first : found.target->prerequisites) {
            const QString other = QString(first).replace(u'%', found.stem);
            if (m_makefile->find(other))
                oneTarget(other);
        }
        for (const RecipeLine &line : found.target->recipe) {
            QString written = line.text;
            written.replace(u"$*"_s, found.stem).replace(u"$@"_s, name);
            const ShellValues values = m_values;
            const QString folder = m_folder;
            const int number = m_line;
            text({line.mark.file, written.split(u'\n'), line.mark.line});
            m_values = values;
            m_folder = folder;
            m_line = number;
        }
        m_targets.removeLast();
    }

    /// What a command in `$(…)` says, where that can be told.
    std::optional<QString> outputOf(const QString &commands)
    {
        static const QRegularExpression kPrinted(u"print-container[.-]([A-Za-z0-9][\\w.-]*)\\z"_s);
        if (++m_outputs > kMostVisited || m_openOutputs > kDeepest)
            return std::nullopt;
        const ShellTree tree = shellTree(commands);
        if (tree.brokenAt > 0 || tree.commands.size() != 1)
            return std::nullopt;
        const ShellCommand &command = tree.commands.front();
        if (command.kind != ShellCommand::Kind::Simple || command.isUnclear
            || !command.input.isEmpty())
            return std::nullopt;
        ++m_openOutputs;
        QStringList words;
        for (const ShellToken &token : command.words)
            words += shellWords(token, m_values, m_output);
        --m_openOutputs;
        if (words.isEmpty() || isUnknown(words))
            return std::nullopt;
        const QString name = words.first();
        if (name == u"dirname" && words.size() == 2)
            return QFileInfo(words.last()).path();
        if (name == u"basename" && words.size() == 2)
            return QFileInfo(words.last()).fileName();
        if (name == u"echo" && !words.value(1).startsWith(u'-'))
            return words.mid(1).join(u' ');
        if (name == u"cat" && words.size() == 2)
            return contentOf(fileOf(words.last()));
        if (const auto match = kPrinted.match(words.last()); name == u"make" && match.hasMatch())
            return QChar(kContainer) + match.captured(1);
        const bool lists = words.contains(u"ps"_s) && words.contains(u"-q"_s)
            && (name == u"docker-compose" || (name == u"docker" && words.value(1) == u"compose"));
        if (lists && words.last() != u"-q")
            return QChar(kContainer) + words.last();
        return std::nullopt;
    }

    std::optional<QString> contentOf(const QString &file) const
    {
        const auto lines = file.isEmpty() ? std::nullopt : m_checkout.lines(file);
        if (!lines)
            return std::nullopt;
        QString text = lines->join(u'\n');
        while (text.endsWith(u'\n'))
            text.chop(1);
        return text.size() < kLongestFed ? std::optional(text) : std::nullopt;
    }

    inline static const QStringList kUnset {QString(QChar(kUnknown)) + u"unset"_s};

    const Checkout &m_checkout;
    const ShellOutput m_output;
    QHash<QString, QStringList> m_environment;
    QList<WalkedCommand> m_result;
    ShellValues m_values;
    QHash<QString, const ShellCommand *> m_functions;
    std::vector<std::unique_ptr<ShellTree>> m_trees;
    Source m_source;
    QSet<QString> m_called;
    QSet<QString> m_exported;
    QStringList m_files; ///< that are open
    QStringList m_targets; ///< the same
    QList<QHash<QString, QStringList>> m_locals; ///< of the open functions: what they were before
    std::unique_ptr<Makefile> m_makefile;
    QString m_folder = u"."_s; ///< where commands run, relative to the checkout
    const ShellCommand *m_before = nullptr; ///< whose output is read
    ShellEnd m_end = ShellEnd::Yes;
    int m_line = 0;
    int m_doubts = 0; ///< open branches and loops that only a run decides
    bool m_isLost = false; ///< the script may have ended before
    bool m_mayHaveEnded = false; ///< by `exit` or `return`, not by leaving a loop
    WalkBudget &m_budget;
    bool m_isSpent = false; ///< reading ended before the script's end
    int m_scripts = 0;
    int m_visited = 0;
    int m_outputs = 0;
    int m_openOutputs = 0;
};

} // namespace

ScriptWalk walkScript(const Checkout &checkout,
                      const QString &file,
                      const QHash<QString, QString> &given,
                      WalkBudget &budget)
{
    return Walk(checkout, given, budget).follow(file);
}

} // namespace devstack
