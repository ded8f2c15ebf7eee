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

/// As written where Compose would refuse it, and where it would be more than fits.
QString expandedText(const VariableLookup &lookup, const QString &text, FillLimit &limit)
{
    const auto result = interpolated(text, lookup, limit);
    return result ? *result : text;
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

YamlNode
expandedNode(const VariableLookup &lookup, const YamlNode &node, bool isTop, FillLimit &limit)
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
        data->text = expandedText(lookup, node.text(), limit);
    for (const YamlNode &item : node.items())
        data->items.append(expandedNode(lookup, item, false, limit));
    for (YamlNode::Entry entry : node.entries()) {
        if (!isTop || entry.key != u"x-devstack")
            entry.value = expandedNode(lookup, entry.value, false, limit);
        data->entries.append(entry);
    }
    return YamlNode(data);
}

} // namespace

VariableValues VariableValues::read(const QString &folder,
                                    const QStringList &names,
                                    const QMap<QString, QString> &given)
{
    const auto host = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> values;
    for (const QString &name : names + QStringList {u"PWD"_s}) {
        if (const auto value = ProjectVariables::hostValue(host, folder, name))
            values.insert(name, *value);
    }
    const QString path = QDir(folder).filePath(u".env"_s);
    const auto content = readFile(path, kLargestVariables);
    const auto withGiven = [&] {
        for (auto it = given.begin(); it != given.end(); ++it) {
            if (values.value(it.key()).isEmpty())
                values.insert(it.key(), it.value());
        }
        return VariableValues(values);
    };
    if (!content)
        return withGiven();
    const auto own = parseDotenv(*content, path, lookupIn(values));
    const QMap<QString, QString> written = own ? own->values : QMap<QString, QString>();
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (!values.contains(it.key()) && !it.value().isNull())
            values.insert(it.key(), it.value());
    }
    return withGiven();
}

QString VariableValues::expanded(const QString &text) const
{
    FillLimit limit;
    return expandedText(lookupIn(m_values), text, limit);
}

YamlNode VariableValues::expanded(const YamlNode &document) const
{
    FillLimit limit;
    return expandedNode(lookupIn(m_values), document, true, limit);
}

} // namespace devstack
