// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/composelayers.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

ComposeLayers::ComposeLayers(const ComposeFile &stack)
    : m_stack(stack)
{
    for (const ComposeSource &source : stack.sources) {
        if (!source.service.isEmpty())
            continue;
        const YamlNode services = source.content.value(u"services").value_or(YamlNode());
        for (const YamlNode::Entry &entry : services.entries()) {
            if (entry.value.tag() == u"!reset") {
                m_services.removeAll(entry.key);
                m_layers.remove(entry.key);
                continue;
            }
            if (!m_services.contains(entry.key))
                m_services += entry.key;
            addLayers(source, entry, entry.key, 0);
        }
        const YamlNode includes = source.content.value(u"include").value_or(YamlNode());
        for (const YamlNode &item : includes.items()) {
            const YamlNode path = item.isMap() ? item.value(u"path").value_or(YamlNode()) : item;
            for (const YamlNode &one : path.isList() ? path.items() : QList<YamlNode> {path}) {
                const QString file
                    = QDir::cleanPath(QDir(source.base).absoluteFilePath(one.text()));
                m_open = m_open || !sourceOf(file);
            }
        }
    }
}

void ComposeLayers::addLayers(const ComposeSource &source,
                              const YamlNode::Entry &entry,
                              const QString &of,
                              int level)
{
    constexpr int kDeepest = 16;
    const YamlNode extends = entry.value.value(u"extends").value_or(YamlNode());
    if (!extends.isNull() && extends.tag() != u"!reset") {
        const YamlNode named
            = extends.isMap() ? extends.value(u"service").value_or(YamlNode()) : extends;
        const YamlNode file = extends.value(u"file").value_or(YamlNode());
        const ComposeSource *target = file.isNull()
            ? &source
            : sourceOf(QDir::cleanPath(QDir(source.base).absoluteFilePath(file.text())));
        const YamlNode services
            = target ? target->content.value(u"services").value_or(YamlNode()) : YamlNode();
        const YamlNode::Entry *base = services.find(named.text());
        if (base && level < kDeepest)
            addLayers(*target, *base, of, level + 1);
        else
            m_openServices += of;
    }
    m_layers[of] += {entry.value, source.base};
}

const ComposeSource *ComposeLayers::sourceOf(const QString &path) const
{
    const auto found = std::ranges::find_if(m_stack.sources, [&](const ComposeSource &source) {
        return QDir::cleanPath(source.path) == path;
    });
    return found == m_stack.sources.end() ? nullptr : &*found;
}

QStringList ComposeLayers::names(const QString &section) const
{
    QStringList names;
    for (const ComposeSource &source : m_stack.sources) {
        if (!source.service.isEmpty())
            continue;
        const YamlNode node = source.content.value(section).value_or(YamlNode());
        for (const YamlNode::Entry &entry : node.entries()) {
            if (entry.value.tag() == u"!reset")
                names.removeAll(entry.key);
            else if (!names.contains(entry.key))
                names += entry.key;
        }
    }
    return names;
}

QList<LayerValue> ComposeLayers::values(const QString &service, const QString &key) const
{
    QList<LayerValue> values;
    for (const Layer &layer : m_layers.value(service)) {
        const YamlNode::Entry *entry = layer.service.find(key);
        if (!entry)
            continue;
        if (entry->value.tag() == u"!reset" || entry->value.tag() == u"!override")
            values.clear();
        if (entry->value.tag() != u"!reset")
            values += {entry->value, layer.base};
    }
    return values;
}

} // namespace devstack
