// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composetree.h"

#include "model/compose/composeplaces.h"
#include "model/compose/composeservice.h"

#include <QDir>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>
#include <memory>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Compose's forms of one value, by the path in a service ("build.args").
enum class Form {
    Plain,
    Replaced, ///< never merged
    Texts, ///< a text is a list of one
    Pairs, ///< a list of "key=value" is a mapping
    Names, ///< a list of names is a mapping to nothing
    Dependencies, ///< the same with a condition
    Build, ///< a text is a context
    Logging, ///< options of another driver do not count
};

Form formOf(const QString &path)
{
    static const QHash<QString, Form> kForms {
        {u"command"_s, Form::Replaced},
        {u"entrypoint"_s, Form::Replaced},
        {u"healthcheck.test"_s, Form::Replaced},
        {u"dns"_s, Form::Texts},
        {u"dns_opt"_s, Form::Texts},
        {u"dns_search"_s, Form::Texts},
        {u"env_file"_s, Form::Texts},
        {u"label_file"_s, Form::Texts},
        {u"tmpfs"_s, Form::Texts},
        {u"environment"_s, Form::Pairs},
        {u"labels"_s, Form::Pairs},
        {u"annotations"_s, Form::Pairs},
        {u"sysctls"_s, Form::Pairs},
        {u"build.args"_s, Form::Pairs},
        {u"build.labels"_s, Form::Pairs},
        {u"build.additional_contexts"_s, Form::Pairs},
        {u"deploy.labels"_s, Form::Pairs},
        {u"networks"_s, Form::Names},
        {u"models"_s, Form::Names},
        {u"depends_on"_s, Form::Dependencies},
        {u"build"_s, Form::Build},
        {u"logging"_s, Form::Logging},
    };
    return kForms.value(path, Form::Plain);
}

YamlNode listNode(const YamlNode &like, const QList<YamlNode> &items)
{
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = YamlNode::Kind::List;
    data->tag = like.tag();
    data->mark = like.mark();
    data->items = items;
    for (const YamlNode &item : items) {
        data->weight += item.weight();
        data->depth = std::max(data->depth, item.depth() + 1);
    }
    return YamlNode(std::move(data));
}

YamlNode textNode(const QString &text, const SourceMark &mark)
{
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = YamlNode::Kind::Scalar;
    data->text = text;
    data->mark = mark;
    return YamlNode(std::move(data));
}

bool removes(const YamlNode &node)
{
    return node.tag() == u"!reset";
}

bool stands(const YamlNode &node)
{
    return node.tag() == u"!override";
}

bool hasTags(const YamlNode &node)
{
    if (removes(node) || stands(node))
        return true;
    return std::ranges::any_of(node.items(), hasTags)
        || std::ranges::any_of(node.entries(),
                               [](const YamlNode::Entry &entry) { return hasTags(entry.value); });
}

YamlNode withoutRemoved(const YamlNode &node)
{
    if (!hasTags(node))
        return node;
    if (node.isMap()) {
        QList<YamlNode::Entry> kept;
        for (YamlNode::Entry entry : node.entries()) {
            if (removes(entry.value))
                continue;
            entry.value = withoutRemoved(entry.value);
            kept += entry;
        }
        return mapNode(node, kept);
    }
    if (node.isList()) {
        QList<YamlNode> kept;
        for (const YamlNode &item : node.items()) {
            if (!removes(item))
                kept += withoutRemoved(item);
        }
        return listNode(node, kept);
    }
    return node;
}

/// A list of "key=value" as a mapping; what is no such list stays.
YamlNode asPairs(const YamlNode &node)
{
    if (!node.isList())
        return node;
    QList<YamlNode::Entry> entries;
    QHash<QString, qsizetype> places;
    for (const YamlNode &item : node.items()) {
        if (!item.isScalar())
            return node;
        const qsizetype equals = item.text().indexOf(u'=');
        YamlNode::Entry entry;
        entry.key = equals < 0 ? item.text() : item.text().first(equals);
        entry.keyMark = item.mark();
        if (equals >= 0)
            entry.value = textNode(item.text().sliced(equals + 1), item.mark());
        const auto known = places.constFind(entry.key);
        if (known != places.constEnd()) {
            entries[*known] = entry;
        } else {
            places.insert(entry.key, entries.size());
            entries += entry;
        }
    }
    return mapNode(node, entries);
}

/// A list of names as a mapping to `value`; what is no such list stays.
YamlNode asNames(const YamlNode &node, const YamlNode &value = {})
{
    if (!node.isList() || !std::ranges::all_of(node.items(), &YamlNode::isScalar))
        return node;
    QList<YamlNode::Entry> entries;
    for (const YamlNode &item : node.items())
        entries += {item.text(), item.mark(), value, false, false};
    return mapNode(node, entries);
}

/// What a name alone says under `depends_on`.
YamlNode shortDependency(const YamlNode &list)
{
    const SourceMark mark = list.mark();
    return mapNode(list,
                   {{u"condition"_s, mark, textNode(u"service_started"_s, mark), false, false},
                    {u"required"_s, mark, textNode(u"true"_s, mark), false, false}});
}

YamlNode inForm(const YamlNode &node, Form form)
{
    switch (form) {
    case Form::Texts:
        return node.isScalar() || node.isMap() ? listNode(node, {node}) : node;
    case Form::Pairs:
        return asPairs(node);
    case Form::Names:
        return asNames(node);
    case Form::Dependencies:
        return asNames(node, shortDependency(node));
    case Form::Build:
        return node.isScalar() ? mapNode(node, {{u"context"_s, node.mark(), node, false, false}})
                               : node;
    case Form::Plain:
    case Form::Replaced:
    case Form::Logging:
        break;
    }
    return node;
}

/// Without what `over` removes or replaces, key by key. `path` within a service; null: above.
YamlNode cleared(const YamlNode &written, const YamlNode &over, const QString &path)
{
    if (!over.isMap() || !hasTags(over))
        return written;
    const Form form = path.isNull() ? Form::Plain : formOf(path);
    // Lists of "key=value" stay lists to Compose until they are merged.
    const YamlNode base = form == Form::Pairs ? written : inForm(written, form);
    if (!base.isMap())
        return written;
    QList<YamlNode::Entry> kept;
    for (YamlNode::Entry entry : base.entries()) {
        if (const YamlNode::Entry *other = over.find(entry.key)) {
            if (removes(other->value) || stands(other->value))
                continue;
            const QString below = path.isEmpty() ? entry.key : QString(path + u'.' + entry.key);
            entry.value = cleared(entry.value, other->value, path.isNull() ? path : below);
        }
        kept += entry;
    }
    return mapNode(base, kept);
}

/// The same for a whole file.
YamlNode clearedFile(const YamlNode &base, const YamlNode &over)
{
    const YamlNode::Entry *services = base.find(u"services");
    const auto changes = over.value(u"services");
    YamlNode file = base;
    if (services && services->value.isMap() && changes && changes->isMap()
        && changes->tag().isEmpty()) {
        YamlNode::Entry section = *services;
        QList<YamlNode::Entry> kept;
        for (YamlNode::Entry entry : section.value.entries()) {
            const YamlNode::Entry *other = changes->find(entry.key);
            if (other && (removes(other->value) || stands(other->value)))
                continue;
            if (other)
                entry.value = cleared(entry.value, other->value, u""_s);
            kept += entry;
        }
        section.value = mapNode(section.value, kept);
        file = withEntry(base, section);
        return cleared(file, withoutEntry(over, u"services"), {});
    }
    return cleared(file, over, {});
}

YamlNode laidOver(const YamlNode &base, const YamlNode &over, const QString &path, bool inService);

/// The entries of both; `merged` makes one value of two under the same key.
YamlNode united(const YamlNode &base,
                const YamlNode &over,
                const std::function<YamlNode(const YamlNode &, const YamlNode::Entry &)> &merged)
{
    QList<YamlNode::Entry> entries = base.entries();
    QHash<QString, qsizetype> places;
    for (qsizetype at = 0; at < entries.size(); ++at)
        places.insert(entries.at(at).key, at);
    for (const YamlNode::Entry &entry : over.entries()) {
        const auto known = places.constFind(entry.key);
        if (known == places.constEnd()) {
            entries += entry;
            continue;
        }
        YamlNode::Entry &before = entries[*known];
        before.keyMark = entry.keyMark;
        before.value = merged(before.value, entry);
    }
    return mapNode(over, entries);
}

YamlNode mergedMaps(const YamlNode &base,
                    const YamlNode &over,
                    const QString &path,
                    bool inService,
                    bool nothingReplaces)
{
    return united(base, over, [&](const YamlNode &before, const YamlNode::Entry &entry) {
        const QString below = path.isEmpty() ? entry.key : QString(path + u'.' + entry.key);
        return nothingReplaces && entry.value.isNull()
            ? entry.value
            : laidOver(before, entry.value, below, inService);
    });
}

YamlNode laidOver(const YamlNode &writtenBase,
                  const YamlNode &writtenOver,
                  const QString &path,
                  bool inService)
{
    const Form form = inService ? formOf(path) : Form::Plain;
    if (form == Form::Replaced)
        return writtenOver;
    if (writtenOver.isNull())
        return writtenBase;
    const YamlNode base = inForm(writtenBase, form);
    const YamlNode over = inForm(writtenOver, form);
    if (base.isNull())
        return over;
    if (form == Form::Logging) {
        const auto driver = [](const YamlNode &node) {
            const auto value = node.value(u"driver");
            return value ? value->text() : QString();
        };
        if (!driver(over).isEmpty() && !driver(base).isEmpty() && driver(base) != driver(over))
            return over;
    }
    if (base.isMap() && over.isMap())
        return mergedMaps(base, over, path, inService, form == Form::Pairs);
    if (base.isList() && over.isList())
        return listNode(over, base.items() + over.items());
    return over;
}

YamlNode mergedServices(const YamlNode &base, const YamlNode &over)
{
    if (!base.isMap() || !over.isMap())
        return over.isNull() ? base : over;
    return united(base, over, [](const YamlNode &before, const YamlNode::Entry &entry) {
        return laidOver(before, entry.value, {}, true);
    });
}

/// What makes an entry of a list the same as another one; empty: it is like no other.
QString identity(const QString &list, const YamlNode &item)
{
    const auto field = [&item](QStringView key) {
        const auto value = item.value(key);
        return value ? value->text() : QString();
    };
    if (list == u"volumes" || list == u"devices")
        return item.isMap() ? field(u"target") : QDir::cleanPath(shortMount(item.text()).target);
    if (list == u"ports") {
        const auto orElse = [](const QString &text, const QString &other) {
            return text.isEmpty() ? other : text;
        };
        const auto port = [&](const QString &address,
                              const QString &host,
                              const QString &container,
                              const QString &protocol) {
            return QStringList {
                orElse(address, u"0.0.0.0"_s), host, container, orElse(protocol, u"tcp"_s)}
                .join(u' ');
        };
        if (item.isMap())
            return port(
                field(u"host_ip"), field(u"published"), field(u"target"), field(u"protocol"));
        if (!item.isScalar() || item.text().contains(u'$'))
            return item.text();
        const PortMapping written = shortPort(item.text());
        return port(written.address, written.host, written.container, written.protocol);
    }
    if (list == u"env_file" && item.isMap())
        return field(u"path");
    if ((list == u"configs" || list == u"secrets") && item.isMap())
        return field(u"target").isEmpty() ? field(u"source") : field(u"target");
    return item.isScalar() ? item.text() : QString();
}

/// A port in short form as one item for each port of the container, as Compose takes it apart
/// before it looks for doubles; others as they are.
QList<YamlNode> singlePortItems(const YamlNode &item)
{
    if (!item.isScalar() || item.text().contains(u'$'))
        return {item};
    const PortMapping port = shortPort(item.text());
    if (!port.container.contains(u'-'))
        return {item};
    QList<YamlNode> items;
    for (const PortMapping &single : singlePorts(port)) {
        const QString address = single.address.isEmpty() ? QString()
            : single.address.contains(u':')              ? u"[%1]:"_s.arg(single.address)
                                                         : single.address + u':';
        const QString host
            = single.host.isEmpty() && address.isEmpty() ? QString() : single.host + u':';
        items += textNode(address + host + single.container + u'/' + single.protocol, item.mark());
    }
    return items;
}

YamlNode withoutDoubleItems(const QString &list, const YamlNode &node)
{
    QList<YamlNode> items;
    QHash<QString, qsizetype> places;
    QList<YamlNode> single;
    if (list == u"ports") {
        for (const YamlNode &item : node.items())
            single += singlePortItems(item);
    } else {
        single = node.items();
    }
    for (const YamlNode &item : std::as_const(single)) {
        const QString key = identity(list, item);
        const auto known = key.isEmpty() ? places.constEnd() : places.constFind(key);
        if (known != places.constEnd()) {
            items[*known] = item;
            continue;
        }
        if (!key.isEmpty())
            places.insert(key, items.size());
        items += item;
    }
    return items.size() == single.size() ? node : listNode(node, items);
}

bool isRelativePath(const QString &path)
{
    return path.startsWith(u'.')
        || (!path.startsWith(u'/') && !path.startsWith(u'~') && !path.startsWith(u'$')
            && !isRemotePlace(path) && !path.contains(u':'));
}

/// `path` seen from the project's folder.
YamlNode moved(const YamlNode &path, const QString &prefix)
{
    if (!path.isScalar() || !isRelativePath(path.text()))
        return path;
    return pathNode(QDir::cleanPath(prefix + u'/' + path.text()), path.mark());
}

YamlNode movedEntry(const YamlNode &map, QStringView key, const QString &prefix)
{
    const YamlNode::Entry *found = map.find(key);
    if (!found)
        return map;
    YamlNode::Entry entry = *found;
    entry.value = moved(entry.value, prefix);
    return withEntry(map, entry);
}

YamlNode movedMount(const YamlNode &mount, const QString &prefix)
{
    if (mount.isMap()) {
        const auto type = mount.value(u"type");
        return type && type->text() == u"bind" ? movedEntry(mount, u"source", prefix) : mount;
    }
    const MountEntry entry = shortMount(mount.text());
    if (entry.kind != MountEntry::Kind::Bind || !isRelativePath(entry.source))
        return mount;
    const YamlNode source = moved(textNode(entry.source, mount.mark()), prefix);
    return textNode(source.text() + mount.text().sliced(entry.source.size()), mount.mark());
}

YamlNode each(const YamlNode &list, const std::function<YamlNode(const YamlNode &)> &change)
{
    QList<YamlNode> items;
    for (const YamlNode &item : list.items())
        items += change(item);
    return listNode(list, items);
}

/// The same node where nothing is to be filled in: most of a large file stays shared.
Result<YamlNode>
filled(const YamlNode &node, const VariableLookup &lookup, bool atTop, FillLimit &limit)
{
    if (node.isScalar()) {
        if (!node.text().contains(u'$'))
            return node;
        const auto text = interpolated(node.text(), lookup, limit);
        if (!text)
            return text.error().at(node.mark());
        auto data = std::make_shared<YamlNode::Data>();
        data->kind = YamlNode::Kind::Scalar;
        data->text = *text;
        data->tag = node.tag();
        data->mark = node.mark();
        data->filledIn = true;
        return YamlNode(std::move(data));
    }
    QList<YamlNode> items = node.items();
    QList<YamlNode::Entry> entries = node.entries();
    bool isSame = true;
    for (qsizetype at = 0; at < items.size(); ++at) {
        const auto value = filled(node.items().at(at), lookup, false, limit);
        if (!value)
            return value;
        if (value->isSame(node.items().at(at)))
            continue;
        items[at] = *value;
        isSame = false;
    }
    for (qsizetype at = 0; at < entries.size(); ++at) {
        const YamlNode::Entry &entry = node.entries().at(at);
        if (atTop && entry.key == u"x-devstack")
            continue;
        const auto value = filled(entry.value, lookup, false, limit);
        if (!value)
            return value;
        if (value->isSame(entry.value))
            continue;
        entries[at].value = *value;
        isSame = false;
    }
    if (isSame)
        return node;
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = node.kind();
    data->tag = node.tag();
    data->flow = node.isFlow();
    data->mark = node.mark();
    data->weight = node.weight();
    data->depth = node.depth();
    data->items = items;
    data->entries = entries;
    return YamlNode(std::move(data));
}

} // namespace

YamlNode mapNode(const YamlNode &like, const QList<YamlNode::Entry> &entries)
{
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = YamlNode::Kind::Map;
    data->tag = like.tag();
    data->mark = like.mark();
    data->entries = entries;
    for (const YamlNode::Entry &entry : entries) {
        data->weight += entry.value.weight();
        data->depth = std::max(data->depth, entry.value.depth() + 1);
    }
    return YamlNode(std::move(data));
}

YamlNode pathNode(const QString &relative, const SourceMark &mark)
{
    return textNode(relative.startsWith(u'.') ? relative : u"./"_s + relative, mark);
}

YamlNode withEntry(const YamlNode &node, const YamlNode::Entry &entry)
{
    QList<YamlNode::Entry> entries = node.entries();
    const auto known = std::ranges::find(entries, entry.key, &YamlNode::Entry::key);
    if (known == entries.end())
        entries += entry;
    else
        *known = entry;
    return mapNode(node, entries);
}

YamlNode withoutEntry(const YamlNode &node, QStringView key)
{
    if (!node.find(key))
        return node;
    QList<YamlNode::Entry> entries = node.entries();
    entries.removeIf([&](const YamlNode::Entry &entry) { return entry.key == key; });
    return mapNode(node, entries);
}

YamlNode withValues(const YamlNode &environment, const VariableLookup &lookup)
{
    const YamlNode pairs = asPairs(environment);
    if (!pairs.isMap())
        return environment;
    QList<YamlNode::Entry> entries;
    for (YamlNode::Entry entry : pairs.entries()) {
        if (const auto value = entry.value.isNull() ? lookup(entry.key) : std::nullopt)
            entry.value = textNode(*value, entry.keyMark);
        entries += entry;
    }
    return mapNode(pairs, entries);
}

Result<YamlNode> interpolatedTree(const YamlNode &file, const VariableLookup &lookup)
{
    FillLimit limit;
    return filled(file, lookup, true, limit);
}

YamlNode mergedTree(const YamlNode &base, const YamlNode &written, const YamlNode &over)
{
    const YamlNode left = clearedFile(base, written);
    const YamlNode right = withoutRemoved(over);
    if (!left.isMap())
        return right;
    QList<YamlNode::Entry> entries = left.entries();
    for (const YamlNode::Entry &entry : right.entries()) {
        const auto known = std::ranges::find(entries, entry.key, &YamlNode::Entry::key);
        if (known == entries.end())
            entries += entry;
        else if (entry.key == u"services")
            known->value = mergedServices(known->value, entry.value);
        else
            known->value = laidOver(known->value, entry.value, {}, false);
    }
    return mapNode(right, entries);
}

YamlNode mergedServiceTree(const YamlNode &base, const YamlNode &over)
{
    return laidOver(cleared(base, over, u""_s), withoutRemoved(over), {}, true);
}

YamlNode withoutDoubles(const YamlNode &file)
{
    static const QSet<QString> kLists {
        u"ports"_s,
        u"volumes"_s,
        u"env_file"_s,
        u"expose"_s,
        u"links"_s,
        u"profiles"_s,
        u"cap_add"_s,
        u"devices"_s,
        u"cap_drop"_s,
        u"dns"_s,
        u"configs"_s,
        u"dns_opt"_s,
        u"dns_search"_s,
        u"tmpfs"_s,
        u"secrets"_s,
    };
    const YamlNode::Entry *services = file.find(u"services");
    if (!services || !services->value.isMap())
        return file;
    QList<YamlNode::Entry> all;
    for (YamlNode::Entry service : services->value.entries()) {
        if (service.value.isMap()) {
            QList<YamlNode::Entry> keys;
            for (YamlNode::Entry key : service.value.entries()) {
                if (kLists.contains(key.key) && key.value.isList())
                    key.value = withoutDoubleItems(key.key, key.value);
                keys += key;
            }
            service.value = mapNode(service.value, keys);
        }
        all += service;
    }
    YamlNode::Entry entry = *services;
    entry.value = mapNode(services->value, all);
    return withEntry(file, entry);
}

YamlNode rebasedService(const YamlNode &service, const QString &prefix)
{
    if (prefix.isEmpty() || prefix == u"." || !service.isMap())
        return service;
    QList<YamlNode::Entry> entries;
    for (YamlNode::Entry entry : service.entries()) {
        YamlNode &value = entry.value;
        if (entry.key == u"build")
            value = value.isMap() ? movedEntry(value, u"context", prefix) : moved(value, prefix);
        else if (entry.key == u"volumes" && value.isList())
            value = each(value, [&](const YamlNode &item) { return movedMount(item, prefix); });
        else if ((entry.key == u"env_file" || entry.key == u"label_file") && value.isList())
            value = each(value, [&](const YamlNode &item) {
                return item.isMap() ? movedEntry(item, u"path", prefix) : moved(item, prefix);
            });
        else if (entry.key == u"env_file" || entry.key == u"label_file")
            value = moved(value, prefix);
        entries += entry;
    }
    return mapNode(service, entries);
}

YamlNode rebasedFiles(const YamlNode &section, const QString &prefix)
{
    QList<YamlNode::Entry> entries;
    for (YamlNode::Entry entry : section.entries()) {
        if (entry.value.isMap())
            entry.value = movedEntry(entry.value, u"file", prefix);
        entries += entry;
    }
    return mapNode(section, entries);
}

} // namespace devstack
