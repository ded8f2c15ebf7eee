// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/filelock.h"

#include "core/text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>

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
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = -1;
}

Result<FileLock> FileLock::acquire(const QString &path, const QString &command)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return ioError(u"The lock “%1” cannot be opened: %2."_s.arg(
            path, QString::fromLocal8Bit(std::strerror(errno))));
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const LockHolder holder = readHolder(descriptor);
        ::close(descriptor);
        return Error {Error::Kind::Conflict,
                      u"The workspace is in use: “%1” (process %2, since %3) works on it."_s
                          .arg(printable(holder.command))
                          .arg(holder.pid)
                          .arg(holder.since.toLocalTime().toString(u"HH:mm:ss"_s)),
                      {},
                      u"Wait until it is done, or cancel it, and run this again."_s,
                      {}};
    }
    FileLock lock;
    lock.m_descriptor = descriptor;
    const QByteArray holder
        = QJsonDocument(QJsonObject {
                            {u"pid"_s, qint64(::getpid())},
                            {u"command"_s, command},
                            {u"since"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
                        })
              .toJson(QJsonDocument::Compact);
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, holder.constData(), std::size_t(holder.size()), 0) < 0)
        return ioError(u"The lock “%1” cannot be written: %2."_s.arg(
            path, QString::fromLocal8Bit(std::strerror(errno))));
    return lock;
}

std::optional<LockHolder> FileLock::holder(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    std::optional<LockHolder> result;
    if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0)
        result = readHolder(descriptor);
    ::close(descriptor);
    return result;
}

} // namespace devstack
