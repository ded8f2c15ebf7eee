// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/scaffold.h"

#include "core/files.h"
#include "core/text.h"
#include "foreign/inspect/inferredmanifest.h"
#include "foreign/propose/proposal.h"
#include "foreign/review/check.h"
#include "foreign/review/scaffold/manifesttext.h"
#include "foreign/review/scaffold/templates.h"
#include "foreign/review/scaffold/unifieddiff.h"
#include "foreign/review/subject/entrypoints.h"
#include "foreign/review/subject/stacknames.h"
#include "foreign/review/subject/workflows.h"
#include "model/compose/manifestcheck.h"
#include "model/manifest/manifestreader.h"
#include "model/manifest/validity.h"
#include "model/yaml/yamlreader.h"
#include "model/yaml/yamlscalar.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kAboutManifest
    = u"\n# What devstack cannot see in the files: correct it where it guessed wrong.\n"_s;

/// Plans the files one after the other; what cannot be written is remembered with the reason.
class ScaffoldPlanner
{
public:
    /// `proposal`: what the subject's environment was made from; null where it is somebody's own.
    ScaffoldPlanner(const ReviewSubject &subject,
                    const KnownNames &names,
                    const ProposedEnvironment *proposal = nullptr)
        : m_subject(subject)
        , m_proposal(proposal)
        , m_check(checkRepository(subject))
        , m_inferred(inferredManifest(subject.facts, subject.compose, names))
    {
        m_plan.path = subject.path;
        if (subject.compose.manifest.declared)
            m_inferred = {merged(m_inferred.manifest, subject.compose.manifest), {}, {}};
        gather();
    }

    ScaffoldPlan plan()
    {
        const bool runsHere = !m_subject.compose.services.isEmpty() && !m_facts.primary.isEmpty()
            && m_check.find(u"compose"_s)->pass && hasPlainNames();
        if (m_proposal)
            proposed();
        if (m_subject.environment)
            environment();
        if (runsHere) {
            manifest();
            bootstrap();
            targets();
        }
        workflow();
        for (const CheckResult &result : m_check.results) {
            if (!result.pass && !m_done.contains(result.id))
                m_plan.left += {result.id, m_why.value(result.id, reason(result, runsHere))};
        }
        return m_plan;
    }

private:
    void gather()
    {
        const Manifest &manifest = m_inferred.manifest;
        m_facts.name = manifest.name.isEmpty() ? slug(m_subject.facts.name) : manifest.name;
        m_facts.primary = primaryService(m_subject.compose, manifest);
        m_facts.bootstrap = manifest.bootstrap;
        m_facts.seeds = manifest.seeds.value(u"base"_s);
        m_facts.provisionScript = bootstrapScript(m_subject);
        if (const ServiceEntry *database = databaseService(m_subject)) {
            m_facts.database = database->name;
            m_facts.databaseKind = databaseKindOf(*database);
        }
        m_facts.builds
            = std::ranges::any_of(m_subject.compose.services, [](const ServiceEntry &service) {
                  return service.build.has_value();
              });
        for (const NamedResource &network : m_subject.compose.networks) {
            const QString name
                = network.explicitName.isEmpty() ? network.name : filledIn(network.explicitName);
            if (network.external && isHostName(name))
                m_facts.networks += name;
        }
        for (const Dependency &dependency : manifest.dependencies) {
            if (dependency.purpose.provision && !dependency.optional)
                m_facts.dependencies += dependency.name;
        }
        m_facts.migrate = migrateCommand();
    }

    QString migrateCommand() const
    {
        QStringList words;
        const auto declared = m_inferred.manifest.commands.constFind(u"migrate"_s);
        if (declared != m_inferred.manifest.commands.constEnd()) {
            words = declared->run.toVector();
        } else {
            for (const ServiceRun &step : m_inferred.manifest.bootstrap) {
                const bool here = step.service.isEmpty() || step.service == m_facts.primary;
                if (here && step.run.toText().contains(u"migrate"_s) && words.isEmpty())
                    words = step.run.toVector();
            }
        }
        if (words.isEmpty() && m_subject.checkout->has(u"manage.py"_s))
            words = {u"python"_s, u"manage.py"_s, u"migrate"_s};
        for (QString &word : words)
            word = shellWord(word);
        const QString command = words.join(u' ');
        // A recipe is one line.
        return command.contains(u'\n') || command.contains(u'\r') ? QString() : command;
    }

    /// Compose takes no other names of services, so what was written with one would never run.
    bool hasPlainNames() const
    {
        return std::ranges::all_of(m_subject.compose.services.keys(), [](const QString &name) {
            static const QRegularExpression kForm(u"\\A[a-zA-Z0-9._-]+\\z"_s);
            return kForm.match(name).hasMatch();
        });
    }

    /// Whether the folders that a new file needs are there or can be made inside the repository.
    bool hasPlaceFor(const QString &file) const
    {
        if (!confinedPath(m_subject.path, file))
            return false;
        for (QString folder = QFileInfo(file).path(); folder != u".";
             folder = QFileInfo(folder).path()) {
            const QFileInfo info(QDir(m_subject.path).filePath(folder));
            if (info.exists() && !info.isDir())
                return false;
        }
        return true;
    }

    void create(const QString &file, const QString &text, bool executable)
    {
        FileChange change {file, FileChange::Action::Create, {}, text.toUtf8(), {}, executable};
        change.diff = diffOfNewFile(file, change.content, executable);
        m_plan.changes += change;
    }

    /// False when the file cannot be read; then nothing is added.
    bool append(const QString &file, QString text)
    {
        const auto before = readFile(QDir(m_subject.path).filePath(file), Checkout::kLargestFile);
        if (!before)
            return false;
        const bool windows = before->contains("\r\n");
        if (windows)
            text.replace(u"\n"_s, u"\r\n"_s);
        QByteArray content = *before;
        if (!content.isEmpty() && !content.endsWith('\n'))
            content += windows ? "\r\n" : "\n";
        content += text.toUtf8();
        FileChange change {file, FileChange::Action::Append, *before, content, {}, false};
        change.diff = diffOfAppendedFile(file, *before, content);
        m_plan.changes += change;
        return true;
    }

    bool exists(const QString &file) const
    {
        const QFileInfo info(QDir(m_subject.path).filePath(file));
        return info.exists() || info.isSymLink();
    }

    /// The block that reads back as it was meant, the whole one if possible.
    QString manifestBlock(const QByteArray &before)
    {
        for (const bool whole : {true, false}) {
            const QString block = manifestText(m_inferred, whole);
            const auto written = readBack(before, block);
            if (written) {
                m_hasManifest = whole;
                return block;
            }
            m_why.insert(u"bootstrap.dependencies"_s,
                         u"The inferred manifest cannot be written in full: %1"_s.arg(
                             written.error().message));
        }
        return {};
    }

    Result<> readBack(const QByteArray &before, const QString &block) const
    {
        const auto document
            = parseYaml(before + "\n" + block.toUtf8(), m_subject.composeFiles.first());
        if (!document)
            return document.error();
        const auto node = document->value(u"x-devstack");
        if (!node)
            return invalidInput(u"Nothing can be added to the end of the compose file."_s);
        const auto manifest = readManifest(*node);
        if (!manifest)
            return manifest.error();
        return checkManifest(*manifest, m_subject.compose);
    }

    /// `"x-devstack": {…}`, on one line.
    QString manifestAsJson() const
    {
        const auto read = parseYaml(manifestText(m_inferred, true).toUtf8(), u"x-devstack"_s);
        const YamlNode node = read ? read->value(u"x-devstack").value_or(YamlNode()) : YamlNode();
        return u"\"x-devstack\": "_s
            + QString::fromUtf8(
                   QJsonDocument(jsonOf(node).toObject()).toJson(QJsonDocument::Compact));
    }

    static QJsonValue jsonOf(const YamlNode &node)
    {
        switch (node.kind()) {
        case YamlNode::Kind::Null:
            return QJsonValue::Null;
        case YamlNode::Kind::Map: {
            QJsonObject object;
            for (const YamlNode::Entry &entry : node.entries())
                object.insert(entry.key, jsonOf(entry.value));
            return object;
        }
        case YamlNode::Kind::List: {
            QJsonArray list;
            for (const YamlNode &item : node.items())
                list += jsonOf(item);
            return list;
        }
        case YamlNode::Kind::Scalar:
            break;
        }
        if (const auto truth = yamlBoolean(node.text()); truth && node.isPlain())
            return *truth;
        if (const auto number = yamlNumber(node.text()); number && node.isPlain())
            return *number;
        return node.text();
    }

    void proposed()
    {
        m_plan.isProposal = true;
        m_plan.guesses = m_proposal->guesses;
        if (m_proposal->dockerfile.isEmpty() || exists(u"Dockerfile"_s))
            return;
        create(u"Dockerfile"_s, QString::fromUtf8(m_proposal->dockerfile), false);
        m_done += u"dockerfile"_s;
    }

    /// What the workspace keeps for the repository becomes the repository's own.
    void environment()
    {
        for (const QString &file : m_subject.composeFiles) {
            const auto content
                = readFile(QDir(m_subject.path).filePath(file), Checkout::kLargestFile);
            const QString name = QFileInfo(file).fileName();
            if (!content || exists(name)) {
                m_why.insert(u"compose"_s, u"%1 cannot be taken over."_s.arg(file));
                continue;
            }
            create(name, QString::fromUtf8(*content) + manifestAtItsEnd(file, *content), false);
        }
    }

    /// x-devstack for the first compose file, where it declares none.
    QString manifestAtItsEnd(const QString &file, const QByteArray &content)
    {
        if (m_subject.compose.manifest.declared || file != m_subject.composeFiles.first())
            return {};
        const QString block = manifestBlock(content);
        return block.isEmpty() ? QString() : kAboutManifest + block;
    }

    void manifest()
    {
        if (m_subject.compose.manifest.declared || m_subject.environment)
            return;
        const QString file = m_subject.composeFiles.first();
        const auto before
            = readFile(QDir(m_subject.path).filePath(file), Checkout::kLargestFile).valueOr({});
        const QString block = manifestBlock(before);
        if (block.isEmpty() && before.trimmed().startsWith('{')) {
            m_plan.left
                += {u"compose"_s,
                    u"%1 is written as JSON: nothing can be added to its end. Add this to its "
                    u"top level yourself: %2"_s.arg(file, manifestAsJson())};
            return;
        }
        if (block.isEmpty()) {
            m_why.insert(
                u"bootstrap.dependencies"_s,
                u"Nothing can be added to the end of %1; write x-devstack yourself."_s.arg(file));
            return;
        }
        if (!append(file, kAboutManifest + block))
            m_hasManifest = false;
    }

    void bootstrap()
    {
        const bool lacksScript = !m_check.find(u"bootstrap"_s)->pass;
        const bool lacksDependencies = !m_check.find(u"bootstrap.dependencies"_s)->pass;
        if (!lacksScript && !lacksDependencies)
            return;
        if (exists(u"bootstrap.sh"_s)) {
            m_why.insert(
                u"bootstrap.dependencies"_s,
                u"bootstrap.sh exists and is not changed: let it call “devstack up %1”."_s.arg(
                    m_facts.name));
            return;
        }
        create(u"bootstrap.sh"_s, bootstrapText(m_facts), true);
        m_done += {u"bootstrap"_s};
        if (m_hasManifest || m_subject.compose.manifest.declared || m_facts.dependencies.isEmpty())
            m_done += u"bootstrap.dependencies"_s;
        m_facts.provisionScript = u"bootstrap.sh"_s;
    }

    void targets()
    {
        if (m_check.find(u"targets"_s)->pass)
            return;
        const Makefile &makefile = m_subject.facts.makefile;
        QStringList missing;
        for (const QString &name : {u"dev.provision"_s,
                                    u"dev.up"_s,
                                    u"dev.stop"_s,
                                    u"dev.down"_s,
                                    u"dev.migrate"_s,
                                    u"dev.shell"_s,
                                    u"dev.logs"_s}) {
            const FoundTarget found = makefile.find(name);
            if (!found || found.target->isPattern())
                missing += name;
        }
        if (m_facts.migrate.isEmpty()) {
            missing.removeOne(u"dev.migrate"_s);
            m_why.insert(u"targets"_s, u"The migrate command is not known: add dev.migrate."_s);
        }
        if (exists(u"devstack.mk"_s) || missing.isEmpty()) {
            m_why.insert(
                u"targets"_s,
                u"devstack.mk exists and is not changed: include it, or add the targets."_s);
            return;
        }
        const QString main = makefile.files.value(0);
        if (main.isEmpty()
            && (exists(u"Makefile"_s) || exists(u"makefile"_s) || exists(u"GNUmakefile"_s))) {
            m_why.insert(u"targets"_s, u"The Makefile cannot be read."_s);
            return;
        }
        create(u"devstack.mk"_s, makeText(m_facts, missing), false);
        if (main.isEmpty())
            create(u"Makefile"_s, u"include devstack.mk\n"_s, false);
        else if (!append(main, u"\ninclude devstack.mk\n"_s))
            return;
        if (!m_facts.migrate.isEmpty())
            m_done += u"targets"_s;
    }

    void workflow()
    {
        if (m_check.find(u"publish"_s)->pass)
            return;
        if (!m_subject.checkout->has(u"Dockerfile"_s) && !m_done.contains(u"dockerfile"_s)) {
            m_why.insert(u"publish"_s,
                         u"There is no Dockerfile in the root that a workflow could build."_s);
            return;
        }
        for (const QString &file :
             {u".github/workflows/publish.yml"_s, u".github/workflows/publish-image.yml"_s}) {
            if (exists(file))
                continue;
            if (!hasPlaceFor(file)) {
                m_why.insert(
                    u"publish"_s,
                    u"The folder .github/workflows is a link out of the repository, or no folder."_s);
                return;
            }
            create(file, workflowText(defaultBranches(*m_subject.checkout)), false);
            m_done += u"publish"_s;
            return;
        }
        m_why.insert(u"publish"_s, u"The workflows publish.yml and publish-image.yml exist."_s);
    }

    QString reason(const CheckResult &result, bool runsHere) const
    {
        if (!runsHere
            && (result.id == u"bootstrap"_s || result.id == u"bootstrap.dependencies"_s
                || result.id == u"targets"_s)
            && !hasPlainNames())
            return u"Compose takes letters, digits, “.”, “_” and “-” in the names of services only."_s;
        if (!runsHere
            && (result.id == u"bootstrap"_s || result.id == u"bootstrap.dependencies"_s
                || result.id == u"targets"_s))
            return u"A compose file has to run the repository's own code first. A workspace can "
                   u"hold what the repository would declare: “idas.%1.manifest” in "
                   u"devstack.yml."_s.arg(m_facts.name);
        return result.fix;
    }

    const ReviewSubject &m_subject;
    const ProposedEnvironment *m_proposal;
    RepositoryCheck m_check;
    InferredManifest m_inferred;
    ScaffoldFacts m_facts;
    ScaffoldPlan m_plan;
    QStringList m_done;
    QMap<QString, QString> m_why;
    bool m_hasManifest = false;
};

/// The plan of a repository whose environment is proposed: as if it lay beside it already.
Result<std::optional<ScaffoldPlan>>
planProposal(const ReviewSubject &subject, const KnownNames &names, std::stop_token stop)
{
    const auto found = proposeEnvironment(*subject.checkout, std::move(stop));
    if (!found)
        return found.error();
    const std::optional<ProposedEnvironment> &proposal = *found;
    QTemporaryDir beside;
    if (!proposal || !beside.isValid()
        || !writeFile(beside.filePath(u"docker-compose.yml"_s), proposal->compose))
        return std::optional<ScaffoldPlan>();
    const auto proposed = readReviewSubject(subject.path, std::nullopt, beside.path());
    if (!proposed || proposed->compose.services.isEmpty())
        return std::optional<ScaffoldPlan>();
    return std::optional<ScaffoldPlan>(ScaffoldPlanner(*proposed, names, &*proposal).plan());
}

} // namespace

QByteArray ScaffoldPlan::diff() const
{
    QByteArray all;
    for (const FileChange &change : changes)
        all += change.diff;
    return all;
}

Result<ScaffoldPlan>
planScaffold(const ReviewSubject &subject, const KnownNames &names, std::stop_token stop)
{
    // A file of its own under another name is chosen, not replaced; a library runs nothing.
    const bool isUndeclared = subject.composeFiles.isEmpty() && !subject.environment
        && subject.facts.kind != RepositoryKind::Library
        && std::ranges::none_of(subject.facts.offers.files, &ComposeOffer::runsRepository);
    if (isUndeclared) {
        const auto plan = planProposal(subject, names, std::move(stop));
        if (!plan)
            return plan.error();
        if (*plan)
            return **plan;
    }
    return ScaffoldPlanner(subject, names).plan();
}

Result<> writeScaffold(const ScaffoldPlan &plan)
{
    const QDir root(plan.path);
    for (const FileChange &change : plan.changes) {
        const auto inside = confinedPath(plan.path, change.file);
        if (!inside)
            return inside.error();
        const QFileInfo info(root.filePath(change.file));
        const auto now = readFile(root.filePath(change.file), Checkout::kLargestFile);
        const bool same = change.action == FileChange::Action::Create
            ? !info.exists() && !info.isSymLink()
            : now && *now == change.before;
        if (!same)
            return conflict(u"%1 changed in the meantime; nothing was written."_s.arg(change.file),
                            u"Run “devstack scaffold” again."_s);
    }
    for (const FileChange &change : plan.changes) {
        // Written through its real path, so that a linked file stays a link.
        const auto path = confinedPath(plan.path, change.file);
        if (!path)
            return path.error();
        const auto permissions = QFile::permissions(*path);
        if (auto written = writeFile(*path, change.content); !written)
            return written;
        const auto readable
            = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
        const auto executable = QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
        QFile::setPermissions(*path,
                              change.action == FileChange::Action::Append ? permissions
                                  : change.executable                     ? readable | executable
                                                      : QFile::Permissions(readable));
    }
    return ok();
}

} // namespace devstack
