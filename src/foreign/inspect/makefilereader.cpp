// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/makefilereader.h"

#include "core/text.h"

#include <QRegularExpression>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestInclude = 16;
constexpr qsizetype kMostMakefiles = 64;
constexpr qsizetype kMostTargets = 5000;
constexpr qsizetype kLongestRule = 64 * 1024;

/// The position of `wanted` outside of `$(…)` and `${…}`; -1 when it is not there.
qsizetype outside(const QString &text, QChar wanted, qsizetype from = 0)
{
    int depth = 0;
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar letter = text.at(at);
        if (letter == wanted && depth == 0)
            return at;
        if (letter == u'$' && at + 1 < text.size()
            && (text.at(at + 1) == u'(' || text.at(at + 1) == u'{')) {
            ++depth;
            ++at;
        } else if (depth > 0 && (letter == u'(' || letter == u'{')) {
            ++depth;
        } else if (depth > 0 && (letter == u')' || letter == u'}')) {
            --depth;
        }
    }
    return -1;
}

/// Where a comment begins; -1 for none. `\#` is a number sign.
qsizetype commentAt(const QString &text)
{
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text.at(at) == u'#' && (at == 0 || text.at(at - 1) != u'\\'))
            return at;
    }
    return -1;
}

/// A target that only configures make: ".PHONY", ".DEFAULT_GOAL". Files such as "./x" are none.
bool isSpecial(const QString &name)
{
    static const QRegularExpression kSpecial(u"^\\.[A-Z_]+$"_s);
    return kSpecial.match(name).hasMatch();
}

} // namespace

MakefileReader::MakefileReader(const Checkout &checkout)
    : m_checkout(checkout)
    , m_variables([this](const QString &patterns) { return m_checkout.glob(makeWords(patterns)); })
{
}

Makefile MakefileReader::read()
{
    for (const QString &name : {u"GNUmakefile"_s, u"makefile"_s, u"Makefile"_s}) {
        // Asked for its lines too, so that a link or pipe in its place is told and not passed over.
        if (!m_checkout.lines(name) && !m_checkout.has(name))
            continue;
        readFile(name, 0, {});
        break;
    }
    finish();
    return std::move(m_result);
}

void MakefileReader::problem(const QString &message, const SourceMark &mark, const QString &hint)
{
    if (m_result.problems.size() < 100)
        m_result.problems += invalidInput(message, mark, hint);
}

void MakefileReader::readFile(const QString &file, int depth, const SourceMark &from)
{
    if (m_seen.contains(file)) {
        problem(u"“%1” is included again; it was read once."_s.arg(printable(file)), from);
        return;
    }
    if (depth > kDeepestInclude || m_seen.size() >= kMostMakefiles) {
        problem(u"“%1” is included too deeply; it was not read."_s.arg(printable(file)), from);
        return;
    }
    m_seen.insert(file);
    const auto lines = m_checkout.lines(file);
    if (!lines) {
        problem(
            u"“%1” cannot be read."_s.arg(printable(file)),
            from.file.isEmpty() ? Checkout::mark(file, 0) : from,
            u"Its targets are not known; it may be too large, binary or outside of the repository."_s);
        return;
    }
    m_result.files += file;
    m_inRule = false;
    for (qsizetype at = 0; at < lines->size(); ++at) {
        const SourceMark mark = Checkout::mark(file, int(at) + 1);
        QString text = lines->at(at);
        const bool isRecipe = text.startsWith(u'\t') && m_inRule;
        while (text.endsWith(u'\\') && at + 1 < lines->size() && text.size() < kLongestRule) {
            const QString &next = lines->at(++at);
            if (isRecipe) // the shell joins these, and sees a line less its tab
                text += u'\n' + (next.startsWith(u'\t') ? next.mid(1) : next);
            else
                text = text.chopped(1).trimmed() + u' ' + next.trimmed();
        }
        line(text, mark, depth);
    }
    m_define = QString();
}

void MakefileReader::line(const QString &text, const SourceMark &mark, int depth)
{
    if (!m_define.isNull()) {
        if (text.trimmed() == u"endef"_s) {
            m_variables.assign(m_define, u"="_s, m_defined, m_otherwise > 0);
            m_define = QString();
        } else if (m_defined.size() < kLongestRule) {
            m_defined += (m_defined.isEmpty() ? QString() : u"\n"_s) + text;
        }
        return;
    }
    if (text.startsWith(u'\t') && m_inRule) {
        if (!m_rules.isEmpty())
            m_rules.last().recipe += RawLine {text.mid(1), mark};
        return;
    }
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.startsWith(u'#'))
        return;
    static const QRegularExpression kDefine(
        u"^(?:override +|export +)*define +([^ =:+?]+) *[:+?]*=?"_s);
    if (const auto match = kDefine.match(trimmed); match.hasMatch()) {
        m_define = match.captured(1);
        m_defined.clear();
        m_inRule = false;
        return;
    }
    if (conditional(trimmed))
        return;
    m_inRule = false;
    if (include(trimmed, mark, depth) || assignment(trimmed))
        return;
    rule(trimmed, mark);
}

bool MakefileReader::conditional(const QString &text)
{
    static const QRegularExpression kBegin(u"^(ifeq|ifneq|ifdef|ifndef)\\b"_s);
    static const QRegularExpression kElse(u"^else\\b"_s);
    static const QRegularExpression kEnd(u"^endif\\b"_s);
    if (kBegin.match(text).hasMatch()) {
        m_conditionals += false;
    } else if (kElse.match(text).hasMatch()) {
        if (!m_conditionals.isEmpty() && !std::exchange(m_conditionals.last(), true))
            ++m_otherwise;
    } else if (kEnd.match(text).hasMatch()) {
        if (!m_conditionals.isEmpty() && m_conditionals.takeLast())
            --m_otherwise;
    } else {
        return false;
    }
    return true;
}

bool MakefileReader::include(const QString &text, const SourceMark &mark, int depth)
{
    static const QRegularExpression kInclude(u"^(-include|sinclude|include)\\s+(.*)$"_s);
    const auto match = kInclude.match(text);
    if (!match.hasMatch())
        return false;
    QString files = match.captured(2);
    if (const qsizetype comment = commentAt(files); comment >= 0)
        files.truncate(comment);
    const bool optional = match.captured(1) != u"include"_s;
    for (QString name : makeWords(m_variables.expanded(files))) {
        if (name.startsWith(u"./"))
            name.remove(0, 2);
        QStringList found {name};
        if (name.contains(u'*') || name.contains(u'?'))
            found = m_checkout.glob({name});
        for (const QString &file : std::as_const(found)) {
            if (m_checkout.has(file)) {
                readFile(file, depth + 1, mark);
            } else if (!optional) {
                problem(u"“%1” is included and cannot be found in the repository."_s.arg(
                            printable(file)),
                        mark,
                        u"make will refuse to run unless something creates it."_s);
            }
        }
    }
    return true;
}

bool MakefileReader::assignment(const QString &text)
{
    static const QRegularExpression kAssignment(
        u"^(?:(?:export|override|private)\\s+)*([A-Za-z0-9_.%/-]+)\\s*(=|\\?=|\\+=|!=|:{1,3}=)\\s*(.*)$"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression kExport(
        u"^(export|unexport|undefine|vpath|override)\\b[^:=]*$"_s);
    const auto match = kAssignment.match(text);
    if (!match.hasMatch())
        return kExport.match(text).hasMatch();
    QString value = match.captured(3);
    if (const qsizetype comment = commentAt(value); comment >= 0)
        value = value.left(comment).trimmed();
    m_variables.assign(match.captured(1), match.captured(2), value, m_otherwise > 0);
    return true;
}

void MakefileReader::rule(const QString &text, const SourceMark &mark)
{
    const qsizetype colon = outside(text, u':');
    if (colon <= 0 || m_rules.size() >= kMostTargets)
        return;
    QString rest = text.mid(text.mid(colon).startsWith(u"::") ? colon + 2 : colon + 1);
    RawRule found;
    found.mark = mark;
    found.written = text.left(400);
    if (const qsizetype comment = commentAt(rest); comment >= 0) {
        qsizetype begin = comment;
        while (begin < rest.size() && rest.at(begin) == u'#')
            ++begin;
        found.help = rest.mid(begin).trimmed();
        rest.truncate(comment);
    }
    // `target: NAME = value` gives a variable to one target.
    static const QRegularExpression kTargetVariable(
        u"^\\s*(?:(?:export|override|private)\\s+)*[A-Za-z0-9_.-]+\\s*(?:=|\\?=|\\+=|:{1,3}=)"_s);
    if (kTargetVariable.match(rest).hasMatch())
        return;
    m_inRule = true;
    if (const qsizetype recipe = outside(rest, u';'); recipe >= 0) {
        found.recipe += RawLine {rest.mid(recipe + 1).trimmed(), mark};
        rest.truncate(recipe);
    }
    // A static pattern rule (`a b: %: %.c`): the last part holds the prerequisites.
    if (const qsizetype second = outside(rest, u':'); second >= 0)
        rest = rest.mid(second + 1);
    found.names = makeWords(m_variables.expanded(text.left(colon)));
    found.prerequisites = rest;
    m_rules += found;
}

void MakefileReader::add(const RawRule &rule)
{
    QStringList prerequisites;
    for (const QString &word : makeWords(m_variables.expanded(rule.prerequisites))) {
        if (word != u"|"_s && !word.contains(u'$'))
            prerequisites += word;
    }
    QList<RecipeLine> recipe;
    for (const RawLine &raw : rule.recipe) {
        const QString text = m_variables.forShell(raw.text);
        qsizetype begin = 0;
        while (begin < text.size() && u"@-+ \t"_s.contains(text.at(begin)))
            ++begin;
        recipe += RecipeLine {
            text.mid(begin), raw.text.section(u'\n', 0, 0).trimmed().left(400), raw.mark};
    }
    for (const QString &name : rule.names) {
        if (name.contains(u'$') || isSpecial(name))
            continue;
        qsizetype at = m_byName.value(name, -1);
        if (at < 0) {
            if (m_result.targets.size() >= kMostTargets)
                return;
            at = m_result.targets.size();
            m_byName.insert(name, at);
            m_result.targets += MakeTarget {name, {}, {}, {}, rule.written, rule.mark};
        }
        MakeTarget &target = m_result.targets[at];
        if (target.prerequisites.isEmpty())
            target.prerequisites = prerequisites;
        else if (target.prerequisites.size() < kMostTargets)
            target.prerequisites += prerequisites;
        if (target.help.isEmpty())
            target.help = rule.help;
        if (recipe.isEmpty())
            continue;
        target.recipe = recipe;
        target.mark = rule.mark;
        target.written = rule.written;
    }
}

void MakefileReader::finish()
{
    for (const RawRule &rule : std::as_const(m_rules))
        add(rule);
    m_result.variables = m_variables.values();
    for (const QString &name : m_variables.endless()) {
        problem(u"The variable “%1” refers to itself or has no end."_s.arg(printable(name)),
                Checkout::mark(m_result.files.value(0), 0));
    }
}

} // namespace devstack
