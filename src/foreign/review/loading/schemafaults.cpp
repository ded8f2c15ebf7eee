// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/schemafaults.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "model/yaml/yamlscalar.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

/// Outside of the namespace, as Qt's macro needs it: a static library's resources wait to be asked.
static void initialiseComposeSchema()
{
    Q_INIT_RESOURCE(composeschema);
}

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QJsonObject &composeSchema()
{
    static const QJsonObject kSchema = [] {
        initialiseComposeSchema();
        QFile file(u":/devstack/compose-schema.json"_s);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("the schema of compose files is not part of the program");
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return kSchema;
}

QJsonObject definition(const QString &name)
{
    return composeSchema()[u"definitions"].toObject()[name].toObject();
}

/// Lists that Compose frees of repeated entries before it looks at the schema.
bool isMadeUnique(const QString &key)
{
    static const QSet<QString> kKeys {
        u"labels"_s,      u"annotations"_s, u"args"_s,           u"additional_contexts"_s,
        u"tags"_s,        u"cap_add"_s,     u"cap_drop"_s,       u"devices"_s,
        u"configs"_s,     u"dns"_s,         u"dns_opt"_s,        u"dns_search"_s,
        u"environment"_s, u"env_file"_s,    u"expose"_s,         u"links"_s,
        u"aliases"_s,     u"ports"_s,       u"link_local_ips"_s, u"profiles"_s,
        u"secrets"_s,     u"sysctls"_s,     u"tmpfs"_s,          u"volumes"_s};
    return kKeys.contains(key);
}

/// A pattern of the schema, compiled once in each thread.
const QRegularExpression &compiled(const QString &pattern)
{
    thread_local QHash<QString, QRegularExpression> known;
    const auto found = known.constFind(pattern);
    return found == known.constEnd() ? *known.insert(pattern, QRegularExpression(pattern)) : *found;
}

/// What Compose can make of a text that a variable was filled into.
QStringList typesOfFilledIn(const QString &text)
{
    static const QSet<QString> kTruths {
        u"true"_s, u"false"_s, u"y"_s, u"yes"_s, u"on"_s, u"n"_s, u"no"_s, u"off"_s};
    QStringList types {u"string"_s};
    if (yamlNumber(text))
        types += {u"number"_s, u"integer"_s};
    if (kTruths.contains(text.toLower()))
        types += u"boolean"_s;
    return types;
}

/// What a value is to JSON; a scalar with a variable may become anything.
QStringList typesOf(const YamlNode &node)
{
    switch (node.kind()) {
    case YamlNode::Kind::Null:
        return {u"null"_s};
    case YamlNode::Kind::List:
        return {u"array"_s};
    case YamlNode::Kind::Map:
        return {u"object"_s};
    case YamlNode::Kind::Scalar:
        break;
    }
    if (node.text().contains(u'$'))
        return {u"string"_s, u"boolean"_s, u"number"_s, u"integer"_s};
    if (node.isFilledIn())
        return typesOfFilledIn(node.text());
    if (isTime(node))
        return {u"time"_s};
    switch (scalarType(node)) {
    case ScalarType::Boolean:
        return {u"boolean"_s};
    case ScalarType::Number: {
        const double value = yamlNumber(node.text()).value_or(0);
        return value == std::floor(value) ? QStringList {u"number"_s, u"integer"_s}
                                          : QStringList {u"number"_s};
    }
    case ScalarType::Text:
        break;
    }
    return {u"string"_s};
}

QStringList words(const QJsonValue &value)
{
    if (value.isString())
        return {value.toString()};
    QStringList result;
    for (const QJsonValue &item : value.toArray())
        result += item.toVariant().toString();
    return result;
}

QString inWords(const QStringList &types)
{
    QStringList parts;
    for (const auto &[type, word] : {std::pair(u"string"_s, u"text"_s),
                                     std::pair(u"number"_s, u"a number"_s),
                                     std::pair(u"integer"_s, u"a whole number"_s),
                                     std::pair(u"boolean"_s, u"true or false"_s),
                                     std::pair(u"array"_s, u"a list"_s),
                                     std::pair(u"object"_s, u"a mapping"_s)}) {
        const bool wider = type == u"integer" && types.contains(u"number"_s);
        if (types.contains(type) && !wider)
            parts += word;
    }
    const QString last = parts.isEmpty() ? u"nothing"_s : parts.takeLast();
    return parts.isEmpty() ? last : parts.join(u", "_s) + u" or "_s + last;
}

/// A value, how messages call it, and where it begins.
struct Place
{
    YamlNode node;
    QString path;
    SourceMark mark;

    QString key() const { return path.section(u'.', -1); }
    QString shown() const { return path.isEmpty() ? u"the file"_s : u"“%1”"_s.arg(path); }
    Place below(const QString &name, const YamlNode &value, const SourceMark &fallback) const
    {
        return {value,
                (path.isEmpty() ? QString() : path + u'.') + printable(name),
                value.mark().line > 0 && !value.isNull() ? value.mark() : fallback};
    }
};

struct DeepFault
{
    LoadFault fault;
    qsizetype depth = 0; ///< levels below the top: the deepest fault of alternatives tells most
};
using DeepFaults = QList<DeepFault>;

DeepFault faultAt(const Place &place, const QString &message, const QString &fix)
{
    return {{place.mark, message, fix}, place.path.isEmpty() ? 0 : place.path.count(u'.') + 1};
}

DeepFaults validate(const Place &place, QJsonObject schema);

QJsonObject resolved(const QJsonObject &schema)
{
    const QString reference = schema[u"$ref"].toString();
    return reference.isEmpty() ? schema : resolved(definition(reference.section(u'/', -1)));
}

/// The types that the schema takes at its top, alternatives counted.
QStringList typesTaken(const QJsonObject &given)
{
    const QJsonObject schema = resolved(given);
    QStringList types = words(schema[u"type"]);
    for (const QJsonValue &choice : schema[u"oneOf"].toArray())
        types += typesTaken(choice.toObject());
    return types;
}

bool takes(const QStringList &types, const YamlNode &node)
{
    return types.isEmpty() || std::ranges::any_of(typesOf(node), [&](const QString &type) {
               return types.contains(type);
           });
}

QString typeFix(const Place &place, const QStringList &types)
{
    static const QSet<QString> kDurations {u"interval"_s,
                                           u"timeout"_s,
                                           u"start_period"_s,
                                           u"start_interval"_s,
                                           u"stop_grace_period"_s,
                                           u"delay"_s,
                                           u"monitor"_s,
                                           u"window"_s};
    if (place.node.isNull())
        return u"Give it a value, or take the key out."_s;
    if (place.node.isScalar() && types.contains(u"string"_s)) {
        if (kDurations.contains(place.key()) && scalarType(place.node) == ScalarType::Number)
            return u"Add a unit: %1s."_s.arg(printable(place.node.text()));
        return u"Put it in quotes: \"%1\"."_s.arg(printable(place.node.text()));
    }
    if (place.node.isScalar() && types.contains(u"array"_s))
        return u"Make it a list: [%1]."_s.arg(printable(place.node.text()));
    return u"Write %1 there."_s.arg(inWords(types));
}

DeepFaults alternatives(const Place &place, const QJsonArray &choices)
{
    QStringList types;
    DeepFaults best;
    for (const QJsonValue &choice : choices) {
        const QStringList taken = typesTaken(choice.toObject());
        types += taken;
        if (!takes(taken, place.node))
            continue;
        const DeepFaults faults = validate(place, choice.toObject());
        if (faults.isEmpty())
            return {};
        const auto depth = [](const DeepFaults &list) {
            return std::ranges::max(list, {}, &DeepFault::depth).depth;
        };
        if (best.isEmpty() || depth(faults) > depth(best))
            best = faults;
    }
    if (!best.isEmpty())
        return best;
    return {faultAt(
        place,
        u"%1 is %2; Compose takes %3."_s.arg(place.shown(), place.node.describe(), inWords(types)),
        typeFix(place, types))};
}

DeepFaults mapping(const Place &place, const QJsonObject &schema)
{
    DeepFaults faults;
    const QJsonObject properties = schema[u"properties"].toObject();
    const QJsonObject patterns = schema[u"patternProperties"].toObject();
    const QJsonValue others = schema[u"additionalProperties"];
    for (const YamlNode::Entry &entry : place.node.entries()) {
        const bool isNoInclude
            = entry.key == u"include" && place.path.isEmpty() && entry.value.isNull();
        if (entry.value.tag() == u"!reset" || isNoInclude)
            continue;
        const Place value = place.below(entry.key, entry.value, entry.keyMark);
        bool known = properties.contains(entry.key);
        if (known)
            faults += validate(value, properties[entry.key].toObject());
        for (auto it = patterns.begin(); it != patterns.end(); ++it) {
            if (compiled(it.key()).match(entry.key).hasMatch()) {
                known = true;
                faults += validate(value, it->toObject());
            }
        }
        if (known)
            continue;
        if (others.isObject())
            faults += validate(value, others.toObject());
        else if (others.isBool() && !others.toBool() && properties.isEmpty())
            faults += faultAt({{}, value.path, entry.keyMark},
                              u"“%1” is no name that Compose takes below %2."_s.arg(
                                  printable(entry.key), place.shown()),
                              u"Use letters, digits, “.”, “_” and “-” only."_s);
        else if (others.isBool() && !others.toBool())
            faults += faultAt(
                {{}, value.path, entry.keyMark},
                u"Compose knows no key “%1” in %2."_s.arg(printable(entry.key), place.shown()),
                didYouMean(entry.key,
                           properties.keys(),
                           u"Take it out, or begin its name with “x-” if it is for another "
                           u"program."_s));
    }
    for (const QString &name : words(schema[u"required"])) {
        if (!place.node.find(name))
            faults += faultAt(
                place,
                u"%1 lacks the key “%2”, which Compose demands."_s.arg(place.shown(), name),
                u"Add “%1”."_s.arg(name));
    }
    return faults;
}

DeepFaults listing(const Place &place, const QJsonObject &schema)
{
    DeepFaults faults;
    const QList<YamlNode> &items = place.node.items();
    for (qsizetype at = 0; at < items.size(); ++at) {
        if (items[at].isNull() && place.path == u"include")
            continue;
        const Place item = place.below(QString::number(at), items[at], place.mark);
        if (schema[u"items"].isObject())
            faults += validate(item, schema[u"items"].toObject());
        const bool repeated = schema[u"uniqueItems"].toBool() && !isMadeUnique(place.key())
            && std::any_of(items.begin(), items.begin() + at, [&](const YamlNode &earlier) {
                                  return earlier.sameContent(items[at]);
                              });
        if (repeated)
            faults += faultAt(item,
                              u"%1 has the same entry twice."_s.arg(place.shown()),
                              u"Take one of them out."_s);
    }
    return faults;
}

DeepFaults scalar(const Place &place, const QJsonObject &schema)
{
    const QString text = place.node.text();
    if (text.contains(u'$'))
        return {};
    if (const QStringList choices = words(schema[u"enum"]);
        !choices.isEmpty() && !choices.contains(canonicalScalar(place.node)))
        return {faultAt(place,
                        u"%1 is “%2”; Compose takes %3."_s.arg(
                            place.shown(), printable(text), choices.join(u", "_s)),
                        didYouMean(text, choices, u"Use one of these words."_s))};
    if (const QString pattern = schema[u"pattern"].toString(); !pattern.isEmpty()
        && typesOf(place.node).contains(u"string"_s) && !compiled(pattern).match(text).hasMatch())
        return {faultAt(
            place,
            u"%1 is “%2”, which Compose does not take."_s.arg(place.shown(), printable(text)),
            u"It has to fit “%1”."_s.arg(pattern))};
    if (typesOf(place.node).contains(u"number"_s)) {
        const double value = yamlNumber(text).value_or(0);
        const bool low = schema.contains(u"minimum") && value < schema[u"minimum"].toDouble();
        const bool high = schema.contains(u"maximum") && value > schema[u"maximum"].toDouble();
        if (low || high)
            return {
                faultAt(place,
                        u"%1 is %2; Compose takes %3 %4."_s.arg(
                            place.shown(),
                            text,
                            low ? u"no less than"_s : u"no more than"_s,
                            QString::number(schema[low ? u"minimum"_s : u"maximum"_s].toDouble())),
                        u"Use a number in that range."_s)};
    }
    return {};
}

DeepFaults validate(const Place &place, QJsonObject schema)
{
    schema = resolved(schema);
    if (place.node.tag() == u"!reset")
        return {};
    const bool isTyped = schema.contains(u"type") || schema.contains(u"oneOf");
    if (isTyped && place.node.isScalar() && typesOf(place.node) == QStringList {u"time"_s})
        return {faultAt(place,
                        u"%1 is %2, which is a point in time to Compose; it takes none."_s.arg(
                            place.shown(), printable(place.node.text())),
                        u"Put it in quotes: \"%1\"."_s.arg(printable(place.node.text())))};
    if (schema.contains(u"oneOf"))
        return alternatives(place, schema[u"oneOf"].toArray());
    const QStringList types = words(schema[u"type"]);
    if (!takes(types, place.node))
        return {faultAt(place,
                        u"%1 is %2; Compose takes %3."_s.arg(
                            place.shown(), place.node.describe(), inWords(types)),
                        typeFix(place, types))};
    switch (place.node.kind()) {
    case YamlNode::Kind::Map:
        return mapping(place, schema);
    case YamlNode::Kind::List:
        return listing(place, schema);
    case YamlNode::Kind::Scalar:
        return scalar(place, schema);
    case YamlNode::Kind::Null:
        break;
    }
    return {};
}

/// The format of 2014: services stand at the top.
std::optional<LoadFault> firstFormat(const YamlNode &file)
{
    const QJsonObject known = composeSchema()[u"properties"].toObject();
    if (file.find(u"services"))
        return std::nullopt;
    for (const YamlNode::Entry &entry : file.entries()) {
        if (known.contains(entry.key) || entry.key.startsWith(u"x-") || !entry.value.isMap())
            continue;
        if (entry.value.find(u"image") || entry.value.find(u"build"))
            return LoadFault {
                entry.keyMark,
                u"“%1” stands at the top of the file, as in Compose's first format, which Compose "
                u"does not load any more."_s.arg(printable(entry.key)),
                u"Put the services below a key “services:”."_s};
    }
    return std::nullopt;
}

QList<LoadFault> plain(const DeepFaults &faults)
{
    QList<LoadFault> result;
    for (const DeepFault &fault : faults)
        result += fault.fault;
    return result;
}

} // namespace

QList<LoadFault> schemaFaults(const YamlNode &composeFile)
{
    if (const auto old = firstFormat(composeFile))
        return {*old};
    return plain(validate({composeFile, {}, composeFile.mark()}, composeSchema()));
}

QList<LoadFault> serviceSchemaFaults(const YamlNode::Entry &service)
{
    const Place place
        = Place {{}, u"services"_s, {}}.below(service.key, service.value, service.keyMark);
    return plain(validate(place, definition(u"service"_s)));
}

} // namespace devstack
