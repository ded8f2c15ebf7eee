// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/workspacefile.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamltext.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kFile = u"devstack.yml"_s;

/// What the keys of an IDA shall be: the key and its value as YAML; without a value it is removed.
using IdaEdits = QList<std::pair<QString, QString>>;

Error byHand(const QString &what, const SourceMark &where = {})
{
    Error error
        = invalidInput(u"%1 cannot be changed without touching the rest of the file"_s.arg(what),
                       where,
                       u"edit devstack.yml by hand"_s);
    error.kind = Error::Kind::Conflict;
    return error;
}

QString scalarOrNothing(const QString &text)
{
    return text.isEmpty() ? QString() : yamlScalar(text);
}

IdaEdits wishOf(const WorkspaceIda &ida)
{
    QList<std::pair<QString, QString>> images;
    for (const auto &[service, image] : ida.images.asKeyValueRange())
        images.append({service, yamlScalar(image)});
    QList<std::pair<QString, QString>> external;
    if (ida.external)
        external.append({u"url"_s, yamlScalar(ida.external->url)});
    if (ida.external && !ida.external->names.isEmpty())
        external.append({u"names"_s, yamlFlowList(ida.external->names)});
    return {{u"repository"_s, scalarOrNothing(ida.repository)},
            {u"ref"_s, scalarOrNothing(ida.ref)},
            {u"path"_s, ida.path == ida.name ? QString() : scalarOrNothing(ida.path)},
            {u"environment"_s, scalarOrNothing(ida.environment)},
            {u"compose"_s, ida.composeFiles.isEmpty() ? QString() : yamlFlowList(ida.composeFiles)},
            {u"mode"_s, ida.mode ? toString(*ida.mode) : QString()},
            {u"variant"_s, scalarOrNothing(ida.variant)},
            {u"configuration"_s, scalarOrNothing(ida.configuration)},
            {u"images"_s, images.isEmpty() ? QString() : yamlFlowMap(images)},
            {u"external"_s, external.isEmpty() ? QString() : yamlFlowMap(external)}};
}

QString textOf(const SchemaSource &source)
{
    IdaEdits keys {{u"service"_s, yamlScalar(source.service)},
                   {u"volume"_s, yamlScalar(source.volume)}};
    if (!source.snapshot.isEmpty())
        keys.append({u"snapshot"_s, yamlScalar(source.snapshot)});
    if (!source.dump.isEmpty())
        keys.append({u"dump"_s, yamlScalar(source.dump)});
    if (!source.sha256.isEmpty())
        keys.append({u"sha256"_s, yamlScalar(source.sha256)});
    return yamlFlowMap(keys);
}

QString newEntry(const IdaEdits &wish)
{
    IdaEdits given;
    for (const auto &pair : wish) {
        if (!pair.second.isEmpty())
            given.append(pair);
    }
    return yamlFlowMap(given);
}

/// A devstack.yml that is edited one step at a time; after each the text is read again, so marks
/// are always fresh.
class WorkspaceEdit
{
public:
    explicit WorkspaceEdit(const QByteArray &content)
        : m_content(content)
    {
    }

    const QByteArray &content() const { return m_content; }

    Result<> parse()
    {
        auto root = parseYaml(m_content, kFile);
        if (!root)
            return root.error();
        m_root = *root;
        return ok();
    }

    const YamlNode &root() const { return m_root; }
    YamlNode idas() const { return m_root.value(u"idas").value_or(YamlNode()); }

    Result<> set(const QString &ida, const IdaEdits &wish)
    {
        const YamlNode::Entry *section = m_root.find(u"idas");
        const YamlNode::Entry *entry = section ? section->value.find(ida) : nullptr;
        if (!entry)
            return add(ida, newEntry(wish));
        if (entry->aliased || entry->merged || section->aliased || section->merged)
            return byHand(u"the entry of \"%1\""_s.arg(ida), entry->keyMark);
        if (entry->value.isNull())
            return fill(*entry, section->value.isFlow(), newEntry(wish));
        for (const auto &[key, value] : wish) {
            const YamlNode::Entry *current = idas().find(ida);
            if (!current)
                return byHand(u"the entry of \"%1\""_s.arg(ida));
            if (auto done = setKey(*current, key, value); !done)
                return done;
        }
        return ok();
    }

    /// `schemas`: a list as YAML; empty: the key is removed.
    Result<> setSchemas(const QString &ida, const QString &schemas)
    {
        const QString manifest = yamlFlowMap({{u"schema"_s, schemas}});
        const YamlNode::Entry *section = m_root.find(u"idas");
        const YamlNode::Entry *entry = section ? section->value.find(ida) : nullptr;
        const YamlNode::Entry *current = entry ? entry->value.find(u"manifest") : nullptr;
        if (!current || current->value.isNull())
            return schemas.isEmpty() ? ok() : set(ida, {{u"manifest"_s, manifest}});
        if (entry->aliased || entry->merged || section->aliased || section->merged
            || current->aliased || current->merged)
            return byHand(u"the manifest of \"%1\""_s.arg(ida), current->keyMark);
        const bool isAll = current->value.entries().size() == 1 && current->value.find(u"schema");
        return isAll && schemas.isEmpty() ? setKey(*entry, u"manifest"_s, {})
                                          : setKey(*current, u"schema"_s, schemas);
    }

    Result<> remove(const QString &ida)
    {
        const YamlNode::Entry *section = m_root.find(u"idas");
        const YamlNode::Entry *entry = section->value.find(ida);
        if (entry->merged || section->aliased || section->merged)
            return byHand(u"the entry of \"%1\""_s.arg(ida), entry->keyMark);
        if (section->value.isFlow())
            return removeFromFlow(*entry);
        YamlText text(m_content);
        text.removeLines(entry->keyMark.line - 1, text.endOfEntry(entry->keyMark));
        if (section->value.entries().size() == 1) {
            const int colon = text.afterColon(section->keyMark);
            if (colon < 0)
                return byHand(u"\"idas\""_s, section->keyMark);
            const int line = section->keyMark.line - 1;
            text.replace({line, colon, line, colon}, u" {}"_s);
        }
        return apply(text);
    }

private:
    Result<> apply(const YamlText &text)
    {
        m_content = text.content();
        return parse();
    }

    Result<> add(const QString &ida, const QString &value)
    {
        YamlText text(m_content);
        const QString line = yamlScalar(ida) + u": "_s + value;
        const YamlNode::Entry *section = m_root.find(u"idas");
        if (!section) {
            const YamlNode::Entry &last = m_root.entries().last();
            if (m_root.isFlow())
                return byHand(u"a file in braces"_s, m_root.mark());
            const int end = text.endOfEntry(last.keyMark);
            text.insertLine(end, u"idas:"_s);
            text.insertLine(end + 1, u"  "_s + line);
            return apply(text);
        }
        if (section->aliased || section->merged)
            return byHand(u"\"idas\""_s, section->keyMark);
        const YamlNode &idas = section->value;
        if (idas.entries().isEmpty())
            return addFirst(*section, line);
        if (idas.isFlow()) {
            const SourceMark &first = idas.entries().first().keyMark;
            text.replace({first.line - 1, first.column - 1, first.line - 1, first.column - 1},
                         line + u", "_s);
            return apply(text);
        }
        const SourceMark &last = lastWritten(idas).keyMark;
        text.insertLine(text.endOfEntry(last), QString(last.column - 1, u' ') + line);
        return apply(text);
    }

    /// `idas:` with nothing, null or {} behind it.
    Result<> addFirst(const YamlNode::Entry &section, const QString &line)
    {
        YamlText text(m_content);
        const int colon = text.afterColon(section.keyMark);
        const int at = section.keyMark.line - 1;
        if (colon < 0)
            return byHand(u"\"idas\""_s, section.keyMark);
        if (const auto range = written(text, section, colon); range)
            text.replace({at, colon, range->endLine, range->endColumn}, QString());
        text.insertLine(at + 1, QString(section.keyMark.column + 1, u' ') + line);
        return apply(text);
    }

    /// A key with nothing, null or {} behind it gets a value in its line.
    Result<> fill(const YamlNode::Entry &entry, bool inFlow, const QString &value)
    {
        YamlText text(m_content);
        const int colon = text.afterColon(entry.keyMark);
        if (colon < 0)
            return byHand(u"\"%1\""_s.arg(entry.key), entry.keyMark);
        const int line = entry.keyMark.line - 1;
        const auto range = inFlow ? std::nullopt : written(text, entry, colon);
        text.replace({line, colon, range ? range->endLine : line, range ? range->endColumn : colon},
                     u' ' + value);
        return apply(text);
    }

    /// Where an empty value is written in the line of its key, if it is.
    static std::optional<YamlText::Range>
    written(const YamlText &text, const YamlNode::Entry &entry, int colon)
    {
        const QString rest = text.lines().at(entry.keyMark.line - 1).sliced(colon);
        const QString trimmed = rest.trimmed();
        if (trimmed.isEmpty() || trimmed.startsWith(u'#'))
            return std::nullopt;
        const int spaces = int(rest.indexOf(trimmed.first(1)));
        return text.valueRange({kFile, entry.keyMark.line, colon + spaces + 1}, false);
    }

    static const YamlNode::Entry &lastWritten(const YamlNode &map)
    {
        const YamlNode::Entry *last = &map.entries().first();
        for (const YamlNode::Entry &entry : map.entries()) {
            if (!entry.merged)
                last = &entry;
        }
        return *last;
    }

    Result<> setKey(const YamlNode::Entry &ida, const QString &key, const QString &value)
    {
        const YamlNode::Entry *current = ida.value.find(key);
        if (!current && value.isEmpty())
            return ok();
        if (current && !value.isEmpty() && isEqual(current->value, value))
            return ok();
        if (current && (current->aliased || current->merged))
            return byHand(u"\"%1\" of \"%2\""_s.arg(key, ida.key), current->keyMark);
        if (!current)
            return insertKey(ida, key, value);
        if (value.isEmpty())
            return ida.value.isFlow() ? removeFromFlow(*current) : removeKey(ida, *current);
        return replaceValue(ida, *current, value);
    }

    static bool isEqual(const YamlNode &node, const QString &value)
    {
        const auto wanted = parseYaml("v: " + value.toUtf8() + '\n', kFile);
        return wanted && node.sameContent(*wanted->value(u"v"));
    }

    Result<> insertKey(const YamlNode::Entry &ida, const QString &key, const QString &value)
    {
        YamlText text(m_content);
        const QString line = key + u": "_s + value;
        const YamlNode &map = ida.value;
        if (map.entries().isEmpty()) {
            const auto range = text.valueRange(map.mark(), true);
            if (!range)
                return byHand(u"\"%1\""_s.arg(ida.key), map.mark());
            text.replace(*range, u'{' + line + u'}');
        } else if (map.isFlow()) {
            const auto last = text.valueRange(lastWritten(map).value.mark(), true);
            if (lastWritten(map).aliased || !last)
                return byHand(u"\"%1\""_s.arg(ida.key), map.mark());
            text.replace({last->endLine, last->endColumn, last->endLine, last->endColumn},
                         u", "_s + line);
        } else {
            const SourceMark &last = lastWritten(map).keyMark;
            text.insertLine(text.endOfEntry(last), QString(last.column - 1, u' ') + line);
        }
        return apply(text);
    }

    Result<> removeKey(const YamlNode::Entry &ida, const YamlNode::Entry &entry)
    {
        YamlText text(m_content);
        if (ida.value.entries().size() > 1) {
            text.removeLines(entry.keyMark.line - 1, text.endOfEntry(entry.keyMark));
            return apply(text);
        }
        const int colon = text.afterColon(ida.keyMark);
        if (colon < 0)
            return byHand(u"\"%1\""_s.arg(ida.key), ida.keyMark);
        const int line = ida.keyMark.line - 1;
        text.removeLines(entry.keyMark.line - 1, text.endOfEntry(entry.keyMark));
        text.replace({line, colon, line, colon}, u" {}"_s);
        return apply(text);
    }

    Result<> removeFromFlow(const YamlNode::Entry &entry)
    {
        YamlText text(m_content);
        const auto value
            = text.valueRange(entry.value.isNull() ? entry.keyMark : entry.value.mark(), true);
        if (entry.aliased || !value)
            return byHand(u"\"%1\""_s.arg(entry.key), entry.keyMark);
        YamlText::Range range {
            entry.keyMark.line - 1, entry.keyMark.column - 1, value->endLine, value->endColumn};
        const QString after = text.lines().at(range.endLine).sliced(range.endColumn);
        const QString before = text.lines().at(range.line).first(range.column);
        if (after.trimmed().startsWith(u',')) {
            range.endColumn += int(after.indexOf(u',')) + 1;
            while (range.endColumn < text.lines().at(range.endLine).size()
                   && text.lines().at(range.endLine).at(range.endColumn) == u' ')
                ++range.endColumn;
        } else if (before.trimmed().endsWith(u',')) {
            range.column = int(before.lastIndexOf(u','));
        }
        text.replace(range, QString());
        return apply(text);
    }

    Result<>
    replaceValue(const YamlNode::Entry &ida, const YamlNode::Entry &entry, const QString &value)
    {
        YamlText text(m_content);
        const bool inFlow = ida.value.isFlow();
        if (entry.value.isNull())
            return fill(entry, inFlow, value);
        const bool isBlock = !entry.value.isScalar() && !entry.value.isFlow();
        const auto range = isBlock ? std::nullopt : text.valueRange(entry.value.mark(), inFlow);
        const int colon = text.afterColon(entry.keyMark);
        if (range && text.endOfEntry(entry.keyMark) <= range->endLine + 1) {
            text.replace(*range, value);
        } else if (isBlock && colon >= 0) {
            const int line = entry.keyMark.line - 1;
            const int end = text.endOfEntry(entry.keyMark);
            text.removeLines(line + 1, end);
            text.replace({line, colon, line, colon}, u' ' + value);
        } else {
            return byHand(u"\"%1\" of \"%2\""_s.arg(entry.key, ida.key), entry.keyMark);
        }
        return apply(text);
    }

    QByteArray m_content;
    YamlNode m_root;
};

/// Whether everything but the one IDA is as before.
bool restIsSame(const YamlNode &before, const YamlNode &after, const QString &ida)
{
    for (const YamlNode::Entry &entry : before.entries()) {
        const YamlNode::Entry *twin = after.find(entry.key);
        if (entry.key != u"idas" && (!twin || !entry.value.sameContent(twin->value)))
            return false;
    }
    const YamlNode old = before.value(u"idas").value_or(YamlNode());
    const YamlNode now = after.value(u"idas").value_or(YamlNode());
    const auto others
        = [&](const YamlNode &node) { return node.entries().size() - (node.find(ida) ? 1 : 0); };
    if (others(old) != others(now))
        return false;
    return std::ranges::all_of(old.entries(), [&](const YamlNode::Entry &entry) {
        const YamlNode::Entry *twin = now.find(entry.key);
        return entry.key == ida || (twin && entry.value.sameContent(twin->value));
    });
}

} // namespace

Result<QByteArray> withIda(const QByteArray &content, const WorkspaceIda &ida)
{
    const auto before = parseWorkspaceFile(content, kFile);
    if (!before)
        return before.error();
    WorkspaceEdit edit(content);
    if (const auto parsed = edit.parse(); !parsed)
        return parsed.error();
    const YamlNode old = edit.root();
    const IdaEdits wish = wishOf(ida);
    if (const auto done = edit.set(ida.name, wish); !done)
        return done.error().kind == Error::Kind::Conflict ? done.error()
                                                          : byHand(u"\"%1\""_s.arg(ida.name));
    const auto after = parseWorkspaceFile(edit.content(), kFile);
    if (!after)
        return after.error().within(u"the entry of \"%1\" would not be valid"_s.arg(ida.name));
    const bool isWished = restIsSame(old, edit.root(), ida.name)
        && wishOf(after->idas.value(ida.name)) == wish
        && after->idas.value(ida.name).manifest.has_value()
            == before->idas.value(ida.name).manifest.has_value();
    if (!isWished)
        return byHand(u"the entry of \"%1\""_s.arg(ida.name));
    return edit.content();
}

Result<QByteArray>
withSchemas(const QByteArray &content, const QString &ida, const QList<SchemaSource> &schemas)
{
    WorkspaceEdit edit(content);
    if (const auto parsed = edit.parse(); !parsed)
        return parsed.error();
    const YamlNode old = edit.root();
    QStringList written;
    for (const SchemaSource &source : schemas)
        written += textOf(source);
    const QString list
        = written.isEmpty() ? QString() : QString(u'[' + written.join(u", "_s) + u']');
    if (const auto done = edit.setSchemas(ida, list); !done)
        return done.error().kind == Error::Kind::Conflict ? done.error()
                                                          : byHand(u"\"%1\""_s.arg(ida));
    const auto after = parseWorkspaceFile(edit.content(), kFile);
    if (!after)
        return after.error().within(u"the entry of \"%1\" would not be valid"_s.arg(ida));
    const auto manifest = after->idas.value(ida).manifest;
    QStringList now;
    for (const SchemaSource &source : manifest ? manifest->schema : QList<SchemaSource>())
        now += textOf(source);
    if (now != written || !restIsSame(old, edit.root(), ida))
        return byHand(u"the manifest of \"%1\""_s.arg(ida));
    return edit.content();
}

Result<QByteArray> withoutIda(const QByteArray &content, const QString &name)
{
    WorkspaceEdit edit(content);
    if (const auto parsed = edit.parse(); !parsed)
        return parsed.error();
    const YamlNode old = edit.root();
    if (!edit.idas().find(name))
        return notFound(u"there is no IDA \"%1\" in devstack.yml"_s.arg(name));
    if (const auto done = edit.remove(name); !done)
        return done.error().kind == Error::Kind::Conflict ? done.error()
                                                          : byHand(u"\"%1\""_s.arg(name));
    if (!restIsSame(old, edit.root(), name) || edit.idas().find(name))
        return byHand(u"the entry of \"%1\""_s.arg(name));
    return edit.content();
}

} // namespace devstack
