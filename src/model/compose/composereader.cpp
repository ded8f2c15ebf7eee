// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"

#include "core/files.h"
#include "core/text.h"
#include "model/compose/composeplaces.h"
#include "model/compose/composeservice.h"
#include "model/compose/composetree.h"
#include "model/compose/composevariables.h"
#include "model/compose/dotenv.h"
#include "model/compose/manifestcheck.h"
#include "model/manifest/manifestreader.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamlscalar.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Reads the compose files of one project with what they include and extend, each file once.
class ComposeReading
{
public:
    /// `directory` is the project's folder. Without `variables` everything stays as written. Every
    /// document is read as `change` makes it.
    ComposeReading(const QString &root,
                   const QString &directory,
                   const ProjectVariables *variables,
                   DocumentChange change = {})
        : m_root(root)
        , m_directory(directory)
        , m_variables(variables)
        , m_change(std::move(change))
    {
    }

    using Documents = QMap<QString, QList<YamlNode>>;

    /// The files that were read, as written.
    const Documents &documents() const { return m_documents; }
    /// Takes what another reading of the same moment read.
    void take(const Documents &documents) { m_documents = documents; }

    /// A document that is not to be read from the disk, in the order of its file. `values`: the
    /// same with its variables filled in, where that is known.
    void know(const QString &path, const YamlNode &document, const YamlNode &values = {})
    {
        m_documents[path].append(!values.isNull() ? values
                                     : m_change   ? m_change(document)
                                                  : document);
    }

    Result<ComposeFile> files(const QStringList &paths)
    {
        YamlNode merged;
        m_including = {paths.first() + u'\n' + m_directory};
        for (const QString &path : paths)
            merged = layered(merged, {path, m_directory}, m_variables, 0);
        if (!m_reader.failed() && merged.isNull())
            m_reader.fail(u"the file is empty"_s, {paths.first(), 0, 0});
        if (m_reader.failed())
            return m_unreadable ? *m_unreadable : m_reader.error();
        merged = withoutDoubles(merged);
        ComposeFile compose = read(merged);
        compose.merged = merged;
        compose.isPartial = m_isPartial;
        compose.partialServices = m_partialServices;
        compose.path = paths.first();
        compose.directory = m_directory;
        compose.files = m_files;
        compose.sources = m_sources;
        compose.includes = m_includes;
        if (m_variables)
            fillEnvironments(compose);
        compose.variables = variables(compose);
        if (m_reader.failed())
            return m_reader.error();
        return compose;
    }

    /// x-devstack of the given files, later ones over earlier ones.
    Result<Manifest> manifest(const QStringList &paths)
    {
        Manifest result;
        for (const QString &path : paths) {
            const QList<YamlNode> documents = load(path);
            for (const YamlNode &document : documents) {
                const auto node = document.value(u"x-devstack");
                if (!node)
                    continue;
                const auto own = readManifest(*node);
                if (!own)
                    return own.error();
                result = merged(result, *own);
            }
        }
        return result;
    }

private:
    static constexpr int kMostFiles = 100;
    static constexpr int kDeepest = 16;
    static constexpr qint64 kMostExtended = 500'000;
    static constexpr qint64 kMostEnvironmentBytes = 16 * 1024 * 1024;
    static constexpr int kMostLayers = 1000;

    /// A file and the folder that relative paths in it begin at. Compose takes the folder as
    /// written: where a link leads to does not move it.
    struct Place
    {
        QString file;
        QString base;
    };

    /// The documents of a file, as written; none after a fault, and for a file of comments only.
    QList<YamlNode> load(const QString &path)
    {
        if (const auto known = m_documents.constFind(path); known != m_documents.constEnd()) {
            if (!m_files.contains(path))
                m_files.append(path);
            return *known;
        }
        if (m_files.size() >= kMostFiles) {
            m_reader.fail(u"more than %1 compose files belong together"_s.arg(kMostFiles),
                          {path, 0, 0});
            return {};
        }
        auto documents = readYamlDocuments(path);
        if (!documents) {
            if (!m_reader.failed())
                m_unreadable = documents.error();
            m_reader.fail(
                documents.error().message, documents.error().where, documents.error().hint);
            return {};
        }
        if (m_change)
            std::ranges::transform(*documents, documents->begin(), m_change);
        m_documents.insert(path, *documents);
        m_files.append(path);
        return *documents;
    }

    YamlNode filled(const YamlNode &document, const ProjectVariables *variables)
    {
        if (!variables)
            return document;
        const auto result = interpolatedTree(document, variables->lookup());
        if (result)
            return *result;
        m_reader.fail(result.error().message, result.error().where, result.error().hint);
        return document;
    }

    /// The documents of a file laid over `base` one after the other.
    YamlNode
    layered(YamlNode base, const Place &place, const ProjectVariables *variables, int level)
    {
        if (++m_layers > kMostLayers)
            m_reader.fail(u"\"include\" takes more than %1 files"_s.arg(kMostLayers),
                          {place.file, 0, 0});
        const QList<YamlNode> documents = load(place.file);
        for (const YamlNode &written : documents) {
            if (m_reader.failed())
                break;
            const YamlNode document = filled(written, variables);
            m_sources.append(
                {place.file, place.base, written, {}, variables ? document : YamlNode()});
            YamlNode content = extended(document, place, variables);
            content = included(content, place, variables, level);
            if (m_reader.failed())
                return base;
            base = mergedTree(base, document, content);
        }
        return base;
    }

    YamlNode
    extended(const YamlNode &document, const Place &place, const ProjectVariables *variables)
    {
        const YamlNode::Entry *services = document.find(u"services");
        if (!services)
            return document;
        if (services->value.isNull())
            m_reader.fail(u"expected a mapping for \"services\", found nothing"_s,
                          services->keyMark,
                          u"List services below it, or take the line out."_s);
        QList<YamlNode::Entry> entries;
        for (YamlNode::Entry entry : m_reader.map(services->value, u"services"_s)) {
            QStringList chain;
            if (entry.value.isMap())
                entry.value
                    = withContext(service(place, services->value, entry, variables, chain), place);
            entries += entry;
        }
        YamlNode::Entry section = *services;
        section.value = mapNode(services->value, entries);
        return withEntry(withMovedFiles(document, place), section);
    }

    /// A build without a context is one of the folder of its own project.
    YamlNode withContext(const YamlNode &service, const Place &place) const
    {
        const YamlNode::Entry *build = service.find(u"build");
        if (!build || !build->value.isMap() || build->value.find(u"context")
            || place.base == m_directory)
            return service;
        YamlNode::Entry entry = *build;
        const SourceMark mark = build->value.mark();
        entry.value = withEntry(entry.value,
                                {u"context"_s, mark, pathNode(prefix(place), mark), false, false});
        return withEntry(service, entry);
    }

    /// Files of secrets and configs, seen from the project's folder.
    YamlNode withMovedFiles(YamlNode document, const Place &place) const
    {
        for (const QString &name : {u"secrets"_s, u"configs"_s}) {
            const YamlNode::Entry *section = document.find(name);
            if (!section || !section->value.isMap() || place.base == m_directory)
                continue;
            YamlNode::Entry moved = *section;
            moved.value = rebasedFiles(section->value, prefix(place));
            document = withEntry(document, moved);
        }
        return document;
    }

    QString prefix(const Place &place) const
    {
        return QDir(m_directory).relativeFilePath(place.base);
    }

    /// A service with all that it extends; `services` are those of its own file.
    YamlNode service(const Place &place,
                     const YamlNode &services,
                     const YamlNode::Entry &entry,
                     const ProjectVariables *variables,
                     QStringList &chain)
    {
        const YamlNode own = rebasedService(entry.value, prefix(place));
        const auto reference = ComposeServiceReader(m_reader).extends(entry);
        if (!reference || m_reader.failed())
            return own;
        const QString self = place.file + u'#' + entry.key;
        if (chain.contains(self) || chain.size() >= kDeepest) {
            m_reader.fail(
                u"services.%1: \"extends\" leads back to itself"_s.arg(printable(entry.key)),
                reference->mark);
            return own;
        }
        chain.append(self);
        Place target = place;
        YamlNode others = services;
        if (!reference->file.isEmpty()) {
            target = local(place.base, reference->file);
            if (target.file.isEmpty() || !QFileInfo::exists(target.file)) {
                // Outside the repository, made of variables or not there: a matter of the trust
                // question and of Compose.
                m_partialServices += chain.first().section(u'#', -1);
                return own;
            }
            others = servicesOf(target, reference->service, variables);
        }
        const YamlNode::Entry *base = others.find(reference->service);
        if (!base) {
            m_reader.fail(u"\"extends\" names the service \"%1\", which is not there"_s.arg(
                              printable(reference->service)),
                          reference->mark,
                          TypedReader::suggestion(reference->service, others.keys()));
            return own;
        }
        if (!base->value.isMap())
            return own;
        m_extended += base->value.weight();
        if (m_extended > kMostExtended) {
            m_reader.fail(u"\"extends\" makes more values of this than can be read"_s,
                          reference->mark,
                          u"Extend smaller services."_s);
            return own;
        }
        return mergedServiceTree(service(target, others, *base, variables, chain), own);
    }

    /// The services of another file that one of them is extended from.
    YamlNode
    servicesOf(const Place &place, const QString &service, const ProjectVariables *variables)
    {
        YamlNode result;
        const QList<YamlNode> documents = load(place.file);
        for (const YamlNode &written : documents) {
            const YamlNode document = filled(written, variables);
            m_sources.append(
                {place.file, place.base, written, service, variables ? document : YamlNode()});
            result = mergedTree(result, document, document);
        }
        return result.value(u"services").value_or(YamlNode());
    }

    /// The document with what it includes. A name that both have is a fault to Compose, unless both
    /// say the same.
    YamlNode included(const YamlNode &document,
                      const Place &place,
                      const ProjectVariables *variables,
                      int level)
    {
        const auto includes = document.value(u"include");
        YamlNode result = document;
        if (!includes || includes->isNull() || includes->tag() == u"!reset" || m_reader.failed())
            return result;
        for (const YamlNode &item : m_reader.list(*includes, u"include"_s)) {
            if (item.isNull())
                continue;
            const YamlNode other = includedItem(item, place, variables, level);
            if (m_reader.failed())
                return result;
            if (variables)
                findConflicts(result, other, item.mark());
            result = mergedTree(withoutEntry(other, u"name"), result, result);
        }
        return result;
    }

    void findConflicts(const YamlNode &own, const YamlNode &other, const SourceMark &mark)
    {
        for (const QString &section :
             {u"services"_s, u"networks"_s, u"volumes"_s, u"configs"_s, u"secrets"_s}) {
            const auto here = own.value(section);
            const auto there = other.value(section);
            if (!here || !there)
                continue;
            for (const YamlNode::Entry &entry : there->entries()) {
                const YamlNode::Entry *twin = here->find(entry.key);
                if (twin && !twin->value.sameContent(entry.value))
                    m_reader.fail(u"%1.%2 is also in the file that \"include\" names"_s.arg(
                                      section, printable(entry.key)),
                                  twin->keyMark.file.isEmpty() ? mark : twin->keyMark,
                                  u"Compose refuses two definitions: rename or remove one."_s);
            }
        }
    }

    YamlNode includedItem(const YamlNode &item,
                          const Place &place,
                          const ProjectVariables *variables,
                          int level)
    {
        const auto path = item.isMap() ? item.value(u"path").value_or(YamlNode()) : item;
        const QStringList names = path.isList() ? m_reader.wordList(path, u"include.path"_s)
                                                : QStringList {m_reader.word(path, u"include"_s)};
        m_includes += names;
        if (level >= kDeepest)
            m_reader.fail(u"\"include\" nests deeper than %1 levels"_s.arg(kDeepest), item.mark());
        const auto directory = item.value(u"project_directory");
        QString folder = directory && directory->isScalar()
            ? QDir::cleanPath(QDir(place.base).absoluteFilePath(directory->text()))
            : QString();
        YamlNode result;
        std::optional<ProjectVariables> own;
        const qsizetype before = m_sources.size();
        for (const QString &name : names) {
            const Place target = local(place.base, name);
            if (m_reader.failed() || target.file.isEmpty() || !QFileInfo(target.file).isFile()) {
                m_isPartial = true;
                continue;
            }
            // Of several files that belong together the first one names the folder of all.
            if (folder.isEmpty())
                folder = target.base;
            const QString self = target.file + u'\n' + folder;
            if (m_including.contains(self)) {
                if (variables)
                    m_reader.fail(u"\"include\" leads back to itself"_s,
                                  item.mark(),
                                  u"Take this include out, or the one that led here."_s);
                continue;
            }
            if (variables && !own)
                own = variablesOf(item, place.base, folder, *variables);
            m_including.append(self);
            result = layered(result, {target.file, folder}, own ? &*own : nullptr, level + 1);
            m_including.removeLast();
        }
        return own && !m_reader.failed() ? withIncludedVariables(result, *own, before) : result;
    }

    /// An included project with what its own variables give: names without a value in lists of
    /// `environment`. Compose leaves mappings to the including project, unless two were merged.
    YamlNode withIncludedVariables(const YamlNode &project,
                                   const ProjectVariables &variables,
                                   qsizetype firstSource)
    {
        for (const YamlNode::Entry &config :
             project.value(u"configs"_s).value_or(YamlNode()).entries()) {
            const auto named = config.value.value(u"environment");
            if (named && named->isScalar() && variables.value(named->text()))
                m_reader.fail(u"configs.%1: “environment” of an included file is filled in before "
                              u"Compose looks at it, which then finds “content” too"_s.arg(
                                  printable(config.key)),
                              config.keyMark,
                              u"Use “content: ${%1}” there."_s.arg(printable(named->text())));
        }
        const YamlNode::Entry *services = project.find(u"services");
        if (!services)
            return project;
        QList<YamlNode::Entry> all;
        for (YamlNode::Entry service : services->value.entries()) {
            const YamlNode::Entry *environment = service.value.find(u"environment");
            if (environment
                && (environment->value.isList() || !isAsWritten(environment->value, firstSource))) {
                YamlNode::Entry filled = *environment;
                filled.value = withValues(environment->value, variables.lookup());
                service.value = withEntry(service.value, filled);
            }
            all += service;
        }
        YamlNode::Entry section = *services;
        section.value = mapNode(services->value, all);
        return withEntry(project, section);
    }

    /// Whether an `environment` stands like this in one of the files read since.
    bool isAsWritten(const YamlNode &environment, qsizetype firstSource) const
    {
        for (qsizetype at = firstSource; at < m_sources.size(); ++at) {
            const YamlNode services
                = m_sources.at(at).values.value(u"services").value_or(YamlNode());
            for (const YamlNode::Entry &service : services.entries()) {
                const auto own = service.value.value(u"environment");
                if (own && own->isSame(environment))
                    return true;
            }
        }
        return false;
    }

    /// The variables of an included project: those of the project itself, then of its `.env`.
    ProjectVariables variablesOf(const YamlNode &item,
                                 const QString &base,
                                 const QString &folder,
                                 const ProjectVariables &variables)
    {
        QStringList files;
        if (const auto given = item.value(u"env_file")) {
            for (const QString &name : given->isList()
                     ? m_reader.wordList(*given, u"include.env_file"_s)
                     : QStringList {m_reader.word(*given, u"include.env_file"_s)})
                files += QDir::cleanPath(QDir(base).absoluteFilePath(name));
        } else {
            files += folder + u"/.env"_s;
        }
        std::optional<Error> problem;
        ProjectVariables result = variables.with(files, problem);
        if (problem)
            m_reader.fail(problem->message, problem->where, problem->hint);
        for (const QString &file : files)
            noteEnvironmentFile(file);
        for (auto it = result.taken().begin(); it != result.taken().end(); ++it)
            m_taken.insert(it.key(), m_taken.value(it.key(), true) && it.value());
        return result;
    }

    void noteEnvironmentFile(const QString &file)
    {
        if (!m_environmentFiles.contains(file))
            m_environmentFiles += file;
    }

    /// The file that a compose file names, when it is local, free of variables and inside the
    /// repository. A pipe or a device that it names, wherever it is, is noted as something that
    /// Compose would read, so that Compose is not asked to.
    Place local(const QString &base, const QString &name)
    {
        if (name.isEmpty() || isRemotePlace(name))
            return {};
        const QString absolute = QDir::cleanPath(QDir(base).absoluteFilePath(name));
        if (const QFileInfo named(absolute); named.exists() && !named.isFile() && !named.isDir())
            noteEnvironmentFile(absolute);
        const QString relative = QDir(m_root).relativeFilePath(absolute);
        const auto confined = confinedPath(m_root, relative);
        if (!confined || relative.contains(u'$'))
            return {};
        return {*confined, QFileInfo(absolute).absolutePath()};
    }

    ComposeFile read(const YamlNode &content)
    {
        ComposeFile compose;
        if (const auto name = content.value(u"name"); name && !name->isNull())
            compose.name = m_reader.word(*name, u"name"_s);
        if (m_variables) // as long as variables stand in it, nothing is known of its letters
            compose.name = composeProjectName(compose.name);
        compose.networks = resources(content, u"networks"_s);
        compose.volumes = resources(content, u"volumes"_s);
        compose.secrets = resources(content, u"secrets"_s);
        compose.configs = resources(content, u"configs"_s);
        if (const auto services = content.value(u"services")) {
            for (const YamlNode::Entry &entry : m_reader.map(*services, u"services"_s)) {
                ServiceEntry service = ComposeServiceReader(m_reader).service(entry);
                localize(service);
                compose.services.insert(entry.key, service);
            }
        }
        return compose;
    }

    QMap<QString, NamedResource> resources(const YamlNode &document, const QString &section)
    {
        QMap<QString, NamedResource> result;
        const auto node = document.value(section);
        if (!node)
            return result;
        for (const YamlNode::Entry &entry : m_reader.map(*node, section)) {
            NamedResource resource {entry.key, {}, false, entry.keyMark, {}};
            for (const YamlNode::Entry &key :
                 m_reader.map(entry.value, section + u'.' + entry.key)) {
                if (key.key == u"name" && !key.value.isNull())
                    resource.explicitName = m_reader.word(key.value, section + u".name"_s);
                else if (key.key == u"file" && !key.value.isNull())
                    resource.file = m_reader.word(key.value, section + u".file"_s);
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

    /// A path below the repository as seen from the project's folder, in whatever way it is
    /// written: ${PWD} is the repository.
    QString localized(const QString &path) const
    {
        QString absolute = path;
        for (const QString &here : {u"${PWD}"_s, u"$PWD"_s}) {
            if (path == here || path.startsWith(here + u'/'))
                absolute = m_root + path.mid(here.size());
        }
        if (!QDir::isAbsolutePath(absolute) || absolute.contains(u'$'))
            return path;
        const QString clean = QDir::cleanPath(absolute);
        if (clean != m_root && !clean.startsWith(m_root + u'/'))
            return path == absolute ? path : clean;
        const QString relative = QDir(m_directory).relativeFilePath(clean);
        return relative == u"." || relative.startsWith(u"..") ? relative : u"./"_s + relative;
    }

    /// Where a path leads, seen from the project's folder; empty: nobody knows before variables.
    QString target(const QString &path) const
    {
        return path.isEmpty() || path.contains(u'$') || path.contains(u"://")
            ? QString()
            : QDir::cleanPath(QDir(m_directory).absoluteFilePath(path));
    }

    void localize(ServiceEntry &service) const
    {
        if (service.build) {
            BuildSection &build = *service.build;
            build.context = localized(build.context);
            const QString folder = target(build.context);
            build.isRoot = folder == m_root;
            build.isInside = build.isRoot || folder.startsWith(m_root + u'/');
        }
        for (MountEntry &mount : service.mounts) {
            if (mount.kind != MountEntry::Kind::Bind)
                continue;
            mount.source = localized(mount.source);
            mount.isRoot = target(mount.source) == m_root;
        }
        for (QStringList *files : {&service.environmentFiles, &service.rawFiles}) {
            for (QString &file : *files)
                file = localized(file);
        }
        for (QString &file : service.labelFiles)
            file = localized(file);
    }

    /// What `env_file` and the caller's environment add to each service.
    void fillEnvironments(ComposeFile &compose)
    {
        for (const QString &file : m_variables->files())
            noteEnvironmentFile(file);
        for (auto it = m_variables->taken().begin(); it != m_variables->taken().end(); ++it)
            m_taken.insert(it.key(), m_taken.value(it.key(), true) && it.value());
        for (ServiceEntry &service : compose.services) {
            fillEnvironment(service);
            fillArguments(service);
        }
        compose.environmentFiles = m_environmentFiles;
        compose.takenByFiles = m_taken;
    }

    void fillEnvironment(ServiceEntry &service)
    {
        for (const QString &file : std::as_const(service.labelFiles))
            noteEnvironmentFile(QDir::cleanPath(QDir(m_directory).absoluteFilePath(file)));
        for (auto it = service.environment.begin(); it != service.environment.end(); ++it) {
            if (it->isNull())
                *it = m_variables->value(it.key()).value_or(QString());
        }
        QMap<QString, QString> fromFiles;
        QMap<QString, SourceMark> marks;
        for (const QString &written : std::as_const(service.environmentFiles)) {
            const QString file = QDir::cleanPath(QDir(m_directory).absoluteFilePath(written));
            noteEnvironmentFile(file);
            const auto confined = confinedPath(m_root, QDir(m_root).relativeFilePath(file));
            if (!confined || !QFileInfo(*confined).isFile())
                continue; // Compose says that it is missing, the trust question that it is outside
            constexpr qint64 kLargest = 1024 * 1024;
            const auto content = readFile(*confined, kLargest);
            if (!content)
                continue;
            m_environmentBytes += content->size();
            if (m_environmentBytes > kMostEnvironmentBytes) {
                m_reader.fail(
                    u"the environment files of all services together are more than can be read"_s,
                    {file, 1, 0},
                    u"Give fewer services this file, or a smaller one."_s);
                return;
            }
            const auto lookup = [&](const QString &name) {
                if (auto value = m_variables->value(name))
                    return value;
                const auto own = service.environment.constFind(name);
                const bool isGiven = own != service.environment.constEnd() && !own->isNull();
                return isGiven ? std::optional(*own) : std::nullopt;
            };
            const auto read = service.rawFiles.contains(written)
                ? parseRawEnvironment(*content, file, lookup)
                : parseDotenv(*content, file, lookup, fromFiles);
            if (!read) {
                m_reader.fail(read.error().message, read.error().where, read.error().hint);
                return;
            }
            fromFiles.insert(read->values);
            for (auto it = read->lines.begin(); it != read->lines.end(); ++it)
                marks.insert(it.key(), {file, it.value(), 0});
            for (auto it = read->taken.begin(); it != read->taken.end(); ++it)
                m_taken.insert(it.key(), m_taken.value(it.key(), true) && it.value());
        }
        // A name that stands there without a value, and that nobody gives one, is not set either.
        for (auto it = service.environment.begin(); it != service.environment.end(); ++it)
            fromFiles.remove(it.key());
        for (auto it = fromFiles.begin(); it != fromFiles.end(); ++it) {
            service.environment.insert(it.key(), it.value().isNull() ? u""_s : it.value());
            service.environmentMarks.insert(it.key(), marks.value(it.key()));
        }
    }

    /// Build arguments without a value take that of the variable of their name.
    void fillArguments(ServiceEntry &service) const
    {
        if (!service.build)
            return;
        QMap<QString, QString> &arguments = service.build->arguments;
        for (auto it = arguments.begin(); it != arguments.end(); ++it) {
            if (it->isNull())
                *it = m_variables->value(it.key()).value_or(QString());
        }
        arguments.removeIf([](auto argument) { return argument.value().isNull(); });
    }

    QStringList variables(const ComposeFile &compose) const
    {
        QStringList names = compose.takenByFiles.keys();
        for (const ComposeSource &source : m_sources)
            names += variablesTaken(source.content).keys();
        names.sort();
        names.removeDuplicates();
        return names;
    }

    QString m_root;
    QString m_directory;
    const ProjectVariables *m_variables;
    DocumentChange m_change;
    TypedReader m_reader;
    std::optional<Error> m_unreadable; ///< the first fault, when a file could not be read
    Documents m_documents;
    QStringList m_files;
    QStringList m_includes;
    QList<ComposeSource> m_sources;
    QStringList m_including;
    bool m_isPartial = false;
    QStringList m_partialServices;
    int m_layers = 0;
    QStringList m_environmentFiles;
    QMap<QString, bool> m_taken;
    qint64 m_extended = 0; ///< values that services took over from others
    qint64 m_environmentBytes = 0; ///< of environment files, once for each service
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

/// A link could show any file of the machine in an error message. `root` is the folder that the
/// files have to lie in.
std::optional<Error> unfit(const QStringList &paths, const QDir &root)
{
    for (const QString &path : paths) {
        const bool isInside
            = confinedPath(root.absolutePath(), root.relativeFilePath(path)).hasValue();
        if (QFileInfo::exists(path) && !isInside) {
            return invalidInput(u"this file is a link that leads outside of the repository"_s,
                                {path, 0, 0},
                                u"Put the file itself into the repository."_s);
        }
        if (!isInside)
            return invalidInput(u"this compose file is outside of the repository"_s,
                                {path, 0, 0},
                                u"Put it into the repository, or leave it out of COMPOSE_FILE."_s);
        if (QFileInfo::exists(path) && !QFileInfo(path).isFile())
            return invalidInput(u"this is not a regular file"_s,
                                {path, 0, 0},
                                u"Put a compose file in its place."_s);
    }
    return std::nullopt;
}

enum class WithManifest { No, Yes };

Result<ComposeFile> readAll(const QStringList &written,
                            const QString &repositoryRoot,
                            const QString &environment,
                            const ProjectVariables *variables,
                            WithManifest withManifest,
                            ComposeReading::Documents *documents = nullptr)
{
    const QDir root(repositoryRoot);
    QStringList paths;
    for (const QString &path : written)
        paths += QFileInfo(path).absoluteFilePath();
    if (paths.isEmpty())
        return notFound(u"there is no compose file in %1"_s.arg(printable(repositoryRoot)));
    if (const auto error = unfit(paths, environment.isEmpty() ? root : QDir(environment)))
        return *error;
    const QString repository = QDir::cleanPath(root.absolutePath());
    const QString directory
        = environment.isEmpty() ? QFileInfo(paths.first()).absolutePath() : repository;
    ComposeReading reading(repository, directory, variables);
    if (documents)
        reading.take(*documents);
    auto compose = reading.files(paths);
    if (documents)
        *documents = reading.documents();
    if (!compose)
        return compose;
    compose->tops = paths;
    if (withManifest == WithManifest::Yes) {
        const auto manifest = reading.manifest(paths);
        if (!manifest)
            return manifest.error();
        compose->manifest = *manifest;
    }
    return compose;
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

Result<ComposeFile> readComposeFiles(const QStringList &paths,
                                     const QString &repositoryRoot,
                                     const QString &environment)
{
    auto result = readAll(paths, repositoryRoot, environment, nullptr, WithManifest::Yes);
    if (!result)
        return result;
    if (const auto checked = checkManifest(result->manifest, *result); !checked)
        return checked.error();
    return result;
}

Result<ComposeFile> readComposeServices(const QStringList &paths,
                                        const QString &repositoryRoot,
                                        const QString &environment)
{
    return readAll(paths, repositoryRoot, environment, nullptr, WithManifest::No);
}

Result<ComposeFile> readProject(const ProjectVariables &given, const QString &repositoryRoot)
{
    if (given.problem())
        return *given.problem();
    ComposeReading::Documents documents; // large files are parsed once
    const auto written = readAll(given.composeFiles(),
                                 repositoryRoot,
                                 given.environment(),
                                 nullptr,
                                 WithManifest::Yes,
                                 &documents);
    if (!written)
        return written;
    ProjectVariables variables = given;
    const auto name = interpolated(written->name, variables.lookup());
    variables.setProjectName(name ? composeProjectName(*name) : QString());
    auto result = readAll(variables.composeFiles(),
                          repositoryRoot,
                          given.environment(),
                          &variables,
                          WithManifest::Yes,
                          &documents);
    if (!result)
        return result;
    result->written = written->services;
    // What a variable names counts too.
    for (const QString &file : written->files) {
        if (!result->files.contains(file))
            result->files += file;
    }
    if (const auto checked = checkManifest(result->manifest, *result); !checked)
        return checked.error();
    return result;
}

Result<ComposeFile>
rereadCompose(const ComposeFile &read, const QString &repositoryRoot, const DocumentChange &change)
{
    if (read.tops.isEmpty())
        return notFound(u"there is no compose file in %1"_s.arg(printable(repositoryRoot)));
    ComposeReading reading(
        QDir::cleanPath(QDir(repositoryRoot).absolutePath()), read.directory, nullptr, change);
    QSet<std::pair<QString, int>> known; // a file that is included twice stands here twice
    for (const ComposeSource &source : read.sources) {
        const std::pair<QString, int> place {source.path, source.content.mark().line};
        if (!source.service.isEmpty() || known.contains(place))
            continue;
        known.insert(place);
        reading.know(source.path, source.content, source.values);
    }
    return reading.files(read.tops);
}

Result<ComposeFile>
readResolvedModel(const YamlNode &model, const QString &repositoryRoot, const QString &directory)
{
    const QString root = QDir(repositoryRoot).absolutePath();
    const QString path = root + u"/the resolved model"_s;
    ComposeReading reading(root, directory.isEmpty() ? root : directory, nullptr);
    reading.know(path, model);
    return reading.files({path});
}

} // namespace devstack
