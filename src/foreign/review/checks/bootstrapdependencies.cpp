// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/entrypoints.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Something outside of the repository that bringing it up cannot do without.
struct NeededHost
{
    QString host; ///< "edx.devstack.lms"; of a declared dependency its key
    Evidence evidence;
};

/// What a bootstrap starts of others: by name where it says which, or whatever belongs to them.
struct StartedOthers
{
    bool all = false;
    QSet<QString> names; ///< "lms", "ecommerce"
    bool throughDevstack = false; ///< what the manifest declares
    QList<Evidence> evidence;
};

bool isOwn(const ReviewSubject &subject, const QString &name)
{
    return std::ranges::any_of(subject.allServices(), [&](const ServiceEntry &service) {
        return answersTo(service, name);
    });
}

/// The scripts of the repository that a command calls or takes in.
QString ownScript(const ReviewSubject &subject, const SimpleCommand &command)
{
    for (const QString &word : command.words) {
        QString file = word.startsWith(u"./"_s) ? word.mid(2) : word;
        if (file.endsWith(u".sh"_s) && subject.checkout->has(file))
            return file;
    }
    return {};
}

/// Walks what a script runs, with the scripts and targets of the repository that it calls.
class BootstrapWalk
{
public:
    explicit BootstrapWalk(const ReviewSubject &subject)
        : m_subject(subject)
    {
    }

    void script(const QString &file)
    {
        if (m_seen.contains(file) || m_seen.size() > 50)
            return;
        m_seen.insert(file);
        const auto known = std::ranges::find(m_subject.facts.scripts, file, &Script::file);
        const auto lines = m_subject.checkout->lines(file);
        if (known != m_subject.facts.scripts.end())
            commands(known->executed());
        else if (lines)
            commands(readScript(*lines, file).executed());
    }

    void target(const QString &name)
    {
        const FoundTarget found = m_subject.facts.makefile.find(name);
        if (!found || m_seen.contains(u"make "_s + name) || m_seen.size() > 50)
            return;
        m_seen.insert(u"make "_s + name);
        for (const QString &next : found.target->prerequisites)
            target(next);
        for (const RecipeLine &line : found.target->recipe)
            commands(shellCommands(line.text, line.mark, m_subject.facts.makefile.variables));
    }

    QList<NeededHost> needed;
    StartedOthers started;

private:
    void commands(const QList<SimpleCommand> &list)
    {
        bool away = false;
        for (const SimpleCommand &command : list) {
            const QString name = command.words.value(0).section(u'/', -1);
            if (name == u"cd" || name == u"pushd") {
                const QString to = command.words.value(1);
                away = to.startsWith(u".."_s)
                    || (to.contains(u'/') && to.contains(u'$') && !to.contains(u"dirname"_s));
            } else if (name == u"popd") {
                away = false;
            } else {
                look(command, name, away);
            }
        }
    }

    void look(const SimpleCommand &command, const QString &name, bool away)
    {
        for (const DockerCall &call : dockerCalls(command))
            lookAtCall(call, away);
        if (callsDevstack(command)) {
            started.throughDevstack = true;
            started.evidence += evidenceOf(command);
        }
        if (name == u"make")
            lookAtMake(command, away);
        static const QRegularExpression kOther(
            u"\\A(?:\\.\\./|\\$\\{?\\w+\\}?/).*(?:bootstrap|provision|start|up)[^/]*\\.sh\\z"_s);
        for (const QString &word : command.words) {
            if (kOther.match(word).hasMatch()) {
                started.all = true;
                started.evidence += evidenceOf(command);
            }
        }
        if (const QString file = ownScript(m_subject, command); !file.isEmpty() && !away)
            script(file);
    }

    void lookAtCall(const DockerCall &call, bool away)
    {
        const QString name = call.names.value(0);
        const KnownService *known = KnownNames::builtIn().find(name);
        const bool seen = std::ranges::any_of(
            needed, [&](const NeededHost &host) { return host.host == name; });
        if (call.kind == DockerCall::Kind::Exec && !call.compose && known && !seen
            && !isRepository(*known, m_subject.facts.name) && !isOwn(m_subject, name))
            needed += {name, call.evidence};
        const bool starts = call.subcommand == u"up" || call.subcommand == u"start"
            || call.subcommand == u"restart";
        const bool others = away || std::ranges::any_of(call.files, [&](const QString &file) {
                                return file.startsWith(u".."_s) || file.contains(u'$');
                            });
        if (!starts || (call.kind == DockerCall::Kind::Compose && !others))
            return;
        for (const QString &started_ : call.names) {
            if (call.kind == DockerCall::Kind::Compose || !isOwn(m_subject, started_))
                started.names.insert(started_);
        }
        if (call.kind == DockerCall::Kind::Compose && call.names.isEmpty())
            started.all = true;
        if (others || !call.names.isEmpty())
            started.evidence += call.evidence;
    }

    /// "make dev.up.ecommerce+lms+redis" in another folder, or a target of the own Makefile.
    void lookAtMake(const SimpleCommand &command, bool away)
    {
        static const QRegularExpression kStart(
            u"\\Adev\\.(?:up|provision|pull)(?:\\.(?:with|without)-[\\w-]+)?(?:\\.([\\w+.-]+))?\\z"_s);
        bool elsewhere = away;
        for (qsizetype i = 1; i < command.words.size(); ++i) {
            const QString word = command.words.at(i);
            if (word == u"-C"_s || word.startsWith(u"--directory"_s)) {
                elsewhere = true;
                ++i;
                continue;
            }
            const auto match = kStart.match(word);
            if (elsewhere && match.hasMatch()) {
                const QStringList names = match.captured(1).split(u'+', Qt::SkipEmptyParts);
                started.all = started.all || names.isEmpty();
                started.names.unite(QSet<QString>(names.begin(), names.end()));
                started.evidence += evidenceOf(command);
            } else if (!elsewhere && !word.startsWith(u'-')) {
                target(word);
            }
        }
    }

    Evidence evidenceOf(const SimpleCommand &command) const
    {
        return {m_subject.relative(command.mark), command.written};
    }

    const ReviewSubject &m_subject;
    QSet<QString> m_seen;
};

/// Names under which a host counts as started: its last part, its IDA, its repository.
QStringList namesFor(const QString &host)
{
    QStringList names {host, host.section(u'.', -1)};
    if (const KnownService *known = KnownNames::builtIn().find(host)) {
        names += known->ida;
        if (!known->repository.isEmpty())
            names += known->repository;
    }
    return names;
}

/// The central stack starts its databases with whatever needs them.
bool isInfrastructure(const QString &host)
{
    const KnownService *known = KnownNames::builtIn().find(host);
    return known && known->isInfrastructure();
}

bool isDeclared(const Manifest &manifest, const QString &host)
{
    const QStringList names = namesFor(host);
    return std::ranges::any_of(manifest.dependencies, [&](const Dependency &dependency) {
        QString repository = dependency.repository.section(u'/', -1);
        if (repository.endsWith(u".git"_s))
            repository.chop(4);
        return names.contains(dependency.name) || names.contains(repository);
    });
}

/// What the files refer to where the script itself reaches nothing.
QList<NeededHost> referredHosts(const ReviewSubject &subject)
{
    QList<NeededHost> needed;
    for (const Dependency &dependency : subject.compose.manifest.dependencies) {
        if (!dependency.optional)
            needed += {dependency.name, subject.evidence(dependency.mark)};
    }
    if (!needed.isEmpty())
        return needed;
    for (const NameReference &reference : subject.facts.references) {
        const KnownService *known = KnownNames::builtIn().find(reference.name);
        if (known && !known->isInfrastructure() && !isRepository(*known, subject.facts.name)
            && reference.source != NameReference::Source::Catalog
            && std::ranges::none_of(
                needed, [&](const NeededHost &host) { return host.host == reference.name; }))
            needed += {reference.name, reference.evidence};
    }
    return needed;
}

} // namespace

CheckResult checkBootstrapDependencies(const ReviewSubject &subject)
{
    const Manifest &manifest = subject.compose.manifest;
    BootstrapWalk walk(subject);
    const QString script = bootstrapScript(subject);
    if (!script.isEmpty())
        walk.script(script);
    walk.target(u"dev.provision"_s);

    const QList<NeededHost> needed = walk.needed.isEmpty() ? referredHosts(subject) : walk.needed;
    if (script.isEmpty() && !checkBootstrap(subject).pass)
        return failing(u"There is no bootstrap that could start what the service needs."_s,
                       u"Run “devstack scaffold”."_s,
                       needed.isEmpty() ? QList<Evidence> {}
                                        : QList<Evidence> {needed.first().evidence});
    if (needed.isEmpty())
        return passing(u"The repository needs nothing from outside."_s, walk.started.evidence);

    QList<Evidence> missing;
    QStringList names;
    for (const NeededHost &host : needed) {
        const QStringList known = namesFor(host.host);
        const bool covered = walk.started.all
            || (walk.started.throughDevstack && isDeclared(manifest, host.host))
            || (isInfrastructure(host.host) && !walk.started.names.isEmpty())
            || std::ranges::any_of(known, [&](const QString &name) {
                                 return walk.started.names.contains(name);
                             });
        if (covered)
            continue;
        missing += host.evidence;
        names += printable(host.host);
    }
    if (missing.isEmpty())
        return passing(u"The bootstrap starts what the service needs."_s, walk.started.evidence);
    return failing(
        walk.started.throughDevstack
            ? u"devstack is called, and the manifest does not declare %1 under “depends_on”."_s.arg(
                names.join(u", "_s))
            : u"%1 is needed and never started: the bootstrap fails unless it happens to run "
              u"already."_s.arg(names.join(u", "_s)),
        u"Declare it under “depends_on” in x-devstack and let the script call “devstack up”, or "
        u"call the "
        u"other repository's bootstrap first."_s,
        missing);
}

} // namespace devstack
