// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifestsections.h"

#include "core/text.h"
#include "model/manifest/validity.h"
#include "model/yaml/yamlscalar.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

ManifestSections::ManifestSections()
    : TypedReader(Dollars::Escaped)
{
}

Manifest ManifestSections::manifest(const YamlNode &node)
{
    Manifest result;
    result.declared = true;
    result.mark = node.mark();
    for (const YamlNode::Entry &entry : map(node, u"x-devstack"_s, u"manifest"_s))
        section(result, entry);
    return result;
}

void ManifestSections::section(Manifest &manifest, const YamlNode::Entry &entry)
{
    const QString &key = entry.key;
    const YamlNode &value = entry.value;
    if (key == u"version")
        version(value);
    else if (key == u"name")
        manifest.name = name(value, key);
    else if (key == u"title")
        manifest.title = text(value, key);
    else if (key == u"description")
        manifest.description = text(value, key);
    else if (key == u"owner")
        manifest.owner = text(value, key);
    else if (key == u"primary")
        manifest.primary = name(value, key);
    else if (key == u"depends_on")
        dependencies(manifest, value);
    else if (key == u"provides")
        manifest.provides = provides(value);
    else if (key == u"urls")
        manifest.urls = urls(value);
    else if (key == u"variants")
        manifest.variants = variants(value);
    else if (key == u"configurations")
        manifest.configurations = configurations(value);
    else if (key == u"schema")
        manifest.schema = schema(value);
    else if (key == u"bootstrap")
        manifest.bootstrap = runs(value, key, u"bootstrap"_s);
    else if (key == u"clients")
        manifest.clients = clients(value);
    else if (key == u"seeds")
        manifest.seeds = seeds(value);
    else if (key == u"data")
        manifest.data = data(value);
    else if (key == u"commands")
        manifest.commands = commands(value);
    else if (key == u"register")
        registrations(manifest, value);
    else if (key == u"resources")
        manifest.resources = resources(value);
}

void ManifestSections::version(const YamlNode &node)
{
    const bool isNumber = node.isScalar() && scalarType(node) == ScalarType::Number;
    if (!isNumber)
        return expected(u"the number 1"_s, node, u"version"_s);
    if (yamlNumber(node.text()) != 1.0)
        expected(u"1"_s,
                 node,
                 u"version"_s,
                 u"this program reads version 1; a newer one may be needed"_s);
}

void ManifestSections::dependencies(Manifest &manifest, const YamlNode &node)
{
    if (node.isList()) {
        for (const YamlNode &item : node.items()) {
            Dependency result;
            result.name = name(item, u"depends_on"_s);
            result.mark = item.mark();
            if (manifest.dependencies.contains(result.name))
                fail(u"depends_on: \"%1\" is given twice"_s.arg(printable(result.name)),
                     item.mark());
            manifest.dependencies.insert(result.name, result);
        }
        return;
    }
    for (const YamlNode::Entry &entry : namedMap(node, u"depends_on"_s))
        manifest.dependencies.insert(entry.key, dependency(entry));
}

Dependency ManifestSections::dependency(const YamlNode::Entry &entry)
{
    Dependency result;
    result.name = entry.key;
    result.mark = entry.keyMark;
    const QString what = u"depends_on."_s + entry.key;
    for (const auto &[key, keyMark, value, aliased, fromMerge] :
         map(entry.value, what, u"dependency"_s)) {
        const QString path = what + u'.' + key;
        if (key == u"repository")
            result.repository
                = validText(value,
                            path,
                            isRepositoryAddress,
                            u"a git URL (https, http, ssh, git, file), a path or a name"_s);
        else if (key == u"ref")
            result.ref = validText(value, path, isGitRef, u"a branch, tag or commit"_s);
        else if (key == u"variant")
            result.variant = name(value, path);
        else if (key == u"for")
            result.purpose = purpose(value, path);
        else if (key == u"optional")
            result.optional = boolean(value, path);
    }
    return result;
}

DependencyPurpose ManifestSections::purpose(const YamlNode &node, const QString &what)
{
    DependencyPurpose result {false, false};
    for (const YamlNode &item : list(node, what)) {
        const QString word = choice(item, what, {u"run"_s, u"provision"_s});
        result.run |= word == u"run";
        result.provision |= word == u"provision";
    }
    if (!failed() && !result.run && !result.provision)
        fail(what + u": the list is empty"_s, node.mark(), u"leave the key out for both"_s);
    return result;
}

QMap<QString, QString> ManifestSections::provides(const YamlNode &node)
{
    QMap<QString, QString> result;
    for (const YamlNode::Entry &entry : map(node, u"provides"_s)) {
        if (!isHostName(entry.key))
            fail(u"provides: \"%1\" is not a host name"_s.arg(printable(entry.key)), entry.keyMark);
        result.insert(entry.key, name(entry.value, u"provides."_s + entry.key));
    }
    return result;
}

QList<Url> ManifestSections::urls(const YamlNode &node)
{
    QList<Url> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"urls"_s)) {
        const QString what = u"urls."_s + entry.key;
        Url url {entry.key, {}, {}, entry.keyMark};
        for (const auto &[key, keyMark, value, aliased, fromMerge] :
             map(entry.value, what, u"url"_s)) {
            if (key == u"url")
                url.url = validText(value, what + u".url"_s, isHttpUrl, u"an http or https URL"_s);
            else if (key == u"health")
                url.health = validText(
                    value,
                    what + u".health"_s,
                    [](const QString &text) {
                        return isHttpUrl(text)
                            || (text.startsWith(u'/') && isArgument(text) && !text.contains(u' '));
                    },
                    u"a path that begins with \"/\", or an http or https URL"_s);
        }
        if (url.url.isEmpty())
            fail(what + u": the key \"url\" is missing"_s, entry.keyMark);
        result.append(url);
    }
    return result;
}

QMap<QString, Variant> ManifestSections::variants(const YamlNode &node)
{
    QMap<QString, Variant> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"variants"_s)) {
        const QString what = u"variants."_s + entry.key;
        Variant variant;
        variant.mark = entry.keyMark;
        for (const auto &[key, keyMark, value, aliased, fromMerge] :
             map(entry.value, what, u"variant"_s)) {
            const QString path = what + u'.' + key;
            if (key == u"profiles")
                variant.profiles = nameList(value, path);
            else if (key == u"environment")
                variant.environment = environment(value, path);
            else if (key == u"without")
                variant.without = nameList(value, path);
        }
        result.insert(entry.key, variant);
    }
    return result;
}

QMap<QString, Configuration> ManifestSections::configurations(const YamlNode &node)
{
    QMap<QString, Configuration> result;
    for (const YamlNode::Entry &entry : namedMap(node, u"configurations"_s)) {
        const QString what = u"configurations."_s + entry.key;
        Configuration configuration;
        configuration.mark = entry.keyMark;
        for (const auto &[key, keyMark, value, aliased, fromMerge] :
             map(entry.value, what, u"configuration"_s)) {
            const QString path = what + u'.' + key;
            if (key == u"variant")
                configuration.variant = name(value, path);
            else if (key == u"environment")
                configuration.environment = environment(value, path);
            else if (key == u"seeds")
                configuration.seeds = nameList(value, path);
            else if (key == u"dependencies")
                configuration.dependencies = choices(value, path);
        }
        result.insert(entry.key, configuration);
    }
    return result;
}

QMap<QString, DependencyChoice> ManifestSections::choices(const YamlNode &node, const QString &what)
{
    QMap<QString, DependencyChoice> result;
    for (const YamlNode::Entry &entry : namedMap(node, what)) {
        const QString path = what + u'.' + entry.key;
        DependencyChoice choice;
        for (const auto &[key, keyMark, value, aliased, fromMerge] :
             map(entry.value, path, u"choice"_s))
            (key == u"variant" ? choice.variant : choice.configuration)
                = name(value, path + u'.' + key);
        result.insert(entry.key, choice);
    }
    return result;
}

ServiceEnvironment ManifestSections::environment(const YamlNode &node, const QString &what)
{
    ServiceEnvironment result;
    for (const YamlNode::Entry &service : namedMap(node, what)) {
        const QString path = what + u'.' + service.key;
        auto &variables = result[service.key];
        for (const YamlNode::Entry &entry : map(service.value, path)) {
            if (!isVariableName(entry.key))
                fail(u"%1: \"%2\" is not a variable name"_s.arg(path, printable(entry.key)),
                     entry.keyMark);
            variables.insert(entry.key, environmentValue(entry.value, path + u'.' + entry.key));
        }
    }
    return result;
}

EnvironmentValue ManifestSections::environmentValue(const YamlNode &node, const QString &what)
{
    if (!node.isMap())
        return {word(node, what), {}};
    EnvironmentValue result;
    for (const auto &[key, keyMark, value, aliased, fromMerge] : map(node, what, u"secret"_s))
        result.secret
            = validText(value, what + u".secret"_s, isVariableName, u"the name of a secret"_s);
    if (!failed() && result.secret.isEmpty())
        expected(u"a value or \"secret: NAME\""_s, node, what);
    return result;
}

QList<SchemaSource> ManifestSections::schema(const YamlNode &node)
{
    QList<SchemaSource> result;
    for (const YamlNode &item : list(node, u"schema"_s)) {
        const QString what = u"schema[%1]"_s.arg(result.size());
        SchemaSource source;
        source.mark = item.mark();
        for (const auto &[key, keyMark, value, aliased, fromMerge] : map(item, what, u"schema"_s)) {
            const QString path = what + u'.' + key;
            if (key == u"service")
                source.service = name(value, path);
            else if (key == u"volume")
                source.volume = name(value, path);
            else if (key == u"snapshot")
                source.snapshot = validText(value, path, isImageReference, u"an image reference"_s);
            else if (key == u"dump")
                source.dump = validText(
                    value,
                    path,
                    [](const QString &text) {
                        return text.contains(u"://") ? isHttpUrl(text) && text.startsWith(u"https:")
                                                     : isConfinedPath(text);
                    },
                    u"a path inside the repository or an https URL"_s);
            else if (key == u"sha256")
                source.sha256
                    = validText(
                          value,
                          path,
                          [](const QString &text) {
                              static const QRegularExpression kForm(u"\\A[0-9a-fA-F]{64}\\z"_s);
                              return kForm.match(text).hasMatch();
                          },
                          u"64 hexadecimal digits"_s)
                          .toLower();
        }
        schemaPlace(source, what);
        result.append(source);
    }
    return result;
}

void ManifestSections::schemaPlace(const SchemaSource &source, const QString &what)
{
    if (source.service.isEmpty() || source.volume.isEmpty())
        fail(what + u": \"service\" and \"volume\" are both needed"_s, source.mark);
    if (source.snapshot.isEmpty() == source.dump.isEmpty())
        fail(what + u": one of \"snapshot\" and \"dump\" is needed"_s, source.mark);
    if (!source.sha256.isEmpty() && source.dump.isEmpty())
        fail(what + u": \"sha256\" belongs to \"dump\""_s,
             source.mark,
             u"a snapshot is pinned by its digest: name@sha256:…"_s);
}

Resources ManifestSections::resources(const YamlNode &node)
{
    Resources result;
    for (const auto &[key, keyMark, value, aliased, fromMerge] :
         map(node, u"resources"_s, u"resources"_s)) {
        const QString path = u"resources."_s + key;
        const QString given = word(value, path);
        if (failed())
            break;
        if (key == u"memory") {
            result.memory = parseBytes(given);
            if (!result.memory || *result.memory <= 0)
                expected(u"a size such as 512m or 1g"_s, value, path);
        } else {
            result.cpus = yamlNumber(given);
            if (!result.cpus || !(*result.cpus > 0))
                expected(u"a number above 0"_s, value, path);
        }
    }
    return result;
}

} // namespace devstack
