// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamljson.h"

#include "model/yaml/yamlscalar.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestJson = 64;

void count(YamlNode::Data &data, const YamlNode &child)
{
    data.weight += child.weight();
    data.depth = std::max(data.depth, child.depth() + 1);
}

YamlNode nodeOf(const QJsonValue &value, int level)
{
    auto data = std::make_shared<YamlNode::Data>();
    if (level > kDeepestJson) {
        data->kind = YamlNode::Kind::Scalar;
        data->text = u"(nested too deep)"_s;
    } else if (value.isObject()) {
        data->kind = YamlNode::Kind::Map;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            data->entries.append({it.key(), {}, nodeOf(it.value(), level + 1), false, false});
            count(*data, data->entries.last().value);
        }
    } else if (value.isArray()) {
        data->kind = YamlNode::Kind::List;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &item : array) {
            data->items.append(nodeOf(item, level + 1));
            count(*data, data->items.last());
        }
    } else if (!value.isNull()) {
        data->kind = YamlNode::Kind::Scalar;
        data->plain = !value.isString();
        data->text = value.toVariant().toString();
    }
    return YamlNode(data);
}

} // namespace

YamlNode fromJson(const QJsonValue &value)
{
    return nodeOf(value, 0);
}

QJsonValue toJson(const YamlNode &node)
{
    switch (node.kind()) {
    case YamlNode::Kind::Null:
        return {};
    case YamlNode::Kind::List: {
        QJsonArray array;
        for (const YamlNode &item : node.items())
            array.append(toJson(item));
        return array;
    }
    case YamlNode::Kind::Map: {
        QJsonObject object;
        for (const YamlNode::Entry &entry : node.entries())
            object.insert(entry.key, toJson(entry.value));
        return object;
    }
    case YamlNode::Kind::Scalar:
        break;
    }
    switch (scalarType(node)) {
    case ScalarType::Boolean:
        return yamlBoolean(node.text()).value_or(false);
    case ScalarType::Number: {
        bool isWhole = false;
        const qint64 whole = node.text().toLongLong(&isWhole);
        return isWhole ? QJsonValue(whole) : QJsonValue(yamlNumber(node.text()).value_or(0));
    }
    case ScalarType::Text:
        break;
    }
    return node.text();
}

} // namespace devstack
