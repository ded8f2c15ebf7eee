// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlnode.h"

#include "core/secrets.h"
#include "core/text.h"
#include "model/yaml/yamlscalar.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

YamlNode::YamlNode()
{
    static const auto kNull = std::make_shared<const Data>();
    m_data = kNull;
}

YamlNode::YamlNode(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}

YamlNode::Kind YamlNode::kind() const
{
    return m_data->kind;
}

const QString &YamlNode::text() const
{
    return m_data->text;
}

bool YamlNode::isPlain() const
{
    return m_data->plain;
}

bool YamlNode::isFlow() const
{
    return m_data->flow;
}

const QString &YamlNode::tag() const
{
    return m_data->tag;
}

const SourceMark &YamlNode::mark() const
{
    return m_data->mark;
}

qint64 YamlNode::weight() const
{
    return m_data->weight;
}

int YamlNode::depth() const
{
    return m_data->depth;
}

const QList<YamlNode> &YamlNode::items() const
{
    return m_data->items;
}

const QList<YamlNode::Entry> &YamlNode::entries() const
{
    return m_data->entries;
}

const YamlNode::Entry *YamlNode::find(QStringView key) const
{
    const auto found = std::ranges::find(m_data->entries, key, &Entry::key);
    return found == m_data->entries.end() ? nullptr : &*found;
}

std::optional<YamlNode> YamlNode::value(QStringView key) const
{
    const Entry *entry = find(key);
    return entry ? std::optional(entry->value) : std::nullopt;
}

bool YamlNode::isFilledIn() const
{
    return m_data->filledIn;
}

const QStringList &YamlNode::typedKeys() const
{
    return m_data->typedKeys;
}

QStringList YamlNode::keys() const
{
    QStringList result;
    for (const Entry &entry : m_data->entries)
        result.append(entry.key);
    return result;
}

QString YamlNode::describe() const
{
    constexpr qsizetype kShown = 40;
    switch (kind()) {
    case Kind::Null:
        return u"nothing"_s;
    case Kind::List:
        return u"a list"_s;
    case Kind::Map:
        return u"a mapping"_s;
    case Kind::Scalar:
        break;
    }
    // Messages end up in logs and on screens.
    const QString safe = masked(text());
    const QString shown = printable(safe.size() > kShown ? safe.first(kShown) + u'…' : safe);
    if (isPlain() && yamlBoolean(text()))
        return u"the boolean "_s + shown;
    if (isPlain() && yamlNumber(text()))
        return u"the number "_s + shown;
    return u"the text \""_s + shown + u'"';
}

bool YamlNode::sameContent(const YamlNode &other) const
{
    if (m_data == other.m_data)
        return true;
    if (kind() != other.kind())
        return false;
    switch (kind()) {
    case Kind::Null:
        return true;
    case Kind::Scalar:
        return canonicalScalar(*this) == canonicalScalar(other)
            && scalarType(*this) == scalarType(other);
    case Kind::List:
        return std::ranges::equal(items(), other.items(), &YamlNode::sameContent);
    case Kind::Map:
        break;
    }
    if (entries().size() != other.entries().size())
        return false;
    return std::ranges::all_of(entries(), [&](const Entry &entry) {
        const Entry *twin = other.find(entry.key);
        return twin && entry.value.sameContent(twin->value);
    });
}

} // namespace devstack
