// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/composereader.h"

#include "core/files.h"
#include "core/text.h"
#include "model/composemerge.h"
#include "model/composeservice.h"
#include "model/composevariables.h"
#include "model/manifestreader.h"
#include "model/yamlreader.h"
#include "model/yamlscalar.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Reads a compose file with what it includes and extends, each file once.
class ComposeReading
{
public:
    explicit ComposeReading(const QString &root)
        : m_root(root)
    {
    }

    Result<ComposeFile> file(const QString &path)
    {
        const auto document = load(path);
        if (!document)
            return document.error();
        m_directory = QFileInfo(path).absolutePath();
        ComposeFile compose = read(path, *document, 0);
        compose.files = m_files;
        if (m_reader.failed())
            return m_reader.error();
        if (const auto manifest = document->value(u"x-devstack")) {
            auto read = readManifest(*manifest);
            if (!read)
                return read.error();
            compose.manifest = *read;
        }
        return compose;
    }

private:
    static constexpr int kMostFiles = 100;
    static constexpr int kDeepest = 16;

    Result<YamlNode> load(const QString &path)
    {
        if (const auto known = m_documents.constFind(path); known != m_documents.constEnd())
            return *known;
        if (m_files.size() >= kMostFiles)
            return invalidInput(u"more than %1 compose files belong together"_s.arg(kMostFiles),
                                {path, 0, 0});
        const auto document = readYaml(path);
        if (document) {
            m_documents.insert(path, *document);
            m_files.append(path);
        }
        return document;
    }

    ComposeFile read(const QString &path, const YamlNode &document, int level)
    {
        ComposeFile compose;
        compose.path = path;
        if (const auto name = document.value(u"name"); name && !name->isNull())
            compose.name = m_reader.word(*name, u"name"_s);
        compose.variables = variablesIn(document);
        compose.networks = resources(document, u"networks"_s);
        compose.volumes = resources(document, u"volumes"_s);
        if (const auto services = document.value(u"services")) {
            for (const YamlNode::Entry &entry : m_reader.map(*services, u"services"_s)) {
                QStringList chain;
                compose.services.insert(entry.key, service(path, entry, chain));
            }
        }
        if (const auto includes = document.value(u"include"))
            include(compose, *includes, level);
        return compose;
    }

    QMap<QString, NamedResource> resources(const YamlNode &document, const QString &section)
    {
        QMap<QString, NamedResource> result;
        const auto node = document.value(section);
        if (!node)
            return result;
        for (const YamlNode::Entry &entry : m_reader.map(*node, section)) {
            NamedResource resource {entry.key, {}, false, entry.keyMark};
            for (const YamlNode::Entry &key :
                 m_reader.map(entry.value, section + u'.' + entry.key)) {
                if (key.key == u"name" && !key.value.isNull())
                    resource.explicitName = m_reader.word(key.value, section + u".name"_s);
                else if (key.key == u"external")
                    external(resource, key.value);
            }
            result.insert(entry.key, resource);
        }
        return result;
    }

    /// `external: true`, or the form of Compose files before 3.5: `external: {name: …}`.
    void external(NamedResource &resource, const YamlNode &node)
    {
        resource.external = node.isMap() || (node.isScalar() && canonicalScalar(node) != u"false");
        if (const auto name = node.value(u"name"); name && resource.explicitName.isEmpty())
            resource.explicitName = m_reader.word(*name, u"external.name"_s);
    }

    ServiceEntry service(const QString &path, const YamlNode::Entry &entry, QStringList &chain)
    {
        ComposeServiceReader services(m_reader);
        ServiceEntry own = services.service(entry);
        rebase(own, QDir(m_directory).relativeFilePath(QFileInfo(path).absolutePath()));
        const auto extends = services.extends(entry);
        if (!extends || m_reader.failed())
            return own;
        const QString self = path + u'#' + entry.key;
        if (chain.contains(self) || chain.size() >= kDeepest) {
            m_reader.fail(
                u"services.%1: \"extends\" leads back to itself"_s.arg(printable(entry.key)),
                extends->mark);
            return own;
        }
        chain.append(self);
        const auto base = extended(path, *extends, chain);
        return base ? mergedService(*base, own) : own;
    }

    std::optional<ServiceEntry>
    extended(const QString &path, const ExtendsReference &reference, QStringList &chain)
    {
        const QString target = reference.file.isEmpty() ? path : local(path, reference.file);
        if (target.isEmpty() || !QFileInfo::exists(target))
            return std::nullopt; // outside the repository, made of variables or not there:
                                 // Compose's business
        const auto document = load(target);
        if (!document) {
            m_reader.fail(document.error().message, document.error().where, document.error().hint);
            return std::nullopt;
        }
        const auto services = document->value(u"services");
        const YamlNode::Entry *entry = services ? services->find(reference.service) : nullptr;
        if (!entry) {
            m_reader.fail(u"\"extends\" names the service \"%1\", which is not there"_s.arg(
                              printable(reference.service)),
                          reference.mark,
                          TypedReader::suggestion(reference.service,
                                                  services ? services->keys() : QStringList()));
            return std::nullopt;
        }
        return service(target, *entry, chain);
    }

    void include(ComposeFile &compose, const YamlNode &node, int level)
    {
        for (const YamlNode &item : m_reader.list(node, u"include"_s)) {
            const auto path = item.isMap() ? item.value(u"path").value_or(YamlNode()) : item;
            const QStringList names = path.isList()
                ? m_reader.wordList(path, u"include.path"_s)
                : QStringList {m_reader.word(path, u"include"_s)};
            compose.includes += names;
            for (const QString &name : names)
                includeFile(compose, name, item.mark(), level);
        }
    }

    void includeFile(ComposeFile &compose, const QString &name, const SourceMark &mark, int level)
    {
        if (level >= kDeepest)
            return m_reader.fail(u"\"include\" nests deeper than %1 levels"_s.arg(kDeepest), mark);
        const QString path = local(compose.path, name);
        if (m_reader.failed() || path.isEmpty() || !QFileInfo(path).isFile()
            || m_including.contains(path))
            return;
        const auto document = load(path);
        if (!document)
            return m_reader.fail(
                document.error().message, document.error().where, document.error().hint);
        m_including.append(path);
        const ComposeFile other = read(path, *document, level + 1);
        const QString own = compose.path;
        compose = mergedCompose(other, compose);
        compose.path = own;
        compose.variables.sort();
    }

    /// The file that a compose file names, when it is local, free of variables and inside the
    /// repository.
    QString local(const QString &from, const QString &name) const
    {
        if (name.contains(u'$') || name.contains(u"://") || name.startsWith(u"git@")
            || name.isEmpty())
            return {};
        const QString absolute
            = QDir::cleanPath(QFileInfo(from).absoluteDir().absoluteFilePath(name));
        const auto confined = confinedPath(m_root, QDir(m_root).relativeFilePath(absolute));
        return confined ? *confined : QString();
    }

    QString m_root;
    QString m_directory;
    TypedReader m_reader;
    QMap<QString, YamlNode> m_documents;
    QStringList m_files;
    QStringList m_including;
};

QString firstExisting(const QString &directory, const QStringList &names)
{
    for (const QString &name : names) {
        const QString path = QDir(directory).absoluteFilePath(name);
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

} // namespace

QStringList composeFilesIn(const QString &directory)
{
    const QString main = firstExisting(
        directory,
        {u"compose.yaml"_s, u"compose.yml"_s, u"docker-compose.yml"_s, u"docker-compose.yaml"_s});
    if (main.isEmpty())
        return {};
    const QString over = firstExisting(directory,
                                       {u"compose.override.yml"_s,
                                        u"compose.override.yaml"_s,
                                        u"docker-compose.override.yml"_s,
                                        u"docker-compose.override.yaml"_s});
    return over.isEmpty() ? QStringList {main} : QStringList {main, over};
}

Result<ComposeFile> readComposeFile(const QString &path, const QString &repositoryRoot)
{
    return readComposeFiles({path}, repositoryRoot);
}

Result<ComposeFile> readComposeFiles(const QStringList &paths, const QString &repositoryRoot)
{
    std::optional<ComposeFile> result;
    for (const QString &path : paths) {
        auto compose = ComposeReading(QDir(repositoryRoot).absolutePath())
                           .file(QFileInfo(path).absoluteFilePath());
        if (!compose)
            return compose.error();
        result = result ? mergedCompose(*result, *compose) : *compose;
    }
    if (!result)
        return notFound(u"there is no compose file in %1"_s.arg(printable(repositoryRoot)));
    if (const auto checked = checkManifest(result->manifest, *result); !checked)
        return checked.error();
    return *result;
}

} // namespace devstack
