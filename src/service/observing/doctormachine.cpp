// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "service/observing/doctorchecks.h"

#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <QStorageInfo>

namespace devstack {

using namespace Qt::StringLiterals;

using Outcome = DoctorCheck::Outcome;

namespace {

constexpr qint64 kGigabyte = 1'000'000'000;

/// MemAvailable of proc_meminfo(5) in bytes; -1 where there is none.
qint64 availableMemory()
{
    QFile file(u"/proc/meminfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return -1;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("MemAvailable:"))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return -1;
}

DoctorCheck memoryCheck(const DoctorEngine &engine)
{
    if (!engine.info)
        return {u"memory"_s,
                Outcome::Warning,
                u"Not checked: no engine answers."_s,
                u"Fix the engine first."_s};
    const qint64 total = engine.info->memoryBytes;
    // A virtual machine or another host has its own memory: what is free here says nothing about
    // it.
    const qint64 available = engine.isLocal() ? availableMemory() : -1;
    QString message
        = u"%1 for containers, %2 processors"_s.arg(formatBytes(total)).arg(engine.info->cpus);
    if (available >= 0)
        message += u", %1 free now"_s.arg(formatBytes(available));
    message += u'.';
    if (total < 4 * kGigabyte)
        return {u"memory"_s,
                Outcome::Problem,
                message,
                u"Give the engine at least 4 GB, or take dependencies in their light variants."_s};
    if (available >= 0 && available < 2 * kGigabyte)
        return {
            u"memory"_s,
            Outcome::Warning,
            message,
            u"Stop IDAs (“devstack stop IDA”), programs and containers that you do not need."_s};
    return {u"memory"_s, Outcome::Ok, message, {}};
}

DoctorCheck dataRootCheck(const DoctorEngine &engine)
{
    if (!engine.info)
        return {u"disk-engine"_s,
                Outcome::Warning,
                u"Not checked: no engine answers."_s,
                u"Fix the engine first."_s};
    if (!engine.isLocal() || engine.info->dockerRootDir.isEmpty())
        return {
            u"disk-engine"_s, Outcome::Ok, u"The engine's disk cannot be checked from here."_s, {}};
    // The folder itself is the engine's own, but asking its file system needs no right to read it.
    const QStorageInfo storage(engine.info->dockerRootDir);
    if (!storage.isValid())
        return {u"disk-engine"_s,
                Outcome::Ok,
                u"The engine keeps its data in %1, which cannot be checked from here."_s.arg(
                    engine.info->dockerRootDir),
                {}};
    return diskCheck(u"disk-engine"_s,
                     u"the engine's images and volumes (%1)"_s.arg(engine.info->dockerRootDir),
                     storage.bytesAvailable());
}

DoctorCheck nofileCheck()
{
    rlimit limit {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const QString message
        = u"This program may open %1 files at once (at most %2)."_s.arg(limit.rlim_cur)
              .arg(limit.rlim_max == RLIM_INFINITY ? u"any number"_s
                                                   : QString::number(limit.rlim_max));
    if (limit.rlim_cur >= 1024)
        return {u"nofile"_s, Outcome::Ok, message, {}};
    return {u"nofile"_s,
            Outcome::Warning,
            message,
            u"Raise it: “ulimit -n 4096” in the shell, or nofile in /etc/security/limits.conf."_s};
}

} // namespace

DoctorCheck diskCheck(const QString &id, const QString &what, qint64 freeBytes)
{
    const QString message = u"%1 free for %2."_s.arg(formatBytes(freeBytes), what);
    if (freeBytes >= 10 * kGigabyte)
        return {id, Outcome::Ok, message, {}};
    return {id,
            freeBytes < 2 * kGigabyte ? Outcome::Problem : Outcome::Warning,
            message,
            u"Free some: “devstack clean” shows what a workspace uses, “docker system df” "
            u"the rest of the engine."_s};
}

QList<DoctorCheck> machineChecks(const DoctorEngine &engine, const QString &folder)
{
    const QString place = folder.isEmpty() ? QDir::currentPath() : folder;
    return {memoryCheck(engine),
            dataRootCheck(engine),
            diskCheck(u"disk-workspace"_s,
                      u"repositories (%1)"_s.arg(place),
                      QStorageInfo(place).bytesAvailable()),
            nofileCheck()};
}

} // namespace devstack
