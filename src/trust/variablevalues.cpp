// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/variablevalues.h"

#include "core/files.h"
#include "model/compose/dotenv.h"
#include "model/compose/interpolation.h"
#include "model/compose/projectvariables.h"

#include <QDir>
#include <QProcessEnvironment>

#include <memory>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestVariables = 1024 * 1024;

VariableLookup lookupIn(const QMap<QString, QString> &values)
{
    return [&values](const QString &name) {
        const auto found = values.constFind(name);
        return found == values.constEnd() ? std::nullopt : std::optional(*found);
    };
}

bool holdsVariable(const YamlNode &node)
{
    if (node.isScalar())
        return node.text().contains(u'$');
    for (const YamlNode &item : node.items()) {
        if (holdsVariable(item))
            return true;
    }
    for (const YamlNode::Entry &entry : node.entries()) {
        if (holdsVariable(entry.value))
            return true;
    }
    return false;
}

YamlNode expandedNode(const VariableValues &values, const YamlNode &node, bool isTop)
{
    if (!holdsVariable(node))
        return node;
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = node.kind();
    data->tag = node.tag();
    data->plain = node.isPlain();
    data->flow = node.isFlow();
    data->mark = node.mark();
    data->weight = node.weight();
    data->depth = node.depth();
    if (node.isScalar())
        data->text = values.expanded(node.text());
    for (const YamlNode &item : node.items())
        data->items.append(expandedNode(values, item, false));
    for (YamlNode::Entry entry : node.entries()) {
        if (!isTop || entry.key != u"x-devstack")
            entry.value = expandedNode(values, entry.value, false);
        data->entries.append(entry);
    }
    return YamlNode(data);
}

} // namespace

VariableValues VariableValues::read(const QString &folder, const QStringList &names)
{
    const auto host = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> values;
    for (const QString &name : names + QStringList {u"PWD"_s}) {
        if (const auto value = ProjectVariables::hostValue(host, folder, name))
            values.insert(name, *value);
    }
    const QString path = QDir(folder).filePath(u".env"_s);
    const auto content = readFile(path, kLargestVariables);
    if (!content)
        return VariableValues(values);
    const auto own = parseDotenv(*content, path, lookupIn(values));
    const QMap<QString, QString> written = own ? own->values : QMap<QString, QString>();
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (!values.contains(it.key()) && !it.value().isNull())
            values.insert(it.key(), it.value());
    }
    return VariableValues(values);
}

QString VariableValues::expanded(const QString &text) const
{
    if (!text.contains(u'$'))
        return text;
    const auto result = interpolated(text, lookupIn(m_values));
    return result ? *result : text;
}

YamlNode VariableValues::expanded(const YamlNode &document) const
{
    return expandedNode(*this, document, true);
}

} // namespace devstack
