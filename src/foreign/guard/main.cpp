// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/filelock.h"
#include "core/keeper.h"
#include "foreign/guard/launcher.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr int kUsage = 2;

/// keep [--sweep] --limit MS --grace MS -- COMMAND…: owns a script and everything it starts.
int keep(QStringList arguments)
{
    KeeperSpec spec;
    const bool sweeps = arguments.value(0) == u"--sweep";
    if (sweeps)
        arguments.removeFirst();
    const qsizetype end = arguments.indexOf(u"--"_s);
    if (end != 4 || arguments[0] != u"--limit" || arguments[2] != u"--grace"
        || arguments.size() < 6)
        return kUsage;
    spec.limit = std::chrono::milliseconds(arguments[1].toLongLong());
    spec.grace = std::chrono::milliseconds(arguments[3].toLongLong());
    spec.command = arguments.mid(5);
    const QString path = qEnvironmentVariable(GuardMap::kVariable);
    const auto map = sweeps ? GuardMap::read(path) : Result<GuardMap>(Error {});
    if (sweeps && !map) {
        std::fputs(qPrintable(map.error().message), stderr);
        return 1;
    }
    if (map) {
        spec.afterForce = [&] { sweepContainers(*map); };
        spec.afterEnd = [&] { tidyContainers(*map); };
        // Only what is certainly the folder of a run.
        if (path == map->folder + u"/map.json")
            spec.afterOwnersDeath = [&] { QDir(map->folder).removeRecursively(); };
    }
    // Who finds the folder later sees by this that its run still has a keeper.
    const auto inUse
        = map ? FileLock::acquire(keeperLock(map->folder), u"keep"_s) : Result<FileLock>(Error {});
    return keepProcesses(spec);
}

} // namespace

/// The part of the program that stands between a repository's script and docker. Called by another
/// name (docker, docker-compose, make) it is a launcher; by its own it takes a verb.
int main(int argc, char **argv)
{
    // Needed by the event-driven process class only; cheap.
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const QString name = QFileInfo(arguments.takeFirst()).fileName();
    if (kLauncherNames.contains(name))
        return launch(name, arguments);
    const QString verb = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (verb == u"keep")
        return keep(arguments);
    if (verb == u"central" && !arguments.isEmpty())
        return launchCentral(arguments);
    std::fputs("This program is part of devstack; “devstack run” starts it.\n", stderr);
    return kUsage;
}
