// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/killedruns.h"

#include "assembly/names.h"
#include "core/filelock.h"
#include "core/files.h"
#include "core/localloop.h"
#include "core/openfile.h"
#include "core/processtree.h"
#include "engine/containers.h"
#include "service/removal.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

namespace devstack {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto kComposeLimit = 15min; // as for commands in containers: an image may be built
constexpr auto kUntilSaid = 1s;

/// "process 17", "processes 17 and 18".
QString holders(const QString &lock)
{
    QStringList pids;
    for (const qint64 pid : processesWith(lock))
        pids += QString::number(pid);
    if (pids.size() < 2)
        return u"process %1"_s.arg(pids.value(0, u"unknown"_s));
    const QString last = pids.takeLast();
    return u"processes %1 and %2"_s.arg(pids.join(u", "_s), last);
}

/// One file for each container that is being stopped.
QString stopsFolder(const Workspace::Internals &internals)
{
    return internals.folder + u"/.devstack/stops"_s;
}

bool hasName(const std::vector<ContainerInfo> &containers, const QString &name)
{
    return std::ranges::any_of(
        containers, [&](const ContainerInfo &container) { return container.name() == name; });
}

} // namespace

Result<> awaitKilledCompose(Workspace::Internals &internals,
                            const std::function<void(const QString &)> &say,
                            std::stop_token stop)
{
    const QString lock = internals.composeLock();
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    bool isSaid = false;
    while (FileLock::holder(lock)) {
        const std::chrono::milliseconds waited(clock.elapsed());
        if (waited > kComposeLimit) {
            return conflict(
                u"The “docker compose” of a run that was killed has not ended (%1)."_s.arg(
                    holders(lock)),
                u"Look at what it does, end it with “kill”, then run this again."_s);
        }
        if (!isSaid && waited > kUntilSaid && say) {
            isSaid = true;
            say(u"Waits for the “docker compose” of a run that was killed (%1)."_s.arg(
                holders(lock)));
        }
        if (pause.run(stop, 100ms) == LocalLoop::End::Stopped)
            return cancelled();
    }
    return ok();
}

StopsUnderWay::StopsUnderWay(Workspace::Internals &internals, QStringList containers)
    : m_folder(stopsFolder(internals))
    , m_containers(std::move(containers))
{
    // On a full disk they are stopped all the same.
    if (!m_containers.isEmpty())
        std::ignore = makeOwnFolder(m_folder);
    for (const QString &container : std::as_const(m_containers))
        std::ignore = writeFile(m_folder + u'/' + container, {}, true);
}

StopsUnderWay::~StopsUnderWay()
{
    for (const QString &container : std::as_const(m_containers))
        QFile::remove(m_folder + u'/' + container);
}

void StopsUnderWay::leave()
{
    m_containers.clear();
}

Result<> finishStops(Workspace::Internals &internals, std::stop_token stop)
{
    static const QRegularExpression kId(u"\\A[0-9a-f]{12,64}\\z"_s);
    const QDir folder(stopsFolder(internals));
    QStringList names = folder.entryList(QDir::Files | QDir::Hidden).filter(kId);
    if (names.isEmpty())
        return ok();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto own
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!own)
        return own.error();
    // Whatever the folder names, containers of others go on.
    names.removeIf([&](const QString &name) {
        const bool isOurs = std::ranges::any_of(
            *own, [&](const ContainerInfo &container) { return container.id.startsWith(name); });
        if (!isOurs)
            QFile::remove(folder.filePath(name));
        return !isOurs;
    });
    std::vector<Result<>> ends(std::size_t(names.size()), ok());
    {
        std::vector<std::jthread> threads;
        for (qsizetype i = 0; i < names.size(); ++i) {
            threads.emplace_back([&, i] {
                ends[std::size_t(i)] = stopContainer(**engine, names[i], stop);
                if (ends[std::size_t(i)])
                    QFile::remove(folder.filePath(names[i]));
            });
        }
    }
    const auto failed = std::ranges::find_if(ends, [](const Result<> &end) { return !end; });
    return failed == ends.end() ? ok() : *failed;
}

Result<> endHalfReplacements(Workspace::Internals &internals, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!containers)
        return containers.error();
    static const QRegularExpression kReplacement(u"\\A[0-9a-f]{12}_(.+)\\z"_s);
    for (const ContainerInfo &container : *containers) {
        const auto match = kReplacement.match(container.name());
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(1);
        const auto mended = hasName(*containers, name)
            ? removeOwnContainer(internals, container.id, true, stop)
            : renameContainer(**engine, container.id, name, stop);
        if (!mended)
            return mended;
    }
    return ok();
}

} // namespace devstack
