// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/workspacefile.h"

#include "core/enumnames.h"
#include "core/text.h"
#include "model/manifest/manifestreader.h"
#include "model/manifest/typedreader.h"
#include "model/manifest/validity.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamlscalar.h"
#include "model/yaml/yamltext.h"

#include <QHash>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumName<Mode> kModes[] {
    {Mode::Develop, u"develop"},
    {Mode::Image, u"image"},
    {Mode::External, u"external"},
    {Mode::Off, u"off"},
};

/// Reads devstack.yml section by section.
class WorkspaceDefinition
{
public:
    Result<WorkspaceFile> read(const YamlNode &root, const QString &path)
    {
        WorkspaceFile file;
        file.path = path;
        for (const YamlNode::Entry &entry : m_reader.map(root, u"devstack.yml"_s, u"workspace"_s)) {
            if (entry.key == u"version")
                version(entry.value);
            else if (entry.key == u"name")
                file.name = m_reader.name(entry.value, entry.key);
            else if (entry.key == u"remotes")
                file.remotes = remotes(entry.value);
            else if (entry.key == u"idas")
                idas(file, entry.value);
        }
        if (m_reader.failed())
            return m_reader.error();
        return file;
    }

private:
    void version(const YamlNode &node)
    {
        if (!node.isScalar() || !node.isPlain() || yamlNumber(node.text()) != 1.0)
            m_reader.expected(u"the number 1"_s,
                              node,
                              u"version"_s,
                              u"this program reads version 1; a newer one may be needed"_s);
    }

    QMap<QString, QString> remotes(const YamlNode &node)
    {
        QMap<QString, QString> result;
        for (const YamlNode::Entry &entry : m_reader.namedMap(node, u"remotes"_s)) {
            result.insert(entry.key,
                          m_reader.validText(
                              entry.value,
                              u"remotes."_s + entry.key,
                              [](const QString &text) {
                                  QString filled = text;
                                  filled.replace(u"{name}"_s, u"name"_s);
                                  return filled != text && isRepositoryAddress(filled);
                              },
                              u"a git URL that holds {name}"_s));
        }
        return result;
    }

    void idas(WorkspaceFile &file, const YamlNode &node)
    {
        QHash<QString, QString> slugs;
        for (const YamlNode::Entry &entry : m_reader.namedMap(node, u"idas"_s)) {
            const QString same = slugs.value(slug(entry.key));
            if (!same.isEmpty()) {
                m_reader.fail(u"idas: \"%1\" and \"%2\" would share one compose project"_s.arg(
                                  same, entry.key),
                              entry.keyMark,
                              u"give one of them another name"_s);
            }
            slugs.insert(slug(entry.key), entry.key);
            file.idas.insert(entry.key, ida(entry));
        }
    }

    WorkspaceIda ida(const YamlNode::Entry &entry)
    {
        WorkspaceIda result;
        result.name = entry.key;
        result.mark = entry.keyMark;
        const QString what = u"idas."_s + entry.key;
        for (const YamlNode::Entry &key : m_reader.map(entry.value, what, u"ida"_s))
            field(result, key, what + u'.' + key.key);
        if (result.path.isEmpty())
            result.path = result.name;
        return result;
    }

    void field(WorkspaceIda &ida, const YamlNode::Entry &entry, const QString &what)
    {
        const YamlNode &value = entry.value;
        if (entry.key == u"repository")
            ida.repository = m_reader.validText(
                value,
                what,
                isRepositoryAddress,
                u"a git URL (https, http, ssh, git, file), a path or a name"_s);
        else if (entry.key == u"ref")
            ida.ref = m_reader.validText(value, what, isGitRef, u"a branch, tag or commit"_s);
        else if (entry.key == u"path")
            ida.path = m_reader.validText(
                value, what, isConfinedPath, u"a folder inside the workspace"_s);
        else if (entry.key == u"environment")
            ida.environment = m_reader.validText(
                value, what, isConfinedPath, u"a folder inside the workspace"_s);
        else if (entry.key == u"compose")
            ida.composeFiles = composeFiles(value, what);
        else if (entry.key == u"mode")
            ida.mode = modeFromString(m_reader.choice(value, what, modeWords()));
        else if (entry.key == u"variant")
            ida.variant = m_reader.name(value, what);
        else if (entry.key == u"configuration")
            ida.configuration = m_reader.name(value, what);
        else if (entry.key == u"images")
            ida.images = images(value, what);
        else if (entry.key == u"external")
            ida.external = external(value, what);
        else if (entry.key == u"manifest")
            manifest(ida, value);
    }

    QStringList composeFiles(const YamlNode &node, const QString &what)
    {
        QStringList result;
        for (const YamlNode &item : m_reader.list(node, what))
            result.append(
                m_reader.validText(item, what, isConfinedPath, u"a file inside the repository"_s));
        if (result.isEmpty())
            m_reader.fail(what + u": names no file"_s,
                          node.mark(),
                          u"name the repository's compose files, or take the key out"_s);
        return result;
    }

    QMap<QString, QString> images(const YamlNode &node, const QString &what)
    {
        QMap<QString, QString> result;
        for (const YamlNode::Entry &entry : m_reader.namedMap(node, what)) {
            result.insert(entry.key,
                          m_reader.validText(entry.value,
                                             what + u'.' + entry.key,
                                             isImageReference,
                                             u"an image reference"_s));
        }
        return result;
    }

    ExternalPlace external(const YamlNode &node, const QString &what)
    {
        ExternalPlace result;
        for (const YamlNode::Entry &entry : m_reader.map(node, what, u"external"_s)) {
            if (entry.key == u"url") {
                result.url = m_reader.validText(
                    entry.value, what + u".url"_s, isHttpUrl, u"an http or https URL"_s);
                if (carriesCredentials(result.url))
                    m_reader.fail(
                        what + u".url: a user name or password does not belong in this file"_s,
                        entry.value.mark(),
                        u"Write the URL without them; what services log in with is their environment's, as “secret: NAME”."_s);
                continue;
            }
            for (const YamlNode &item : m_reader.list(entry.value, what + u".names"_s))
                result.names.append(
                    m_reader.validText(item, what + u".names"_s, isHostName, u"a host name"_s));
        }
        if (result.url.isEmpty())
            m_reader.fail(what + u": the key \"url\" is missing"_s, node.mark());
        return result;
    }

    void manifest(WorkspaceIda &ida, const YamlNode &node)
    {
        auto read = readManifest(node);
        if (read)
            ida.manifest = *read;
        else
            m_reader.fail(read.error().message, read.error().where, read.error().hint);
    }

    TypedReader m_reader;
};

} // namespace

QString toString(Mode mode)
{
    return nameOf<kModes>(mode);
}

QStringList modeWords()
{
    return namesOf<kModes>();
}

std::optional<Mode> modeFromString(QStringView text)
{
    return valueOf<kModes>(text);
}

Result<WorkspaceFile> readWorkspaceFile(const QString &path)
{
    return readYaml(path).andThen(
        [&](const YamlNode &root) { return WorkspaceDefinition().read(root, path); });
}

Result<WorkspaceFile> parseWorkspaceFile(const QByteArray &content, const QString &path)
{
    return parseYaml(content, path).andThen([&](const YamlNode &root) {
        return WorkspaceDefinition().read(root, path);
    });
}

QByteArray newWorkspaceFile(const QString &name)
{
    return u"# The workspace: which repositories belong together and how each takes part.\n"
           "version: 1\n"
           "name: %1\n"
           "idas: {}\n"_s.arg(yamlScalar(name))
               .toUtf8();
}

} // namespace devstack
