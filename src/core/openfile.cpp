// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/openfile.h"

#include "core/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Error notOpened(const QString &path, const QString &how, int why)
{
    return ioError(
        u"“%1” cannot be %2: %3."_s.arg(path, how, QString::fromLocal8Bit(std::strerror(why))));
}

/// Says what the system said, and what to do about it.
Error cannotBe(const QString &path, const QString &what, int why)
{
    const QString reason = why == EPERM
        ? u"it belongs to another user"_s
        : QString::fromStdString(std::generic_category().message(why));
    return ioError(u"The folder “%1” cannot be %2: %3."_s.arg(path, what, reason),
                   {},
                   why == ENOSPC      ? u"Free some space on this disk."_s
                       : why == EROFS ? u"It has to be on a writable disk."_s
                                      : u"Check the permissions of the folder that it is in."_s);
}

Error noFile(const QString &path)
{
    return invalidInput(u"“%1” is not a regular file."_s.arg(path));
}

bool isRegular(int descriptor)
{
    struct stat found = {};
    return ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
}

/// Hands the descriptor over.
bool give(const Descriptor &descriptor, QFile &file, QIODevice::OpenMode mode)
{
    const int copy = ::fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 0);
    return copy >= 0 && file.open(copy, mode, QFileDevice::AutoCloseHandle);
}

} // namespace

Result<> openRegular(const QString &path, QFile &file)
{
    // Looked at before: opening a device can do something already.
    const QFileInfo info(path);
    if (!info.exists())
        return notFound(u"“%1” does not exist."_s.arg(path));
    if (!info.isFile())
        return noFile(path);
    const Descriptor descriptor(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!descriptor.isValid())
        return notOpened(path, u"read"_s, errno);
    if (!isRegular(descriptor.get()))
        return noFile(path);
    if (!give(descriptor, file, QIODevice::ReadOnly))
        return notOpened(path, u"read"_s, errno);
    return ok();
}

Result<> openOwn(const QString &path, QFile &file)
{
    const QFileInfo info(path);
    if (info.isDir() && !info.isSymLink())
        return invalidInput(u"“%1” is a folder."_s.arg(path));
    const QByteArray name = QFile::encodeName(path);
    struct stat found = {};
    if (::lstat(name.constData(), &found) == 0 && !S_ISREG(found.st_mode))
        ::unlink(name.constData());
    const Descriptor descriptor(::open(
        name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0600));
    if (!descriptor.isValid())
        return notOpened(path, u"written"_s, errno);
    if (!isRegular(descriptor.get()))
        return noFile(path);
    if (::fchmod(descriptor.get(), 0600) != 0 || !give(descriptor, file, QIODevice::ReadWrite))
        return notOpened(path, u"written"_s, errno);
    return ok();
}

Result<> makeOwnFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isSymLink() || (info.exists() && !info.isDir())) {
        return invalidInput(u"“%1” must be a folder of its own."_s.arg(path),
                            {path, 0, 0},
                            u"Move it away; a new one is created."_s);
    }
    const QByteArray name = QFile::encodeName(path);
    if (!info.exists() && ::mkdir(name.constData(), 0700) != 0 && errno != EEXIST)
        return cannotBe(path, u"made"_s, errno);
    struct stat found = {};
    if (::stat(name.constData(), &found) != 0)
        return cannotBe(path, u"read"_s, errno);
    if ((found.st_mode & 07777) == 0700 && found.st_uid == ::geteuid())
        return ok(); // also where nothing can be written: looking stays possible
    // Fails on a folder of another user, whose files cannot be trusted to be private then.
    if (::chmod(name.constData(), 0700) != 0)
        return cannotBe(path, u"made private"_s, errno);
    return ok();
}

Result<> makeOwnPath(const QString &path)
{
    const QString parent = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(parent)) {
        if (const auto made = makeOwnPath(parent); !made)
            return made;
    }
    return makeOwnFolder(path);
}

} // namespace devstack
