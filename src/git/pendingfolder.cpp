// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/pendingfolder.h"

#include "core/text.h"
#include "git/clone.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

const QString kPrefix = u".devstack-new-"_s;
const QString kLock = u"/lock"_s;

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

Error inTheWay(const QString &destination)
{
    return {Error::Kind::Conflict,
            u"“%1” exists already."_s.arg(printable(destination)),
            {},
            u"Add the folder itself if it is the repository, or move it away."_s,
            {}};
}

} // namespace

void removeLeftovers(const QString &folder)
{
    const auto found = QDir(folder).entryInfoList(
        {kPrefix + u'*'}, QDir::Dirs | QDir::Hidden | QDir::NoSymLinks | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : found) {
        // Whoever gets the lock may remove it: its maker is dead. One without a lock file is just
        // being made, or was left within that moment; it is taken an hour later.
        if (!QFileInfo::exists(entry.filePath() + kLock)
            && entry.lastModified().secsTo(QDateTime::currentDateTime()) < 3600) {
            continue;
        }
        const auto lock = FileLock::acquire(entry.filePath() + kLock, u"removing a leftover"_s);
        // Its transfer dies with its maker, but may have added a file at this very moment.
        if (lock && !QDir(entry.filePath()).removeRecursively()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            QDir(entry.filePath()).removeRecursively();
        }
    }
}

Result<> PendingFolder::checkFree(const QString &destination)
{
    const QFileInfo info(destination);
    if (!info.exists() && !info.isSymLink())
        return ok();
    if (info.isDir() && !info.isSymLink()
        && QDir(destination)
               .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        return ok();
    }
    return inTheWay(destination);
}

Result<PendingFolder> PendingFolder::make(const QString &destination)
{
    const QFileInfo info(destination);
    if (!QDir().mkpath(info.absolutePath()))
        return ioError(
            u"The folder “%1” cannot be created: %2."_s.arg(info.absolutePath(), systemError()));
    QTemporaryDir folder(info.absolutePath() + u'/' + kPrefix + info.fileName() + u"-XXXXXX"_s);
    folder.setAutoRemove(false);
    if (!folder.isValid()) {
        return ioError(
            u"Nothing can be written in “%1”: %2."_s.arg(info.absolutePath(), folder.errorString()),
            {},
            u"Check the free space and the permissions of the folder."_s);
    }
    // The lock is taken before its name can be seen: between opening and locking "lock" someone who
    // removes leftovers would take it for that of a dead maker.
    const QString unseen = folder.path() + u"/lock.new"_s;
    auto lock = FileLock::acquire(unseen, u"making "_s + destination);
    if (lock && !QFile::rename(unseen, folder.path() + kLock))
        lock = ioError(u"The lock “%1” cannot be named: %2."_s.arg(unseen, systemError()));
    if (!lock) {
        QDir(folder.path()).removeRecursively();
        return lock.error();
    }
    return PendingFolder(folder.path(), std::move(*lock));
}

PendingFolder::PendingFolder(QString folder, FileLock lock)
    : m_folder(std::move(folder))
    , m_lock(std::move(lock))
{
}

PendingFolder::~PendingFolder()
{
    if (m_lock.isHeld())
        QDir(m_folder).removeRecursively();
}

QString PendingFolder::tree() const
{
    return m_folder + u"/tree"_s;
}

Result<> PendingFolder::moveTo(const QString &destination)
{
    // rename(2) takes the place of an empty folder and refuses any other.
    if (std::rename(QFile::encodeName(tree()).constData(),
                    QFile::encodeName(destination).constData())
        == 0)
        return ok();
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
        return inTheWay(destination);
    return ioError(
        u"The new folder could not be moved to “%1”: %2."_s.arg(destination, systemError()));
}

Result<> PendingFolder::moveInto(const QString &destination, const QString &last)
{
    QStringList names = QDir(tree()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                               | QDir::NoDotAndDotDot);
    names.removeAll(last);
    names += last;
    for (const QString &name : names) {
        const QByteArray from = QFile::encodeName(tree() + u'/' + name);
        const QByteArray to = QFile::encodeName(destination + u'/' + name);
        if (std::rename(from.constData(), to.constData()) != 0)
            return ioError(
                u"“%1” could not be moved to “%2”: %3."_s.arg(name, destination, systemError()));
    }
    return ok();
}

} // namespace devstack::git
