// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// YAML: places lie within the text, what was read and written again reads the same.

#include "core/files.h"
#include "fuzz.h"
#include "model/yaml/yamljson.h"
#include "model/yaml/yamlreader.h"

using namespace devstack;
using namespace devstack::fuzz;

namespace {

/// Keys from this length on are none of YAML's simple keys when they are written again.
constexpr qsizetype kLongKey = 250;

/// Whether JSON can say it: no long keys, no deep nesting.
bool walk(const YamlNode &node, const QByteArray &text)
{
    requireWithin(node.mark(), text);
    require(node.depth() <= kDeepestYaml, "depth is bounded");
    bool isSimple = node.depth() < 60;
    for (const YamlNode &item : node.items())
        isSimple = walk(item, text) && isSimple;
    for (const YamlNode::Entry &entry : node.entries()) {
        requireWithin(entry.keyMark, text);
        isSimple = walk(entry.value, text) && isSimple && entry.key.size() < kLongKey
            && entry.key != u"<<";
    }
    return isSimple;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const auto node = parseYaml(text, u"f.yml"_s);
    if (!node) {
        requireWithin(node.error().where, text);
        requirePrintable(node.error().toText().remove(u'\n'));
        return 0;
    }
    if (!walk(*node, text))
        return 0;
    const QJsonObject json = toJson(*node).toObject();
    const auto again = parseYaml(jsonText(json, QJsonDocument::Indented), u"f.json"_s);
    require(again.hasValue(), "what was written reads again");
    require(toJson(*again).toObject() == json, "what was read and written reads the same");
    return 0;
}
