// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/yaml/yamlbuilder.h"

#include "core/text.h"
#include "model/yaml/yamlscalar.h"

#include <yaml-cpp/mark.h>

#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cctype>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMostValuesOfSmall = 100'000;
constexpr qint64 kBytesForValue = 4;
constexpr qint64 kTextForValue = 256; // characters of a text for each value that it counts as
constexpr int kDeepest = kDeepestYaml;
const QString kCoreTag = u"tag:yaml.org,2002:"_s;
const QString kReset = u"!reset"_s;
/// Plain texts that are no value.
const QSet<QString> kNothing {u""_s, u"~"_s, u"null"_s, u"Null"_s, u"NULL"_s};

QString ownTag(const std::string &tag)
{
    return tag == "!" || tag == "?" ? QString() : QString::fromStdString(tag);
}

/// A byte order mark at the begin of a value belongs to it, where QString takes it for one of the
/// encoding and drops it.
QString textOf(const std::string &value)
{
    if (!value.starts_with("\xef\xbb\xbf"))
        return QString::fromStdString(value);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(QByteArrayView(value.data(), qsizetype(value.size())));
}

/// Cheap for keys that begin like a word.
bool isTypedKey(const YamlNode &key)
{
    const QString &text = key.text();
    if (!key.isPlain())
        return false;
    if (kNothing.contains(text))
        return true;
    const QChar first = text.at(0);
    const bool mayBe = first.isDigit() || u"+-.tTfF"_s.contains(first);
    return mayBe && (scalarType(key) != ScalarType::Text || isTime(key));
}

bool isKnownTag(const QString &tag)
{
    static const QSet<QString> kCore {
        u"str"_s, u"int"_s, u"float"_s, u"bool"_s, u"null"_s, u"seq"_s, u"map"_s};
    return tag.isEmpty() || tag == kReset || tag == u"!override"
        || (tag.startsWith(kCoreTag) && kCore.contains(tag.sliced(kCoreTag.size())));
}

/// A copy of the value that `change` makes of its content.
template <typename Change> YamlNode changed(const YamlNode &node, Change change)
{
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = node.kind();
    data->text = node.text();
    data->tag = node.tag();
    data->plain = node.isPlain();
    data->flow = node.isFlow();
    data->mark = node.mark();
    data->items = node.items();
    data->entries = node.entries();
    data->typedKeys = node.typedKeys();
    data->weight = node.weight();
    data->depth = node.depth();
    change(*data);
    return YamlNode(std::move(data));
}

/// The value without what is tagged !reset inside of it; the value itself may be.
YamlNode withoutResets(const YamlNode &node)
{
    QList<YamlNode> items;
    for (const YamlNode &item : node.items()) {
        if (item.tag() != kReset)
            items += withoutResets(item);
    }
    QList<YamlNode::Entry> entries;
    bool isSame = items.size() == node.items().size();
    for (qsizetype at = 0; isSame && at < items.size(); ++at)
        isSame = items.at(at).isSame(node.items().at(at));
    for (YamlNode::Entry entry : node.entries()) {
        if (entry.value.tag() == kReset) {
            isSame = false;
            continue;
        }
        const YamlNode value = withoutResets(entry.value);
        isSame = isSame && value.isSame(entry.value);
        entry.value = value;
        entries += entry;
    }
    if (isSame)
        return node;
    return changed(node, [&](YamlNode::Data &data) {
        data.items = items;
        data.entries = entries;
    });
}

} // namespace

YamlBuilder::YamlBuilder(const QByteArray &content, const QString &file, YamlTags tags)
    : m_content(content)
    , m_file(file)
    , m_tags(tags)
    , m_mostValues(std::max(kMostValuesOfSmall, content.size() / kBytesForValue))
    , m_lastLine(std::max(0, int(content.count('\n')) - (content.endsWith('\n') ? 1 : 0)))
{
    if (std::ranges::all_of(content, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return;
    m_lineStarts.push_back(0);
    for (qsizetype at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', at + 1))
        m_lineStarts.push_back(at + 1);
}

void YamlBuilder::readAsCompose()
{
    m_isForCompose = true;
    m_mayHoldEscapes = m_content.contains("\\/");
    m_mayHoldResets = m_content.contains("!reset");
}

Result<YamlNode> YamlBuilder::result() const
{
    if (m_error)
        return *m_error;
    return m_root.value_or(YamlNode());
}

SourceMark YamlBuilder::toMark(const YAML::Mark &mark) const
{
    if (mark.is_null())
        return {m_file, 0, 0};
    // The parser is given an end mark that the file does not have.
    if (mark.line > m_lastLine)
        return {m_file, m_lastLine + 1, 0};
    int column = mark.column;
    if (std::size_t(mark.line) < m_lineStarts.size()) {
        const qsizetype start = m_lineStarts[std::size_t(mark.line)];
        const auto before = QByteArrayView(m_content).sliced(start).first(
            std::min<qsizetype>(mark.column, m_content.size() - start));
        column = int(QString::fromUtf8(before).size());
    }
    return {m_file, mark.line + 1, column + 1};
}

void YamlBuilder::fail(const QString &message, const SourceMark &mark, const QString &hint)
{
    if (!m_error)
        m_error = invalidInput(message, mark, hint);
}

QString YamlBuilder::checkedTag(const std::string &tag, const YAML::Mark &mark)
{
    const QString own = ownTag(tag);
    if (m_tags == YamlTags::Core && !isKnownTag(own)) {
        const bool isBinary = own == u"tag:yaml.org,2002:binary";
        fail(
            u"the tag “%1” is not read here, though Compose may take it: the text that stands here "
            u"is not the value"_s.arg(isBinary ? u"!!binary"_s : printable(own)),
            toMark(mark),
            isBinary ? u"write the decoded text itself, so that everybody reads the same"_s
                     : u"write the value itself; !reset and !override are the tags that Compose "
                       u"needs"_s);
    }
    return own;
}

/// To Compose a tag goes on to the next space, also over what ends an entry for other readers:
/// `[!!str,x "/:/host"]` is one value to it and two to yaml-cpp.
void YamlBuilder::checkTagEnd(const YAML::Mark &mark)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    const char *const end = m_content.end();
    const char *at = m_content.begin() + std::clamp<qsizetype>(mark.pos, 0, m_content.size());
    while (at != end && *at == '&') { // an anchor may stand before it
        at = std::find_if(at, end, isSpace);
        at = std::find_if_not(at, end, isSpace);
    }
    if (m_error || m_tags != YamlTags::Core || at == end || *at != '!')
        return;
    const QByteArrayView tag(at, std::find_if(at, end, isSpace));
    const bool isVerbatim = tag.startsWith("!<") && tag.indexOf('>') == tag.size() - 1;
    const auto isOfName = [](unsigned char c) { return std::isalnum(c) || c == '!' || c == '_'; };
    if (isVerbatim || std::all_of(tag.begin(), tag.end(), isOfName))
        return;
    fail(u"the tag “%1” is not read here: Compose takes all of it for a tag, others do not"_s.arg(
             printable(QString::fromUtf8(tag.first(std::min<qsizetype>(tag.size(), 60))))),
         toMark(mark),
         u"write a space behind the tag, or take it out"_s);
}

void YamlBuilder::OnAnchor(const YAML::Mark &mark, const std::string &name)
{
    // To Compose an anchor ends at the first other character, and the value begins there.
    const auto isPlain = [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || c == '_' || c == '-';
    };
    if (m_error || m_tags != YamlTags::Core || std::ranges::all_of(name, isPlain))
        return;
    fail(u"the anchor “&%1” is not read here: Compose takes a part of its name for the value"_s.arg(
             printable(QString::fromStdString(name))),
         toMark(mark),
         u"name it with letters, digits, “-” and “_”"_s);
}

void YamlBuilder::OnNull(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    if (m_error)
        return;
    auto data = std::make_shared<YamlNode::Data>();
    data->mark = toMark(mark);
    // Of an empty value the parser only knows where the next thing begins.
    if (!m_frames.empty() && m_frames.back().key && m_frames.back().key->keyMark.line <= mark.line)
        data->mark = m_frames.back().key->keyMark;
    add(YamlNode(data), data->mark, anchor, false);
}

void YamlBuilder::OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor)
{
    if (m_error)
        return;
    const auto found = m_anchors.constFind(anchor);
    if (found == m_anchors.constEnd())
        return fail(u"an alias stands inside the value that it names"_s,
                    toMark(mark),
                    u"write the value out"_s);
    // Compose takes what is tagged !reset out of an anchor before anything refers to it.
    add(m_mayHoldResets ? withoutResets(*found) : *found, toMark(mark), 0, true);
}

void YamlBuilder::OnScalar(const YAML::Mark &mark,
                           const std::string &tag,
                           YAML::anchor_t anchor,
                           const std::string &value)
{
    if (m_error)
        return;
    auto data = std::make_shared<YamlNode::Data>();
    data->kind = YamlNode::Kind::Scalar;
    data->text = textOf(value);
    data->tag = checkedTag(tag, mark);
    // yaml-cpp gives "?" as the tag of a plain scalar and "!" as that of a quoted one; !!str makes
    // text of both.
    data->plain = tag != "!" && tag != "tag:yaml.org,2002:str";
    data->mark = toMark(mark);
    // A long text that many aliases repeat counts as the many values that it is as large as.
    data->weight = 1 + data->text.size() / kTextForValue;
    if (tag != "?")
        checkTagEnd(mark);
    if (m_mayHoldEscapes && tag == "!")
        checkEscapes(mark);
    const bool hasType = m_isForCompose && data->tag.startsWith(kCoreTag);
    if (hasType)
        checkValue(YamlNode(data), mark);
    if (hasType && data->tag.sliced(kCoreTag.size()) == u"null")
        data->kind = YamlNode::Kind::Null;
    add(YamlNode(data), data->mark, anchor, false);
}

void YamlBuilder::checkValue(const YamlNode &scalar, const YAML::Mark &mark)
{
    const QString type = scalar.tag().sliced(kCoreTag.size());
    const ScalarType found = scalarType(scalar);
    const bool isWhole = found == ScalarType::Number && !canonicalScalar(scalar).contains(u'.');
    const bool fits = type == u"bool" ? found == ScalarType::Boolean
        : type == u"int"              ? isWhole
        : type == u"float"            ? found == ScalarType::Number
        : type == u"null"             ? kNothing.contains(scalar.text())
                                      : true;
    if (!fits)
        fail(u"“%1” is no value of the type !!%2"_s.arg(printable(scalar.text()), type),
             toMark(mark),
             u"Compose refuses this too: take the tag out, or write such a value"_s);
}

void YamlBuilder::checkEscapes(const YAML::Mark &mark)
{
    const qsizetype start = mark.pos;
    if (start < 0 || start >= m_content.size() || m_content.at(start) != '"')
        return;
    for (qsizetype at = start + 1; at + 1 < m_content.size() && m_content.at(at) != '"'; ++at) {
        if (m_content.at(at) != '\\')
            continue;
        if (m_content.at(at + 1) == '/')
            return fail(u"“\\/” is no escape to Compose, which refuses the file"_s,
                        toMark(mark),
                        u"write “/”"_s);
        ++at;
    }
}

void YamlBuilder::OnSequenceStart(const YAML::Mark &mark,
                                  const std::string &tag,
                                  YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style)
{
    open(YamlNode::Kind::List, mark, tag, anchor, style);
}

void YamlBuilder::OnSequenceEnd()
{
    close();
}

void YamlBuilder::OnMapStart(const YAML::Mark &mark,
                             const std::string &tag,
                             YAML::anchor_t anchor,
                             YAML::EmitterStyle::value style)
{
    open(YamlNode::Kind::Map, mark, tag, anchor, style);
}

void YamlBuilder::OnMapEnd()
{
    close();
}

void YamlBuilder::open(YamlNode::Kind kind,
                       const YAML::Mark &mark,
                       const std::string &tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style)
{
    if (m_error)
        return;
    if (m_frames.size() >= kDeepest)
        return fail(u"the file nests deeper than %1 levels"_s.arg(kDeepest), toMark(mark));
    Frame frame;
    frame.data.kind = kind;
    frame.data.tag = checkedTag(tag, mark);
    if (tag != "?")
        checkTagEnd(mark);
    frame.data.flow = style == YAML::EmitterStyle::Flow;
    frame.data.mark = toMark(mark);
    frame.anchor = anchor;
    m_frames.push_back(std::move(frame));
}

void YamlBuilder::close()
{
    if (m_error)
        return;
    Frame &frame = m_frames.back();
    if (frame.merge)
        applyMerge(frame);
    if (m_error)
        return;
    auto data = std::make_shared<const YamlNode::Data>(std::move(frame.data));
    const YAML::anchor_t anchor = frame.anchor;
    m_frames.pop_back();
    add(YamlNode(data), data->mark, anchor, false);
}

void YamlBuilder::add(const YamlNode &node,
                      const SourceMark &place,
                      YAML::anchor_t anchor,
                      bool aliased)
{
    if (anchor != 0)
        m_anchors.insert(anchor, node);
    if (++m_values > m_mostValues)
        return fail(u"the file holds more than %1 values"_s.arg(m_mostValues), place);
    if (m_frames.empty()) {
        m_root = node;
        return;
    }
    Frame &frame = m_frames.back();
    if (frame.data.kind == YamlNode::Kind::List) {
        frame.data.items.append(node);
        grow(frame, node, place);
    } else if (!frame.key) {
        addKey(frame, node, place);
    } else {
        addEntry(frame, node, aliased);
        grow(frame, node, place);
    }
}

void YamlBuilder::addKey(Frame &frame, const YamlNode &node, const SourceMark &place)
{
    if (!node.isScalar())
        return fail(u"a key must be a word, found "_s + node.describe(), place);
    const QString &key = node.text();
    const auto seen = frame.seen.constFind(key);
    if (seen != frame.seen.constEnd()) {
        return fail(u"the key \"%1\" is given twice, first in line %2"_s.arg(printable(key))
                        .arg(seen->line),
                    place,
                    u"Compose refuses this too: keep one of them"_s);
    }
    frame.seen.insert(key, place);
    frame.key = YamlNode::Entry {key, place, {}, false, false};
    if (isTypedKey(node))
        frame.data.typedKeys.append(key);
    if (key == u"<<" && node.isPlain())
        frame.merge = frame.key;
}

void YamlBuilder::addEntry(Frame &frame, const YamlNode &node, bool aliased)
{
    YamlNode::Entry entry = *std::exchange(frame.key, std::nullopt);
    entry.value = node;
    entry.aliased = aliased;
    if (frame.merge && entry.key == u"<<")
        frame.merge = entry;
    else
        frame.data.entries.append(entry);
}

void YamlBuilder::applyMerge(Frame &frame)
{
    const YamlNode &source = frame.merge->value;
    if (source.isMap())
        return mergeMap(frame, source);
    const bool allMaps = std::ranges::all_of(source.items(), &YamlNode::isMap);
    if (!source.isList() || !allMaps)
        return fail(u"\"<<\" needs a mapping or a list of mappings, found "_s + source.describe(),
                    frame.merge->keyMark);
    for (const YamlNode &map : source.items())
        mergeMap(frame, map);
}

void YamlBuilder::mergeMap(Frame &frame, const YamlNode &map)
{
    for (YamlNode::Entry entry : map.entries()) {
        if (m_error)
            return;
        if (frame.seen.contains(entry.key)) {
            shineThrough(frame, entry);
            continue;
        }
        frame.seen.insert(entry.key, entry.keyMark);
        entry.merged = true;
        frame.data.entries.append(entry);
        if (++m_values > m_mostValues)
            fail(u"the file holds more than %1 values"_s.arg(m_mostValues), frame.merge->keyMark);
    }
}

/// A key tagged !reset is no key of its own to Compose: what the merge brings stands there, in
/// place of what other files say.
void YamlBuilder::shineThrough(Frame &frame, const YamlNode::Entry &merged)
{
    if (!m_mayHoldResets)
        return;
    for (YamlNode::Entry &entry : frame.data.entries) {
        if (entry.key != merged.key || entry.value.tag() != kReset)
            continue;
        entry.value
            = changed(merged.value, [](YamlNode::Data &data) { data.tag = u"!override"_s; });
        frame.data.weight += entry.value.weight();
        frame.data.depth = std::max(frame.data.depth, entry.value.depth() + 1);
    }
}

void YamlBuilder::grow(Frame &frame, const YamlNode &child, const SourceMark &place)
{
    frame.data.weight += child.weight();
    frame.data.depth = std::max(frame.data.depth, child.depth() + 1);
    if (frame.data.weight > m_mostValues)
        fail(u"aliases blow the file up to more than %1 values"_s.arg(m_mostValues), place);
    else if (std::size_t(frame.data.depth) + m_frames.size() - 1 > kDeepest)
        fail(u"aliases nest the file deeper than %1 levels"_s.arg(kDeepest), place);
}

} // namespace devstack
