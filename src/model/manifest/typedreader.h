// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/yaml/yamlnode.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// Takes typed values out of a document and remembers the first fault; after one it keeps answering
/// empty values, so readers stay free of branches and ask once at the end.
///
/// `what` names the value in messages, as a path of keys: "depends_on.lms.ref".
class TypedReader
{
public:
    /// What a `$` in text means.
    enum class Dollars {
        Literal, ///< nothing special
        Escaped, ///< "$$" is "$" and a single one is a fault: Compose would replace it
    };

    explicit TypedReader(Dollars dollars = Dollars::Literal);

    bool failed() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }
    void fail(const QString &message, const SourceMark &mark, const QString &hint = {});

    /// The entries of a mapping; null is an empty one.
    QList<YamlNode::Entry> map(const YamlNode &node, const QString &what);
    /// The same, and every key must be in the table of that name (model/manifest/manifestkeys.h).
    QList<YamlNode::Entry> map(const YamlNode &node, const QString &what, const QString &table);
    /// The same, and every key must be a name.
    QList<YamlNode::Entry> namedMap(const YamlNode &node, const QString &what);
    QList<YamlNode> list(const YamlNode &node, const QString &what);

    /// Text; an unquoted number or boolean is a fault, because it may not mean what is written.
    QString text(const YamlNode &node, const QString &what);
    /// Text, number or boolean, as Compose makes text of it.
    QString word(const YamlNode &node, const QString &what);
    bool boolean(const YamlNode &node, const QString &what);
    QStringList textList(const YamlNode &node, const QString &what);
    QStringList wordList(const YamlNode &node, const QString &what);
    /// One of the words given.
    QString choice(const YamlNode &node, const QString &what, const QStringList &known);
    QString name(const YamlNode &node, const QString &what);
    QStringList nameList(const YamlNode &node, const QString &what);
    /// Text that `valid` accepts; `expected` says what that is ("an http or https URL").
    QString validText(const YamlNode &node,
                      const QString &what,
                      bool (*valid)(const QString &),
                      const QString &expected);

    void expected(const QString &wanted,
                  const YamlNode &node,
                  const QString &what,
                  const QString &hint = {});
    /// "did you mean …?" with the candidate nearest to `word`, or the list of them when it is
    /// short.
    static QString suggestion(const QString &word, const QStringList &candidates);

private:
    QString unescaped(const QString &text, const YamlNode &node, const QString &what);

    Dollars m_dollars;
    std::optional<Error> m_error;
};

} // namespace devstack
