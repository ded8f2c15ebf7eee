// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/repositories.h"

#include "core/files.h"
#include "git/clone.h"
#include "git/repositoryurl.h"
#include "model/operation/operation.h"
#include "service/repositories/addrequest.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kClonesAtOnce = 4;

/// One clone of several: says whose progress it is.
class NamedReporter final : public Reporter
{
public:
    NamedReporter(Reporter &target, QString name)
        : m_target(target)
        , m_name(std::move(name))
    {
    }
    void progress(const Progress &progress) override
    {
        Progress named = progress;
        named.text = m_name + u": "_s + progress.text;
        m_target.progress(named);
    }
    void line(const OutputLine &line) override
    {
        m_target.line({line.stream, m_name + u": "_s + line.text});
    }

private:
    Reporter &m_target;
    QString m_name;
};

struct CloneJob
{
    QString name;
    git::CloneRequest request;
};

/// Errors of several repositories as one; nothing when there are none.
Result<> collected(const QMap<QString, Error> &failures, const QString &what)
{
    if (failures.isEmpty())
        return ok();
    if (failures.size() == 1)
        return failures.first().within(failures.firstKey());
    QStringList lines;
    for (auto it = failures.begin(); it != failures.end(); ++it)
        lines += it.key() + u": "_s + it->toText();
    return failed(u"%1 repositories could not be %2."_s.arg(failures.size()).arg(what))
        .because(lines.join(u'\n'));
}

/// Clones side by side; a failed one does not stop the others.
Result<QMap<QString, Error>>
cloneAll(const QList<CloneJob> &jobs, Reporter &reporter, std::stop_token stop)
{
    QMap<QString, Error> failures;
    std::mutex mutex;
    const auto done = sideBySide(
        jobs,
        stop,
        reporter,
        [&](const CloneJob &job, Reporter &shared) -> Result<> {
            NamedReporter own(shared, job.name);
            own.line({OutputLine::Stream::Note,
                      u"cloning %1"_s.arg(git::printableUrl(job.request.url))});
            const auto outcome = git::clone(job.request, own, stop);
            if (!outcome) {
                const std::scoped_lock lock(mutex);
                failures.insert(job.name, outcome.error());
                return ok();
            }
            own.line({OutputLine::Stream::Note,
                      outcome->commit.isEmpty()
                          ? u"cloned; it is empty"_s
                          : u"cloned, %1 at %2"_s.arg(outcome->branch.isEmpty() ? u"detached"_s
                                                                                : outcome->branch,
                                                      outcome->commit.left(9))});
            if (outcome->needsLfs)
                own.line({OutputLine::Stream::Note,
                          u"keeps files in Git LFS: run “git lfs pull” in it"_s});
            if (!outcome->submodules.isEmpty())
                own.line({OutputLine::Stream::Note,
                          u"has submodules, which were not fetched: %1"_s.arg(
                              outcome->submodules.join(u", "_s))});
            return ok();
        },
        kClonesAtOnce);
    if (!done)
        return done.error();
    return failures;
}

Result<> writeEntries(const Workspace::Internals &internals, const QList<AddRequest> &requests)
{
    const QString path = internals.workspaceFilePath();
    auto content = readFile(path, 16 * 1024 * 1024);
    if (!content)
        return content.error();
    const QByteArray before = *content;
    for (const AddRequest &request : requests) {
        if (request.listed)
            continue;
        auto extended = withIda(*content, request.entry);
        if (!extended)
            return extended.error();
        content = std::move(*extended);
    }
    return *content == before ? ok()
                              : writeFileIn(internals.folder, QFileInfo(path).fileName(), *content);
}

/// What the IDAs need and nobody cloned yet, as their manifests say now.
Result<QList<CloneJob>> missingDependencies(Workspace::Internals &internals,
                                            const QStringList &idas,
                                            const QMap<QString, Error> &failed,
                                            std::stop_token stop)
{
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto needed = definition->selection(idas);
    if (!needed)
        return needed.error();
    QList<CloneJob> jobs;
    for (const QString &name : *needed) {
        const IdaDefinition *ida = definition->find(name);
        if (ida->present || !ida->runsHere() || failed.contains(ida->name))
            continue;
        CloneJob job {ida->name, {}};
        job.request.url = ida->repository;
        job.request.ref = ida->ref;
        job.request.destination = ida->checkout;
        // Several applications of one repository are cloned once.
        if (std::ranges::none_of(jobs, [&](const CloneJob &other) {
                return other.request.destination == job.request.destination;
            }))
            jobs += job;
    }
    return jobs;
}

} // namespace

Result<QStringList> addRepositories(Workspace &workspace,
                                    const QStringList &what,
                                    Reporter &reporter,
                                    std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState([&](WorkspaceState &state) {
        return state.lock(commandLine(QStringList {u"add"_s} + what));
    });
    if (!lock)
        return lock.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();

    QList<AddRequest> requests;
    QList<CloneJob> jobs;
    QStringList names;
    for (const QString &argument : what) {
        const auto request = understandAdd(internals, *definition, argument, stop);
        if (!request)
            return request.error();
        if (names.contains(request->entry.name))
            continue;
        names += request->entry.name;
        requests += *request;
        if (!request->url.isEmpty()) {
            CloneJob job {request->entry.name, {}};
            job.request.url = request->url;
            job.request.ref = request->entry.ref;
            job.request.destination = request->path;
            jobs += job;
        } else {
            reporter.line(
                {OutputLine::Stream::Note, u"%1: already there"_s.arg(request->entry.name)});
            if (request->warning) {
                for (const QString &line : request->warning->toText().split(u'\n'))
                    reporter.line({OutputLine::Stream::Note, line});
            }
        }
    }
    auto failures = cloneAll(jobs, reporter, stop);
    if (!failures)
        return failures.error();
    // Only what is there gets written: a URL with a typing error must not become a part of the
    // workspace.
    requests.removeIf(
        [&](const AddRequest &request) { return failures->contains(request.entry.name); });
    names.removeIf([&](const QString &name) { return failures->contains(name); });
    if (const auto written = writeEntries(internals, requests); !written)
        return written.error();

    while (!names.isEmpty()) {
        const auto missing = missingDependencies(internals, names, *failures, stop);
        if (!missing)
            return missing.error();
        if (missing->isEmpty())
            break;
        QList<CloneJob> possible;
        for (const CloneJob &job : *missing) {
            if (job.request.url.isEmpty()) {
                failures->insert(
                    job.name,
                    notFound(
                        u"is needed, but its repository is not known."_s,
                        u"Give “repository” under depends_on, or remotes.default in devstack.yml."_s));
            } else {
                possible += job;
            }
        }
        const auto more = cloneAll(possible, reporter, stop);
        if (!more)
            return more.error();
        failures->insert(*more);
    }
    if (const auto done = collected(*failures, u"cloned"_s); !done)
        return done.error();
    return names;
}

} // namespace devstack
