// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/workspacedefinition.h"

#include "core/files.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "git/repositoryurl.h"
#include "git/scan.h"
#include "model/compose/composereader.h"
#include "model/compose/manifestcheck.h"
#include "model/compose/resolvedmodel.h"
#include "model/compose/serviceroles.h"
#include "service/definition/choiceresolver.h"
#include "service/definition/composeconfig.h"
#include "service/definition/environmentbeside.h"
#include "service/definition/inference.h"
#include "service/definition/refusals.h"
#include "service/definition/trustquestions.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"
#include "trust/hostaccess.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QProcessEnvironment>
#include <QSet>

#include <algorithm>
#include <atomic>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A repository as written in devstack.yml: a URL, a path relative to the workspace, or nothing
/// (the default remote).
QString repositoryUrl(const WorkspaceFile &file,
                      const QString &folder,
                      const QString &name,
                      const QString &written)
{
    QString url = written;
    if (url.isEmpty())
        url = QString(file.remotes.value(u"default"_s)).replace(u"{name}"_s, name);
    if (url.startsWith(u"./") || url.startsWith(u"../"))
        return QDir::cleanPath(folder + u'/' + url);
    return url;
}

Error outsideWorkspace(const QString &name, const SourceMark &mark)
{
    return invalidInput(u"The path of “%1” leads outside of the workspace."_s.arg(name),
                        mark,
                        u"Give a path below the workspace's folder."_s);
}

Error bareRepository(const IdaDefinition &ida)
{
    return invalidInput(
        u"“%1” is a bare repository: it has no files that could run."_s.arg(ida.name),
        {ida.path, 0, 0},
        u"Clone it into the workspace, or take it out of devstack.yml."_s);
}

/// Says where its compose files are, where they have other names or lie below.
Error noComposeFile(const IdaDefinition &ida, const QString &workspace)
{
    const ComposeOffers offers = ida.inference ? ida.inference->facts.offers : ComposeOffers();
    if (ida.isLibrary)
        return notFound(u"“%1” has nothing to run: %2"_s.arg(ida.name, ida.inference->facts.reason),
                        u"“devstack mode %1 default” takes the chosen mode back."_s.arg(ida.name));
    if (offers.isEmpty())
        return notFound(
            u"“%1” has no compose file."_s.arg(ida.name),
            u"Let “devstack scaffold %1” propose one, or add one that runs its services."_s.arg(
                ida.path));
    const QString way = wayToChoose(offers, ida.name, QDir(workspace).relativeFilePath(ida.path));
    return notFound(
               u"“%1” has no compose file that is found by itself."_s.arg(ida.name),
               way.isEmpty()
                   ? u"Let “devstack scaffold %1” propose one, or add one that runs its services."_s
                         .arg(ida.path)
                   : way)
        .because(offersText(offers));
}

/// A file that devstack.yml names and the repository has not.
std::optional<Error> missingChoice(const IdaDefinition &ida, const WorkspaceIda &entry)
{
    for (const QString &file : entry.composeFiles) {
        if (QFileInfo::exists(ida.path + u'/' + file))
            continue;
        return invalidInput(u"There is no %1 in “%2”, which devstack.yml names for it."_s.arg(
                                printable(file), printable(ida.name)),
                            entry.mark,
                            u"“devstack add %1 --compose default” takes the choice back."_s.arg(
                                printable(ida.name)));
    }
    return std::nullopt;
}

/// Where the repository of an IDA is: `path`, or the folder above it that is a checkout, or, while
/// none is, that is called as the repository.
QString checkoutOf(const QString &path, const QString &workspace, const QString &repository)
{
    const QString name = repository.isEmpty() ? QString() : git::nameOfUrl(repository);
    QString named;
    for (QString folder = path; folder.startsWith(workspace + u'/');
         folder = QFileInfo(folder).path()) {
        if (QFileInfo::exists(folder + u"/.git"_s))
            return folder;
        if (folder != path && QFileInfo(folder).fileName() == name)
            named = folder;
    }
    return named.isEmpty() || QFileInfo(path).isDir() ? path : named;
}

using ResolvedModel = Workspace::Internals::ResolvedModel;

/// What the workspace keeps for a repository without a compose file. Its own wins, and the warning
/// says how to see what differs.
ProjectVariables
variablesOf(IdaDefinition &ida, const WorkspaceIda &entry, const EnvironmentBeside &beside)
{
    const QProcessEnvironment host = QProcessEnvironment::systemEnvironment();
    QStringList chosen;
    for (const QString &file : entry.composeFiles)
        chosen += ida.path + u'/' + file;
    ProjectVariables own = chosen.isEmpty() ? ProjectVariables(ida.path, host)
                                            : ProjectVariables::ofFiles(ida.path, host, chosen);
    if (beside.folder.isEmpty())
        return own;
    // What devstack.yml names was chosen; what is only found makes way.
    if (own.composeFiles().isEmpty() || !entry.environment.isEmpty()) {
        ida.environmentFolder = beside.folder;
        return ProjectVariables::ofEnvironment(ida.path, host, beside.folder);
    }
    if (const auto warning = unusedEnvironment(ida.name, beside, own))
        ida.warnings += *warning;
    return own;
}

/// A library is off unless somebody chose a mode for it. Whoever says in devstack.yml how it runs
/// knows better.
void settleLibrary(IdaDefinition &ida, const WorkspaceIda &entry)
{
    ida.isLibrary = ida.inference && ida.inference->facts.kind == RepositoryKind::Library
        && !entry.manifest && entry.composeFiles.isEmpty();
    if (ida.isLibrary && ida.modeBy == DecidedBy::Nobody) {
        ida.mode = Mode::Off;
        ida.modeBy = DecidedBy::Inference;
    }
}

/// Where the files cannot be read because somebody has to give a value: which ones, and how.
void addMissingVariables(IdaDefinition &ida, const ProjectVariables &variables)
{
    const auto written = readComposeServices(ida.composeFiles, ida.path, ida.environmentFolder);
    if (!written)
        return;
    for (const ComposeSource &source : written->sources) {
        for (const RequiredVariable &variable :
             requiredVariables(source.content, variables.lookup())) {
            if (std::ranges::none_of(ida.missingVariables, [&](const RequiredVariable &one) {
                    return one.name == variable.name;
                }))
                ida.missingVariables += variable;
        }
    }
    // Another fault may stand in the way first.
    Error &problem = ida.problems.last();
    if (ida.missingVariables.isEmpty() || !problem.message.contains(u"required variable"))
        return;
    problem.hint
        = u"“%1” asks for the value and keeps it for you. Or set it in the repository's .env, or in your shell."_s
              .arg(commandLine(
                  {u"config"_s, ida.name, u"--variable"_s, ida.missingVariables.first().name}));
}

void readFiles(IdaDefinition &ida,
               const WorkspaceIda &entry,
               const QString &workspace,
               const EnvironmentBeside &beside,
               const KnownNames &names,
               const IdaChoice &choice,
               const std::optional<ResolvedModel> &resolved)
{
    if (beside.problem) {
        ida.problems += *beside.problem;
        return;
    }
    ida.chosenFiles = entry.composeFiles;
    if (const auto missing = missingChoice(ida, entry)) {
        ida.problems += *missing;
        return;
    }
    ProjectVariables variables = variablesOf(ida, entry, beside);
    variables.offer(choice.variables);
    ida.keptVariables = variables.offered();
    ida.composeFiles = variables.composeFiles();
    ida.ownProfiles = variables.profiles();
    if (ida.composeFiles.isEmpty()) {
        adoptInferred(ida, names); // whom it needs can be known all the same
        settleLibrary(ida, entry);
        ida.lacksFiles = true;
        if (ida.runsHere()) {
            ida.problems += noComposeFile(ida, workspace);
            ida.problems.last().where.file = ida.path;
        }
        return;
    }
    auto compose = readProject(variables, ida.path);
    if (!compose) {
        ida.problems += compose.error();
        addMissingVariables(ida, variables);
        return;
    }
    ida.compose = std::move(*compose);
    if (resolved) {
        if (auto composed = withResolvedModel(ida.compose, resolved->model, ida.path)) {
            ida.compose = std::move(*composed);
            ida.composeKey = resolved->key;
        }
    }
    ida.manifest = ida.compose.manifest;
    adoptInferred(ida, names);
    settleLibrary(ida, entry);
    if (entry.manifest) {
        ida.manifest = merged(ida.manifest, *entry.manifest);
        if (const auto checked = checkManifest(ida.manifest, ida.compose); !checked)
            ida.problems += checked.error();
    }
    if (ida.manifest.primary.isEmpty())
        ida.manifest.primary = primaryService(ida.compose);
    if (!ida.manifest.name.isEmpty() && ida.manifest.name != ida.name)
        ida.otherName = ida.manifest.name;
}

/// Reads one workspace step by step: listed IDAs, then what they need, until nothing new appears.
class Reader
{
public:
    Reader(Workspace::Internals &internals,
           WorkspaceDefinition &result,
           const KnownNames &names,
           const QSet<QString> &outdated,
           std::stop_token stop)
        : m_parts(internals)
        , m_result(result)
        , m_names(names)
        , m_outdated(outdated)
        , m_stop(std::move(stop))
    {
    }

    void read()
    {
        QList<IdaDefinition> fresh;
        for (const WorkspaceIda &entry : std::as_const(m_result.file.idas)) {
            IdaDefinition ida;
            ida.name = entry.name;
            ida.listed = true;
            ida.repository
                = repositoryUrl(m_result.file, m_parts.folder, entry.name, entry.repository);
            ida.ref = entry.ref;
            fresh += ida;
        }
        while (!fresh.isEmpty()) {
            readCheckouts(fresh);
            m_result.idas += fresh;
            fresh = missingDependencies();
        }
        readSeeming();
        findFolders();
        findMeetingNames();
        findDoubleNames();
        for (const IdaDefinition &ida : std::as_const(m_result.idas))
            m_result.graph.addIda(ida.name);
        connect();
        connectInferred(m_result, m_names);
        settleChoices(m_result, [this](const IdaDefinition &ida, const Dependency &dependency) {
            return TargetIda {target(ida, dependency), dependencyUrl(ida, dependency)};
        });
    }

private:
    /// IDAs that nobody declares and files refer to, when they are known.
    void readSeeming()
    {
        QList<IdaDefinition> seeming = seemingIdas(m_result, m_names);
        for (IdaDefinition &ida : seeming) {
            if (ida.repository.isEmpty())
                ida.repository = repositoryUrl(m_result.file, m_parts.folder, ida.name, {});
        }
        readCheckouts(seeming);
        m_result.idas += seeming;
    }

    /// A repository without a compose file whose folders are IDAs has nothing to run itself.
    void findFolders()
    {
        for (IdaDefinition &ida : m_result.idas) {
            if (!ida.lacksFiles || ida.isLibrary)
                continue;
            for (const IdaDefinition &other : std::as_const(m_result.idas)) {
                if (other.listed && other.path.startsWith(ida.path + u'/'))
                    ida.holds += other.name;
            }
            if (ida.holds.isEmpty() || ida.modeBy != DecidedBy::Nobody)
                continue;
            ida.mode = Mode::Off;
            ida.modeBy = DecidedBy::Inference;
            ida.problems.clear();
        }
    }

    void readCheckouts(QList<IdaDefinition> &fresh)
    {
        QStringList paths;
        for (IdaDefinition &ida : fresh) {
            const WorkspaceIda entry = m_result.file.idas.value(ida.name);
            const QString relative = entry.path.isEmpty() ? ida.name : entry.path;
            applyChoices(ida, entry, m_result.choices.idas.value(ida.name));
            const auto path = confinedPath(m_parts.folder, relative);
            if (!path) {
                ida.problems += outsideWorkspace(ida.name, entry.mark);
                continue;
            }
            ida.path = *path;
            ida.checkout = checkoutOf(ida.path, m_parts.folder, ida.repository);
            ida.present = QFileInfo(ida.path).isDir();
            if (ida.present) {
                readFiles(ida,
                          entry,
                          m_parts.folder,
                          environmentBeside(m_parts.folder, ida.name, entry),
                          m_names,
                          m_result.choices.idas.value(ida.name),
                          m_outdated.contains(ida.name) ? std::nullopt
                                                        : keptModel(m_parts, ida.name));
                if (!paths.contains(ida.checkout))
                    paths += ida.checkout;
            }
        }
        const auto found = git::inspectAll(paths, m_stop);
        for (IdaDefinition &ida : fresh) {
            for (const git::FoundRepository &repository : found) {
                if (!ida.present || repository.path != ida.checkout)
                    continue;
                if (!repository.state) {
                    // Without git nobody knows the branch; what the files say runs all the same.
                    (ida.usable() || !ida.runsHere() ? ida.warnings : ida.problems)
                        += repository.state.error().at({ida.path, 0, 0});
                    continue;
                }
                ida.git = *repository.state;
                if (ida.git->bare) {
                    ida.problems = {bareRepository(ida)};
                    ida.lacksFiles = false;
                }
                if (ida.repository.isEmpty())
                    ida.repository = ida.git->remote;
            }
        }
    }

    /// The URL of a dependency, by the rules of docs/reference/manifest.md and of git's submodules
    /// for relative ones.
    QString dependencyUrl(const IdaDefinition &ida, const Dependency &dependency) const
    {
        if (dependency.repository.startsWith(u"./") || dependency.repository.startsWith(u"../")) {
            const QString base
                = ida.git && !ida.git->remote.isEmpty() ? ida.git->remote : ida.repository;
            const auto url = git::resolveUrl(base, dependency.repository);
            return url ? *url : QString();
        }
        return repositoryUrl(m_result.file, m_parts.folder, dependency.name, dependency.repository);
    }

    const IdaDefinition *target(const IdaDefinition &ida, const Dependency &dependency) const
    {
        if (const IdaDefinition *byName = m_result.find(dependency.name))
            return byName;
        const QString url = dependencyUrl(ida, dependency);
        if (url.isEmpty())
            return nullptr;
        const QString wanted = git::normalizedUrl(url);
        for (const IdaDefinition &other : m_result.idas) {
            if (!other.repository.isEmpty() && git::normalizedUrl(other.repository) == wanted)
                return &other;
        }
        return nullptr;
    }

    QList<IdaDefinition> missingDependencies() const
    {
        QList<IdaDefinition> fresh;
        for (const IdaDefinition &ida : m_result.idas) {
            for (const Dependency &dependency : ida.manifest.dependencies) {
                const auto isNew
                    = [&](const IdaDefinition &other) { return other.name == dependency.name; };
                if (target(ida, dependency) || std::ranges::any_of(fresh, isNew))
                    continue;
                const QString repository = dependencyUrl(ida, dependency);
                if (repository.isEmpty())
                    continue; // nobody knows where it is: connect() tells it as unresolved
                IdaDefinition missing;
                missing.name = dependency.name;
                missing.repository = repository;
                missing.ref = dependency.ref;
                fresh += missing;
            }
        }
        return fresh;
    }

    /// Names that differ in their signs only would be one project, one folder of data: whoever
    /// devstack.yml does not list makes way.
    void findMeetingNames()
    {
        QHash<QString, QString> known;
        for (const bool listed : {true, false}) {
            for (IdaDefinition &ida : m_result.idas) {
                if (ida.listed != listed)
                    continue;
                ida.meets = known.value(slug(ida.name));
                if (ida.meets.isEmpty())
                    known.insert(slug(ida.name), ida.name);
                else
                    ida.problems.prepend(invalidInput(
                        u"“%1” and “%2” are the same name for projects and data."_s.arg(
                            printable(ida.name), printable(ida.meets)),
                        {m_parts.workspaceFilePath(), 0, 0},
                        u"Name the dependency like the IDA, or list it under another name in "
                        u"devstack.yml."_s));
            }
        }
    }

    void findDoubleNames()
    {
        for (IdaDefinition &ida : m_result.idas) {
            for (const IdaDefinition &other : std::as_const(m_result.idas)) {
                if (&other == &ida || ida.otherName.isEmpty())
                    continue;
                if (ida.otherName == other.name || ida.otherName == other.otherName) {
                    ida.problems += invalidInput(u"“%1” calls itself “%2”, and so does “%3”."_s.arg(
                                                     ida.name, ida.otherName, other.name),
                                                 ida.manifest.mark,
                                                 u"Two IDAs in one workspace need different names: "
                                                 u"change x-devstack.name in one, "
                                                 u"or override it in devstack.yml."_s);
                    break;
                }
            }
        }
    }

    void connect()
    {
        for (const IdaDefinition &ida : std::as_const(m_result.idas)) {
            for (const Dependency &dependency : ida.manifest.dependencies) {
                const IdaDefinition *to = target(ida, dependency);
                const SourceMark mark {QDir(ida.path).relativeFilePath(dependency.mark.file),
                                       dependency.mark.line,
                                       dependency.mark.column};
                const QList<Evidence> evidence {
                    {mark, u"x-devstack.depends_on.%1"_s.arg(dependency.name)}};
                if (!to) {
                    m_result.unresolved += {ida.name, dependency.name, evidence};
                    continue;
                }
                m_result.graph.addEdge(
                    {ida.name, to->name, dependency.purpose, true, dependency.optional, evidence});
            }
        }
    }

    Workspace::Internals &m_parts;
    WorkspaceDefinition &m_result;
    const KnownNames &m_names;
    const QSet<QString> &m_outdated; ///< IDAs whose kept model is of other inputs
    std::stop_token m_stop;
};

/// IDAs that were read by a model whose inputs have changed since.
QSet<QString> outdatedIn(const WorkspaceDefinition &definition)
{
    QSet<QString> outdated;
    for (const IdaDefinition &ida : definition.idas) {
        if (ida.isComposed() && composeKey(ida) != ida.composeKey)
            outdated.insert(ida.name);
    }
    return outdated;
}

} // namespace

QString IdaDefinition::trustSubject() const
{
    const QString remote = git && !git->remote.isEmpty() ? git->remote : repository;
    return remote.isEmpty() ? path : git::normalizedUrl(remote);
}

ServiceEnvironment IdaDefinition::environment() const
{
    ServiceEnvironment environment = manifest.variants.value(variant).environment;
    const ServiceEnvironment chosen
        = manifest.configurations.value(configuration.isEmpty() ? u"default"_s : configuration)
              .environment;
    for (auto service = chosen.begin(); service != chosen.end(); ++service)
        environment[service.key()].insert(service.value());
    return environment;
}

QStringList IdaDefinition::without() const
{
    return manifest.variants.value(variant).without;
}

QStringList IdaDefinition::profiles() const
{
    // As with Compose: profiles asked for replace those of .env.
    const QStringList chosen = manifest.variants.value(variant).profiles;
    return chosen.isEmpty() ? ownProfiles : chosen;
}

bool IdaDefinition::runs(const ServiceEntry &service) const
{
    if (service.scale == 0)
        return false;
    const QStringList active = profiles();
    return service.profiles.isEmpty() || active.contains(u"*"_s)
        || std::ranges::any_of(service.profiles,
                               [&](const QString &profile) { return active.contains(profile); });
}

const KeptFile *IdaDefinition::keptFile(const QString &fileName) const
{
    const auto found = std::ranges::find(files, fileName, &KeptFile::name);
    return found == files.cend() ? nullptr : &*found;
}

QStringList IdaDefinition::seedNames() const
{
    const QString chosen = configuration.isEmpty() ? u"default"_s : configuration;
    if (manifest.configurations.contains(chosen))
        return manifest.configurations.value(chosen).seeds;
    return manifest.seeds.contains(u"base"_s) ? QStringList {u"base"_s} : QStringList();
}

const IdaDefinition *WorkspaceDefinition::find(const QString &name) const
{
    for (const IdaDefinition &ida : idas) {
        if (ida.name == name)
            return &ida;
    }
    for (const IdaDefinition &ida : idas) {
        if (!ida.otherName.isEmpty() && ida.otherName == name)
            return &ida;
    }
    return nullptr;
}

Result<const IdaDefinition *> WorkspaceDefinition::require(const QString &name) const
{
    const auto known = selection({name}, false);
    if (!known)
        return known.error();
    const IdaDefinition *ida = find(known->first());
    if (!ida->problems.isEmpty())
        return ida->problems.first();
    return ida;
}

Result<QStringList> WorkspaceDefinition::selection(const QStringList &names,
                                                   bool withDependencies) const
{
    QStringList chosen;
    QStringList known;
    for (const IdaDefinition &ida : idas) {
        known += ida.name;
        if (names.isEmpty() && ida.listed)
            chosen += ida.name;
    }
    for (const QString &name : names) {
        const IdaDefinition *ida = find(name);
        if (!ida)
            return unknownIda(name, known);
        if (!chosen.contains(ida->name))
            chosen += ida->name;
    }
    if (!withDependencies)
        return chosen;
    // Optional dependencies come along when they are part of the workspace anyway, never by
    // themselves.
    QStringList closed = graph.closure(chosen, DependencyGraph::Purpose::Any, false);
    return closed;
}

Result<WorkspaceDefinition> readWorkspace(Workspace::Internals &internals, std::stop_token stop)
{
    ++internals.readings;
    const auto file = readWorkspaceFile(internals.workspaceFilePath());
    if (!file)
        return file.error();
    const auto names = KnownNames::read();
    if (!names)
        return names.error();
    // What a model was made from is known only when the choices are: which profiles count, for one.
    QSet<QString> outdated;
    for (;;) {
        WorkspaceDefinition result;
        result.file = *file;
        result.choices = internals.withState([](WorkspaceState &state) { return state.choices(); });
        Reader(internals, result, *names, outdated, stop).read();
        if (stop.stop_requested())
            return cancelled();
        const QSet<QString> more = outdatedIn(result) - outdated;
        if (more.isEmpty()) {
            for (IdaDefinition &ida : result.idas) {
                ida.refusals = foreseenRefusals(ida);
                if (ida.usable())
                    result.writable.insert(ida.name, writableFolders(ida.compose, ida.path));
            }
            return result;
        }
        outdated += more;
    }
}

Result<bool> askCompose(Workspace::Internals &internals,
                        WorkspaceDefinition &definition,
                        const QStringList &idas,
                        std::stop_token stop)
{
    std::vector<const IdaDefinition *> unasked;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (ida && !ida->isComposed() && ida->usable() && ida->runsHere()
            && areFilesTrusted(internals, definition, *ida))
            unasked.push_back(ida);
    }
    std::atomic_bool isAnswered = false;
    SilentReporter nobody;
    const auto asked
        = sideBySide(unasked, stop, nobody, [&](const IdaDefinition *ida, Reporter &) -> Result<> {
              // What Compose refuses is told by who makes something of it.
              if (resolvedUnjudged(internals, *ida, stop))
                  isAnswered = true;
              return ok();
          });
    if (!asked)
        return asked.error();
    if (!isAnswered)
        return false;
    auto again = readWorkspace(internals, std::move(stop));
    if (!again)
        return again.error();
    // An answer that cannot be read changes nothing: to ask again would be to ask for ever.
    const auto composed = [](const WorkspaceDefinition &one) {
        return std::ranges::count_if(one.idas, &IdaDefinition::isComposed);
    };
    const bool isNewer = composed(*again) > composed(definition);
    definition = *std::move(again);
    return isNewer;
}

Error unknownIda(const QString &name, const QStringList &known)
{
    return notFound(u"There is no IDA “%1” in this workspace."_s.arg(printable(name)),
                    didYouMean(name, known, u"“devstack list” shows them."_s));
}

} // namespace devstack
