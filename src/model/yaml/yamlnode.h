// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace devstack {

/// One value of a YAML document, with the place it is written at. Immutable; copies share their
/// content.
///
/// Made by model/yaml/yamlreader.h only, which bounds it: fully expanded (aliases followed, merge
/// keys applied) the number of its values is bounded by the size of the file, and it has at most
/// kDeepestYaml levels, so it may be walked by recursion.
/// Thread-safe to read.
class YamlNode
{
public:
    enum class Kind { Null, Scalar, List, Map };
    struct Entry;

    YamlNode();

    Kind kind() const;
    bool isNull() const { return kind() == Kind::Null; }
    bool isScalar() const { return kind() == Kind::Scalar; }
    bool isList() const { return kind() == Kind::List; }
    bool isMap() const { return kind() == Kind::Map; }

    /// The text of a scalar as written, unquoted; empty for all other kinds.
    const QString &text() const;
    /// A scalar written without quotes: may be a boolean or number.
    bool isPlain() const;
    /// A text whose variables were filled in: Compose makes a number or a boolean of it where it
    /// needs one.
    bool isFilledIn() const;
    /// The very same value, not only an equal one: copies share it.
    bool isSame(const YamlNode &other) const { return m_data == other.m_data; }
    /// A list or map in braces or brackets.
    bool isFlow() const;
    /// "!reset", "!override" and the like; empty for none.
    const QString &tag() const;
    const SourceMark &mark() const;
    /// Number of values and of levels, aliases expanded.
    qint64 weight() const;
    int depth() const;

    const QList<YamlNode> &items() const;
    /// In the order of the file, what merge keys bring in last.
    const QList<Entry> &entries() const;
    const Entry *find(QStringView key) const;
    /// The value of a key; nothing when it is missing (a null value is a value).
    std::optional<YamlNode> value(QStringView key) const;
    QStringList keys() const;
    /// Keys without quotes that are no text to Compose: numbers, booleans, times, nothing.
    const QStringList &typedKeys() const;

    /// "a list", "the number 5", "the text \"yes\"": what was found, for messages.
    QString describe() const;

    /// The same content to Compose; marks, style and order of keys do not count.
    bool sameContent(const YamlNode &other) const;

    struct Data;
    explicit YamlNode(std::shared_ptr<const Data> data);

private:
    std::shared_ptr<const Data> m_data;
};

/// A key with its value.
struct YamlNode::Entry
{
    QString key;
    SourceMark keyMark;
    YamlNode value;
    bool aliased = false; ///< the value is written elsewhere (`key: *anchor`)
    bool merged = false; ///< brought in by a merge key
};

/// What a YamlNode holds; `weight` and `depth` count with all aliases expanded.
struct YamlNode::Data
{
    Kind kind = Kind::Null;
    QString text;
    QString tag;
    bool plain = false;
    bool filledIn = false;
    bool flow = false;
    SourceMark mark;
    QList<YamlNode> items;
    QList<Entry> entries;
    QStringList typedKeys;
    qint64 weight = 1;
    int depth = 1;
};

} // namespace devstack
