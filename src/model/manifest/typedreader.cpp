// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/typedreader.h"

#include "core/text.h"
#include "model/manifest/manifestkeys.h"
#include "model/manifest/validity.h"
#include "model/yaml/yamlscalar.h"

namespace devstack {

using namespace Qt::StringLiterals;

TypedReader::TypedReader(Dollars dollars)
    : m_dollars(dollars)
{
}

void TypedReader::fail(const QString &message, const SourceMark &mark, const QString &hint)
{
    if (!m_error)
        m_error = invalidInput(message, mark, hint);
}

void TypedReader::expected(const QString &wanted,
                           const YamlNode &node,
                           const QString &what,
                           const QString &hint)
{
    fail(u"%1: expected %2, found %3"_s.arg(what, wanted, node.describe()), node.mark(), hint);
}

QString TypedReader::suggestion(const QString &word, const QStringList &candidates)
{
    constexpr qsizetype kShortList = 12;
    if (const auto candidate = nearest(word, candidates))
        return u"did you mean \"%1\"?"_s.arg(printable(*candidate));
    if (candidates.isEmpty() || candidates.size() > kShortList)
        return {};
    return u"known: "_s + printable(candidates.join(u", "_s));
}

QList<YamlNode::Entry> TypedReader::map(const YamlNode &node, const QString &what)
{
    if (node.isMap())
        return node.entries();
    if (!node.isNull())
        expected(u"a mapping"_s, node, what);
    return {};
}

QList<YamlNode::Entry>
TypedReader::map(const YamlNode &node, const QString &what, const QString &table)
{
    const auto entries = map(node, what);
    const QStringList known = knownKeys().value(table);
    for (const YamlNode::Entry &entry : entries) {
        if (known.contains(entry.key))
            continue;
        QString hint = suggestion(entry.key, known);
        if (hint.isEmpty())
            hint = u"known: "_s + known.join(u", "_s);
        fail(u"%1: unknown key \"%2\""_s.arg(what, printable(entry.key)), entry.keyMark, hint);
    }
    return entries;
}

QList<YamlNode::Entry> TypedReader::namedMap(const YamlNode &node, const QString &what)
{
    const auto entries = map(node, what);
    for (const YamlNode::Entry &entry : entries) {
        if (!isName(entry.key)) {
            fail(u"%1: \"%2\" is not a valid name"_s.arg(what, printable(entry.key)),
                 entry.keyMark,
                 u"use letters, digits, \".\", \"_\" and \"-\", a letter or digit first, 63 at "
                 u"most"_s);
        }
    }
    return entries;
}

QList<YamlNode> TypedReader::list(const YamlNode &node, const QString &what)
{
    if (node.isList())
        return node.items();
    if (!node.isNull())
        expected(
            u"a list"_s, node, what, node.isScalar() ? u"write it in brackets: [ ]"_s : QString());
    return {};
}

QString TypedReader::unescaped(const QString &text, const YamlNode &node, const QString &what)
{
    if (m_dollars == Dollars::Literal || !text.contains(u'$'))
        return text;
    QString result;
    for (qsizetype at = 0; at < text.size(); ++at) {
        result += text.at(at);
        if (text.at(at) != u'$')
            continue;
        if (at + 1 < text.size() && text.at(at + 1) == u'$') {
            ++at;
            continue;
        }
        fail(u"%1: Compose would replace the \"$\" in \"%2\" before the program sees it"_s.arg(
                 what, printable(text.size() > 60 ? text.first(60) + u'…' : text)),
             node.mark(),
             u"write \"$$\" for a literal \"$\"; variables are not allowed here"_s);
        return {};
    }
    return result;
}

QString TypedReader::text(const YamlNode &node, const QString &what)
{
    if (node.isScalar() && scalarType(node) == ScalarType::Text)
        return unescaped(node.text(), node, what);
    expected(u"text"_s, node, what, node.isScalar() ? u"put it in quotes"_s : QString());
    return {};
}

QString TypedReader::word(const YamlNode &node, const QString &what)
{
    if (node.isScalar())
        return unescaped(canonicalScalar(node), node, what);
    expected(u"text"_s, node, what, node.isNull() ? u"write \"\" for an empty text"_s : QString());
    return {};
}

bool TypedReader::boolean(const YamlNode &node, const QString &what)
{
    if (node.isScalar() && scalarType(node) == ScalarType::Boolean)
        return *yamlBoolean(node.text());
    expected(u"true or false"_s, node, what);
    return false;
}

QStringList TypedReader::textList(const YamlNode &node, const QString &what)
{
    QStringList result;
    for (const YamlNode &item : list(node, what))
        result.append(text(item, what));
    return result;
}

QStringList TypedReader::wordList(const YamlNode &node, const QString &what)
{
    QStringList result;
    for (const YamlNode &item : list(node, what))
        result.append(word(item, what));
    return result;
}

QString TypedReader::choice(const YamlNode &node, const QString &what, const QStringList &known)
{
    const QString result = text(node, what);
    if (!failed() && !known.contains(result)) {
        const auto near = nearest(result, known);
        expected(known.join(u" or "_s),
                 node,
                 what,
                 near ? u"did you mean \"%1\"?"_s.arg(*near) : QString());
    }
    return result;
}

QString TypedReader::name(const YamlNode &node, const QString &what)
{
    return validText(node, what, isName, u"a name (letters, digits, \".\", \"_\", \"-\")"_s);
}

QStringList TypedReader::nameList(const YamlNode &node, const QString &what)
{
    QStringList result;
    for (const YamlNode &item : list(node, what))
        result.append(name(item, what));
    return result;
}

QString TypedReader::validText(const YamlNode &node,
                               const QString &what,
                               bool (*valid)(const QString &),
                               const QString &wanted)
{
    const QString result = text(node, what);
    if (!failed() && !valid(result))
        expected(wanted, node, what);
    return result;
}

} // namespace devstack
