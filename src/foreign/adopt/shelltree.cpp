// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/shelltree.h"

#include "foreign/inspect/shellwords.h"

#include <QStringList>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestTree = 60;

/// Words that mean something within another command only.
const QStringList kOnlyWithin {u"then"_s,
                               u"elif"_s,
                               u"else"_s,
                               u"fi"_s,
                               u"do"_s,
                               u"done"_s,
                               u"esac"_s,
                               u"}"_s,
                               u")"_s,
                               u";;"_s};

class TreeReader
{
public:
    explicit TreeReader(const QString &text)
        : m_tokens(shellTokens(text))
    {
    }

    ShellTree read()
    {
        ShellTree tree;
        tree.commands = block({});
        tree.brokenAt = m_brokenAt;
        // What the last one holds is not what was meant.
        if (m_brokenAt > 0 && !tree.commands.empty()) {
            if (tree.commands.back().line > 0)
                tree.brokenAt = qMin(tree.brokenAt, tree.commands.back().line);
            tree.commands.pop_back();
        }
        return tree;
    }

private:
    using Kind = ShellCommand::Kind;
    using Join = ShellCommand::Join;

    bool atEnd() const { return m_at >= m_tokens.size() || m_brokenAt > 0; }
    const ShellToken &token() const { return m_tokens.at(m_at); }
    bool at(QStringView what) const { return !atEnd() && token().is(what); }
    bool isKind(ShellToken::Kind kind) const { return !atEnd() && token().kind == kind; }

    void expect(QStringView what)
    {
        if (at(what))
            ++m_at;
        else
            giveUp();
    }

    void giveUp()
    {
        if (m_brokenAt == 0)
            m_brokenAt = m_at < m_tokens.size() ? qMax(1, token().line) : lastLine();
    }

    int lastLine() const { return m_tokens.isEmpty() ? 1 : qMax(1, m_tokens.last().line); }

    void skipNewlines()
    {
        while (isKind(ShellToken::Kind::Newline))
            ++m_at;
    }

    /// Commands up to one of the words, which stays to be read.
    ShellBlock block(const QStringList &ends)
    {
        ShellBlock commands;
        if (++m_depth > kDeepestTree)
            giveUp();
        Join join = Join::After;
        while (!atEnd()) {
            if (isKind(ShellToken::Kind::Newline)) {
                ++m_at;
            } else if (isKind(ShellToken::Kind::HereDocument)) {
                makeUnclear(commands);
                ++m_at;
            } else if (at(u";") || at(u"&")) {
                ++m_at;
                join = Join::After;
            } else if (isEnd(ends)) {
                break;
            } else {
                const qsizetype before = m_at;
                ShellCommand command = this->command();
                command.join = join;
                const bool isTextOfMany = join != Join::After && !command.input.isEmpty()
                    && command.input.last().kind == ShellToken::Kind::HereDocument;
                commands.push_back(std::move(command));
                if (isTextOfMany)
                    makeUnclear(commands);
                if (m_at == before)
                    giveUp();
                join = joined();
            }
        }
        --m_depth;
        return commands;
    }

    /// Text that arrives at the end of a line of several commands is that of one of them.
    static void makeUnclear(ShellBlock &commands)
    {
        for (auto command = commands.rbegin(); command != commands.rend(); ++command) {
            command->isUnclear = true;
            if (command->join == Join::After)
                break;
        }
    }

    bool isEnd(const QStringList &ends) const
    {
        for (const QString &end : ends) {
            if (token().is(end))
                return true;
        }
        return false;
    }

    Join joined()
    {
        Join join = Join::After;
        if (at(u"&&"))
            join = Join::And;
        else if (at(u"||"))
            join = Join::Or;
        else if (at(u"|") || at(u"|&"))
            join = Join::Pipe;
        if (join != Join::After)
            ++m_at;
        return join;
    }

    ShellCommand command()
    {
        ShellCommand result;
        while (at(u"!") || at(u"time")) {
            result.isNegated ^= at(u"!");
            ++m_at;
        }
        if (atEnd())
            return result;
        result.line = token().line;
        if (isEnd(kOnlyWithin))
            giveUp();
        else if (at(u"if"))
            readIf(result);
        else if (at(u"while") || at(u"until"))
            readLoop(result);
        else if (at(u"for") || at(u"select"))
            readFor(result);
        else if (at(u"case"))
            readCase(result);
        else if (at(u"{"))
            readGroup(result, Kind::Group, u"}"_s);
        else if (at(u"("))
            readGroup(result, Kind::Subshell, u")"_s);
        else if (at(u"function"))
            readFunction(result);
        else if (at(u"[["))
            readTest(result);
        else
            readSimple(result);
        if (result.kind != Kind::Simple && result.kind != Kind::Array)
            readInputs(result);
        return result;
    }

    /// What stands behind `done`, `}` and the like.
    void readInputs(ShellCommand &result)
    {
        while (isKind(ShellToken::Kind::Input) || isKind(ShellToken::Kind::HereDocument)) {
            result.isUnclear = true;
            ++m_at;
        }
    }

    void readIf(ShellCommand &result)
    {
        result.kind = Kind::If;
        ++m_at;
        while (!atEnd()) {
            ShellBranch branch;
            branch.condition = block({u"then"_s});
            expect(u"then");
            branch.body = block({u"elif"_s, u"else"_s, u"fi"_s});
            result.branches.push_back(std::move(branch));
            if (at(u"elif")) {
                ++m_at;
                continue;
            }
            if (at(u"else")) {
                ++m_at;
                ShellBranch last;
                last.body = block({u"fi"_s});
                result.branches.push_back(std::move(last));
            }
            expect(u"fi");
            return;
        }
        giveUp();
    }

    void readLoop(ShellCommand &result)
    {
        result.kind = Kind::Loop;
        ++m_at;
        ShellBranch branch;
        branch.condition = block({u"do"_s});
        expect(u"do");
        branch.body = block({u"done"_s});
        expect(u"done");
        result.branches.push_back(std::move(branch));
    }

    void readFor(ShellCommand &result)
    {
        result.kind = Kind::For;
        ++m_at;
        if (isKind(ShellToken::Kind::Word)) {
            result.name = token().text;
            ++m_at;
        }
        skipNewlines();
        if (at(u"in")) {
            ++m_at;
            while (isKind(ShellToken::Kind::Word)) {
                result.words += token();
                ++m_at;
            }
        } else {
            result.isUnclear = true; // over "$@", or arithmetic
        }
        while (!atEnd() && !at(u"do"))
            ++m_at;
        expect(u"do");
        result.body = block({u"done"_s});
        expect(u"done");
    }

    void readCase(ShellCommand &result)
    {
        result.kind = Kind::Case;
        ++m_at;
        if (isKind(ShellToken::Kind::Word)) {
            result.words += token();
            ++m_at;
        }
        skipNewlines();
        expect(u"in");
        while (!atEnd()) {
            while (isKind(ShellToken::Kind::Newline) || at(u"(") || at(u";;") || at(u"&"))
                ++m_at;
            if (at(u"esac")) {
                ++m_at;
                return;
            }
            ShellBranch branch;
            while (!atEnd() && !at(u")")) {
                if (isKind(ShellToken::Kind::Word))
                    branch.patterns += token();
                else if (!at(u"|"))
                    giveUp();
                ++m_at;
            }
            expect(u")");
            branch.body = block({u";;"_s, u"esac"_s});
            result.branches.push_back(std::move(branch));
        }
        giveUp();
    }

    void readGroup(ShellCommand &result, Kind kind, const QString &end)
    {
        result.kind = kind;
        ++m_at;
        result.body = block({end});
        expect(end);
    }

    void readFunction(ShellCommand &result)
    {
        ++m_at;
        if (isKind(ShellToken::Kind::Word)) {
            result.name = token().text;
            ++m_at;
        }
        if (at(u"(")) {
            ++m_at;
            expect(u")");
        }
        readBody(result);
    }

    void readBody(ShellCommand &result)
    {
        result.kind = Kind::Function;
        skipNewlines();
        if (atEnd() || ++m_depth > kDeepestTree) {
            giveUp();
            return;
        }
        result.body.push_back(command());
        --m_depth;
    }

    void readTest(ShellCommand &result)
    {
        result.kind = Kind::Test;
        ++m_at;
        while (!atEnd() && !at(u"]]")) {
            if (isKind(ShellToken::Kind::Newline)) {
                ++m_at;
                continue;
            }
            result.isUnclear |= isKind(ShellToken::Kind::Input) || at(u"(");
            result.words += token();
            ++m_at;
        }
        expect(u"]]");
    }

    void readSimple(ShellCommand &result)
    {
        while (!atEnd()) {
            if (isKind(ShellToken::Kind::Word)) {
                result.words += token();
            } else if (isKind(ShellToken::Kind::Input) || isKind(ShellToken::Kind::HereDocument)) {
                result.isUnclear |= !result.input.isEmpty();
                result.input += token();
            } else if (at(u"(")) {
                if (parenthesis(result))
                    return;
                continue;
            } else {
                return;
            }
            ++m_at;
        }
    }

    /// `name() …`, `name=( … )` or something that is passed over. True: the command ends with it.
    bool parenthesis(ShellCommand &result)
    {
        const bool isOne = result.words.size() == 1
            && result.words.first().bare == result.words.first().text.size();
        const bool closes = m_at + 1 < m_tokens.size() && m_tokens.at(m_at + 1).is(u")");
        if (isOne && closes && !result.words.first().text.endsWith(u'=')) {
            m_at += 2;
            result.name = result.words.takeFirst().text;
            readBody(result);
            return true;
        }
        ++m_at;
        if (!result.words.isEmpty() && result.words.last().text.endsWith(u'=')) {
            result.kind = Kind::Array;
            result.name = result.words.last().text.chopped(1);
            result.words.clear();
            while (!atEnd() && !at(u")")) {
                if (isKind(ShellToken::Kind::Word))
                    result.words += token();
                result.isUnclear |= isKind(ShellToken::Kind::Operator);
                ++m_at;
            }
            expect(u")");
            return true;
        }
        result.isUnclear = true;
        for (int depth = 1; !atEnd() && depth > 0; ++m_at)
            depth += at(u"(") ? 1 : at(u")") ? -1 : 0;
        return false;
    }

    const QList<ShellToken> m_tokens;
    qsizetype m_at = 0;
    int m_depth = 0;
    int m_brokenAt = 0;
};

} // namespace

ShellTree shellTree(const QString &text)
{
    return TreeReader(text).read();
}

} // namespace devstack
