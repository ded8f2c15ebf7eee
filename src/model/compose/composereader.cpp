// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"

#include "core/files.h"
#include "core/text.h"
#include "model/compose/composemerge.h"
#include "model/compose/composeplaces.h"
#include "model/compose/composeservice.h"
#include "model/compose/composevariables.h"
#include "model/compose/manifestcheck.h"
#include "model/manifest/manifestreader.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamlscalar.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Reads a compose file with what it includes and extends, each file once.
class ComposeReading
{
public:
    ComposeReading(const QString &root, bool withManifest, DocumentChange change = {})
        : m_root(root)
        , m_withManifest(withManifest)
        , m_change(std::move(change))
    {
    }

    /// A document that is not to be read from the disk.
    void know(const QString &path, const YamlNode &document)
    {
        m_documents.insert(path, m_change ? m_change(document) : document);
    }

    Result<ComposeFile> file(const QString &path)
    {
        const auto document = load(path);
        if (!document)
            return document.error();
        m_directory = QFileInfo(path).absolutePath();
        ComposeFile compose = read({path, m_directory}, *document, 0);
        compose.files = m_files;
        compose.sources = m_sources;
        compose.variables = variables();
        if (m_reader.failed())
            return m_reader.error();
        if (const auto manifest = document->value(u"x-devstack"); manifest && m_withManifest) {
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

    /// A file and the folder that relative paths in it begin at. Compose takes the folder as
    /// written: where a link leads to does not move it.
    struct Place
    {
        QString file;
        QString base;
    };

    Result<YamlNode> load(const QString &path)
    {
        if (const auto known = m_documents.constFind(path); known != m_documents.constEnd())
            return *known;
        if (m_files.size() >= kMostFiles)
            return invalidInput(u"more than %1 compose files belong together"_s.arg(kMostFiles),
                                {path, 0, 0});
        auto document = readYaml(path);
        if (document) {
            if (m_change)
                document = m_change(*document);
            m_documents.insert(path, *document);
            m_files.append(path);
        }
        return document;
    }

    ComposeFile read(const Place &place, const YamlNode &document, int level)
    {
        ComposeFile compose;
        compose.path = place.file;
        m_sources.append({place.file, place.base, document, {}});
        if (const auto name = document.value(u"name"); name && !name->isNull())
            compose.name = m_reader.word(*name, u"name"_s);
        compose.networks = resources(document, u"networks"_s);
        compose.volumes = resources(document, u"volumes"_s);
        if (const auto services = document.value(u"services")) {
            for (const YamlNode::Entry &entry : m_reader.map(*services, u"services"_s)) {
                QStringList chain;
                compose.services.insert(entry.key, service(place, entry, chain));
            }
        }
        if (const auto includes = document.value(u"include"))
            include(compose, place.base, *includes, level);
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

    ServiceEntry service(const Place &place, const YamlNode::Entry &entry, QStringList &chain)
    {
        ComposeServiceReader services(m_reader);
        ServiceEntry own = services.service(entry);
        rebase(own, QDir(m_directory).relativeFilePath(place.base));
        const auto extends = services.extends(entry);
        if (!extends || m_reader.failed())
            return own;
        const QString self = place.file + u'#' + entry.key;
        if (chain.contains(self) || chain.size() >= kDeepest) {
            m_reader.fail(
                u"services.%1: \"extends\" leads back to itself"_s.arg(printable(entry.key)),
                extends->mark);
            return own;
        }
        chain.append(self);
        const auto base = extended(place, *extends, chain);
        return base ? mergedService(*base, own) : own;
    }

    std::optional<ServiceEntry>
    extended(const Place &place, const ExtendsReference &reference, QStringList &chain)
    {
        const Place target = reference.file.isEmpty() ? place : local(place.base, reference.file);
        if (target.file.isEmpty() || !QFileInfo::exists(target.file))
            return std::nullopt; // outside the repository, made of variables or not there: a
                                 // matter of the trust question and of Compose
        const auto document = load(target.file);
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
        m_sources.append({target.file, target.base, *document, reference.service});
        return service(target, *entry, chain);
    }

    void include(ComposeFile &compose, const QString &base, const YamlNode &node, int level)
    {
        for (const YamlNode &item : m_reader.list(node, u"include"_s)) {
            const auto path = item.isMap() ? item.value(u"path").value_or(YamlNode()) : item;
            const QStringList names = path.isList()
                ? m_reader.wordList(path, u"include.path"_s)
                : QStringList {m_reader.word(path, u"include"_s)};
            compose.includes += names;
            // Of several files that belong together the first one names the folder of all.
            const auto directory = item.value(u"project_directory");
            QString folder = directory && directory->isScalar()
                ? QDir::cleanPath(QDir(base).absoluteFilePath(directory->text()))
                : QString();
            for (const QString &name : names) {
                const Place place = local(base, name);
                if (folder.isEmpty())
                    folder = place.base;
                includeFile(compose, {place.file, folder}, item.mark(), level);
            }
        }
    }

    void includeFile(ComposeFile &compose, const Place &place, const SourceMark &mark, int level)
    {
        if (level >= kDeepest)
            return m_reader.fail(u"\"include\" nests deeper than %1 levels"_s.arg(kDeepest), mark);
        const QString self = place.file + u'\n' + place.base;
        if (m_reader.failed() || place.file.isEmpty() || !QFileInfo(place.file).isFile()
            || m_including.contains(self))
            return;
        const auto document = load(place.file);
        if (!document)
            return m_reader.fail(
                document.error().message, document.error().where, document.error().hint);
        m_including.append(self);
        const ComposeFile other = read(place, *document, level + 1);
        const QString own = compose.path;
        compose = mergedCompose(other, compose);
        compose.path = own;
    }

    /// The file that a compose file names, when it is local, free of variables and inside the
    /// repository.
    Place local(const QString &base, const QString &name) const
    {
        if (name.isEmpty() || isRemotePlace(name))
            return {};
        const QString absolute = QDir::cleanPath(QDir(base).absoluteFilePath(name));
        const QString relative = QDir(m_root).relativeFilePath(absolute);
        const auto confined = confinedPath(m_root, relative);
        if (!confined || relative.contains(u'$'))
            return {};
        return {*confined, QFileInfo(absolute).absolutePath()};
    }

    QStringList variables() const
    {
        QStringList names;
        for (const ComposeSource &source : m_sources)
            names += variablesTaken(source.content).keys();
        names.sort();
        names.removeDuplicates();
        return names;
    }

    QString m_root;
    bool m_withManifest;
    DocumentChange m_change;
    QString m_directory;
    TypedReader m_reader;
    QMap<QString, YamlNode> m_documents;
    QStringList m_files;
    QList<ComposeSource> m_sources;
    QStringList m_including;
};

/// What is there under the name, whatever it is: Compose would take it.
QString firstExisting(const QString &directory, const QStringList &names)
{
    for (const QString &name : names) {
        const QString path = QDir(directory).absoluteFilePath(name);
        const QFileInfo info(path);
        if (info.exists() && !info.isDir())
            return path;
    }
    return {};
}

Result<ComposeFile>
readAll(const QStringList &paths, const QString &repositoryRoot, bool withManifest)
{
    std::optional<ComposeFile> result;
    const QDir root(repositoryRoot);
    for (const QString &path : paths) {
        // A link could show any file of the machine in an error message.
        if (QFileInfo::exists(path)
            && !confinedPath(root.absolutePath(), root.relativeFilePath(path))) {
            return invalidInput(u"this file is a link that leads outside of the repository"_s,
                                {path, 0, 0},
                                u"Put the file itself into the repository."_s);
        }
        if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
            return invalidInput(u"this is not a regular file"_s,
                                {path, 0, 0},
                                u"Put a compose file in its place."_s);
        auto compose = ComposeReading(root.absolutePath(), withManifest)
                           .file(QFileInfo(path).absoluteFilePath());
        if (!compose)
            return compose.error();
        compose->tops = {QFileInfo(path).absoluteFilePath()};
        result = result ? mergedCompose(*result, *compose) : *compose;
    }
    if (!result)
        return notFound(u"there is no compose file in %1"_s.arg(printable(repositoryRoot)));
    return *result;
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
    auto result = readAll(paths, repositoryRoot, true);
    if (!result)
        return result;
    if (const auto checked = checkManifest(result->manifest, *result); !checked)
        return checked.error();
    return result;
}

Result<ComposeFile> readComposeServices(const QStringList &paths, const QString &repositoryRoot)
{
    return readAll(paths, repositoryRoot, false);
}

Result<ComposeFile>
rereadCompose(const ComposeFile &read, const QString &repositoryRoot, const DocumentChange &change)
{
    std::optional<ComposeFile> result;
    for (const QString &path : read.tops) {
        ComposeReading reading(QDir(repositoryRoot).absolutePath(), false, change);
        for (const ComposeSource &source : read.sources)
            reading.know(source.path, source.content);
        auto compose = reading.file(path);
        if (!compose)
            return compose.error();
        result = result ? mergedCompose(*result, *compose) : *compose;
    }
    if (!result)
        return notFound(u"there is no compose file in %1"_s.arg(printable(repositoryRoot)));
    return *result;
}

Result<ComposeFile> readResolvedModel(const YamlNode &model, const QString &repositoryRoot)
{
    ComposeReading reading(QDir(repositoryRoot).absolutePath(), false);
    const QString path = QDir(repositoryRoot).absoluteFilePath(u"the resolved model"_s);
    reading.know(path, model);
    return reading.file(path);
}

} // namespace devstack
