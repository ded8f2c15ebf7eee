// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/sampleworkspace.h"

#include "core/files.h"
#include "core/text.h"
#include "core/userpaths.h"
#include "git/clone.h"
#include "git/createrepository.h"
#include "git/pendingfolder.h"
#include "service/repositories/samplelayout.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr QFileDevice::Permissions kFileMode = QFileDevice::ReadOwner | QFileDevice::WriteOwner
    | QFileDevice::ReadGroup | QFileDevice::ReadOther;
constexpr QFileDevice::Permissions kProgramMode
    = kFileMode | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;

/// Copies a file, or what is in a folder; caches of interpreters stay behind.
Result<> copyTree(const QString &from, const QString &to)
{
    if (!QFileInfo(from).isDir()) {
        QFile::remove(to);
        if (!QDir().mkpath(QFileInfo(to).path()) || !QFile::copy(from, to)
            || !QFile::setPermissions(to, kFileMode))
            return ioError(u"“%1” could not be copied to “%2”."_s.arg(from, to),
                           {},
                           u"Check the free space."_s);
        return ok();
    }
    QDirIterator entries(
        from, QDir::Files | QDir::Hidden | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QString relative = QDir(from).relativeFilePath(path);
        if (relative.contains(u"__pycache__/"_s))
            continue;
        if (const auto copied = copyTree(path, to + u'/' + relative); !copied)
            return copied;
    }
    return ok();
}

/// The files of one IDA's repository: its own, then those that are shared.
Result<> assembleFiles(const QString &sample,
                       const QString &name,
                       const SampleLayout &layout,
                       const QString &to)
{
    if (const auto own = copyTree(sample + u"/idas/"_s + name, to); !own)
        return own;
    for (const SampleLayout::Copy &copy : layout.copies) {
        if (!copy.only.isEmpty() && !copy.only.contains(name))
            continue;
        const auto from = confinedPath(sample + u"/shared"_s, copy.from);
        const auto target = confinedPath(to, copy.to);
        if (!from || !target)
            return !from ? from.error() : target.error();
        if (!QFileInfo::exists(*from))
            return notFound(u"The sample's layout names “%1”, which is missing."_s.arg(copy.from));
        if (const auto copied = copyTree(*from, *target); !copied)
            return copied;
    }
    for (const QString &file : layout.executable) {
        const auto path = confinedPath(to, file);
        if (!path)
            return path.error();
        if (QFileInfo(*path).isFile() && !QFile::setPermissions(*path, kProgramMode))
            return ioError(u"“%1” could not be made executable."_s.arg(*path));
    }
    return ok();
}

Result<> makeSample(const QString &sample,
                    const QStringList &names,
                    const QString &tree,
                    Reporter &reporter,
                    const std::stop_token &stop)
{
    const auto layout = SampleLayout::read(sample + u"/layout.yml"_s);
    if (!layout)
        return layout.error();
    const QString scratch = tree + u"/.sources/"_s;
    for (const QString &name : names) {
        if (stop.stop_requested())
            return cancelled();
        reporter.progress({names.indexOf(name),
                           names.size(),
                           u"repositories"_s,
                           u"Making the repository of "_s + name});
        if (const auto files = assembleFiles(sample, name, *layout, scratch + name); !files)
            return files;
        const auto commit = git::createRepository(scratch + name, u"Import the %1 IDA"_s.arg(name));
        if (!commit)
            return commit.error();
        const auto published
            = git::publishBare(scratch + name, tree + u"/remotes/%1.git"_s.arg(name));
        if (!published)
            return published;
    }
    if (!QDir(scratch).removeRecursively())
        return ioError(u"“%1” could not be removed."_s.arg(scratch));
    return copyTree(sample + u"/devstack.yml"_s, tree + u"/devstack.yml"_s);
}

bool isFinished(const QString &folder, const QStringList &names)
{
    return QFileInfo(folder + u"/devstack.yml"_s).isFile()
        && std::ranges::all_of(names, [&](const QString &name) {
               return QFileInfo(folder + u"/remotes/%1.git/HEAD"_s.arg(name)).isFile();
           });
}

} // namespace

Result<SampleWorkspace>
createSample(const QString &folder, Reporter &reporter, std::stop_token stop)
{
    const QString sample = resourcesDir() + u"/sample"_s;
    const QStringList names
        = QDir(sample + u"/idas"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    if (names.isEmpty()) {
        return notFound(
            u"The bundled sample is missing: “%1” holds no IDAs."_s.arg(sample),
            u"Install the program again, or set DEVSTACK_RESOURCES to its resources."_s);
    }
    SampleWorkspace result {QDir::cleanPath(QFileInfo(folder).absoluteFilePath()), names, false};
    if (isFinished(result.path, names)) {
        result.existed = true;
        return result;
    }
    if (const auto free = git::PendingFolder::checkFree(result.path); !free) {
        return conflict(
            u"“%1” is not empty and not a sample workspace."_s.arg(printable(result.path)),
            u"Name a folder that does not exist yet."_s);
    }
    git::removeLeftovers(QFileInfo(result.path).absolutePath());
    auto pending = git::PendingFolder::make(result.path);
    if (!pending)
        return pending.error();
    if (const auto made = makeSample(sample, names, pending->tree(), reporter, stop); !made)
        return made.error();
    const auto moved = QFileInfo::exists(result.path)
        ? pending->moveInto(result.path, u"devstack.yml"_s)
        : pending->moveTo(result.path);
    if (!moved)
        return moved.error();
    reporter.progress({names.size(), names.size(), u"repositories"_s, u"Done"_s});
    return result;
}

} // namespace devstack
