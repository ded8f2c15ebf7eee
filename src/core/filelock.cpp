// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/filelock.h"

#include "core/openfile.h"
#include "core/text.h"

#include <fcntl.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

LockHolder readHolder(int descriptor)
{
    QByteArray bytes(4096, '\0');
    const ssize_t size = ::pread(descriptor, bytes.data(), std::size_t(bytes.size()), 0);
    const QJsonObject json = QJsonDocument::fromJson(bytes.left(qMax<qsizetype>(0, size))).object();
    return {json.value(u"pid"_s).toInteger(),
            json.value(u"command"_s).toString(),
            QDateTime::fromString(json.value(u"since"_s).toString(), Qt::ISODate)};
}

/// The whole file. These locks belong to the open file and not to the process, so two
/// owners in one process exclude each other too, and asking for the holder takes nothing.
struct flock wholeFile(short type = F_WRLCK)
{
    struct flock range
    {
    };
    range.l_type = type;
    range.l_whence = SEEK_SET;
    return range;
}

Error inUse(const LockHolder &holder)
{
    // Between taking the lock and writing down who took it the file says nothing.
    const QString who = holder.pid == 0 ? u"another process is working on it"_s
                                        : u"“%1” (process %2, since %3) is working on it"_s.arg(
                                            printable(holder.command),
                                            QString::number(holder.pid),
                                            holder.since.toLocalTime().toString(u"HH:mm:ss"_s));
    return conflict(u"The workspace is in use: %1."_s.arg(who),
                    u"Wait until it ends or cancel it, then run this again."_s);
}

} // namespace

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_descriptor = std::exchange(other.m_descriptor, -1);
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    // Closing alone leaves it to those who inherited the descriptor.
    struct flock range = wholeFile(F_UNLCK);
    ::fcntl(m_descriptor, F_OFD_SETLK, &range);
    ::close(m_descriptor);
    m_descriptor = -1;
}

Result<FileLock> FileLock::open(const QString &path)
{
    if (const QString folder = QFileInfo(path).absolutePath(); !QFileInfo::exists(folder)) {
        if (const auto made = makeOwnPath(folder); !made)
            return made.error();
    }
    const int descriptor = ::open(
        QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return ioError(u"The lock “%1” cannot be opened: %2."_s.arg(
                           path, QString::fromLocal8Bit(std::strerror(errno))),
                       {},
                       u"Check the free space and the permissions of its folder."_s);
    }
    FileLock lock;
    lock.m_descriptor = descriptor;
    return lock;
}

Result<FileLock> FileLock::share(const QString &path)
{
    auto lock = open(path);
    if (!lock)
        return lock;
    struct flock range = wholeFile(F_RDLCK);
    if (::fcntl(lock->m_descriptor, F_OFD_SETLK, &range) != 0)
        return inUse(readHolder(lock->m_descriptor));
    return lock;
}

Result<FileLock> FileLock::acquire(const QString &path, const QString &command)
{
    auto lock = open(path);
    if (!lock)
        return lock;
    const int descriptor = lock->m_descriptor;
    struct flock range = wholeFile();
    if (::fcntl(descriptor, F_OFD_SETLK, &range) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            return inUse(readHolder(descriptor));
        return ioError(u"The lock “%1” cannot be taken: %2."_s.arg(
            path, QString::fromLocal8Bit(std::strerror(errno))));
    }
    const QByteArray holder
        = QJsonDocument(QJsonObject {
                            {u"pid"_s, qint64(::getpid())},
                            {u"command"_s, command},
                            {u"since"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                        })
              .toJson(QJsonDocument::Compact);
    // Who holds it is a courtesy to those who wait: on a full disk the lock holds without a name.
    [[maybe_unused]] const bool named = ::ftruncate(descriptor, 0) == 0
        && ::pwrite(descriptor, holder.constData(), std::size_t(holder.size()), 0) > 0;
    return lock;
}

std::optional<LockHolder> FileLock::holder(const QString &path)
{
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return std::nullopt;
    struct flock range = wholeFile();
    std::optional<LockHolder> result;
    if (::fcntl(descriptor, F_OFD_GETLK, &range) == 0 && range.l_type != F_UNLCK)
        result = readHolder(descriptor);
    ::close(descriptor);
    return result;
}

} // namespace devstack
