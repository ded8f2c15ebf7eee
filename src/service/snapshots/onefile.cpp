// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/onefile.h"

#include "core/descriptor.h"
#include "core/openfile.h"
#include "core/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QFile>
#include <QScopeGuard>

#include <cerrno>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kPart = 256 * 1024;

Error unreadable(struct archive *reader)
{
    const char *why = archive_error_string(reader);
    return ioError(
        u"The file cannot be read: %1."_s.arg(why ? QString::fromUtf8(why) : u"there is none"_s));
}

Result<> unpackFirst(int from,
                     QFile &file,
                     const std::function<void(qint64)> &progress,
                     const std::stop_token &stop)
{
    struct archive *reader = archive_read_new();
    const auto freed = qScopeGuard([&] { archive_read_free(reader); });
    archive_read_support_format_tar(reader);
    struct archive_entry *entry = nullptr;
    if (archive_read_open_fd(reader, from, kPart) != ARCHIVE_OK
        || archive_read_next_header(reader, &entry) < ARCHIVE_WARN)
        return unreadable(reader);
    for (;;) {
        const void *block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int read = archive_read_data_block(reader, &block, &size, &offset);
        if (read == ARCHIVE_EOF)
            return ok();
        if (read < ARCHIVE_WARN)
            return unreadable(reader);
        if (stop.stop_requested())
            return cancelled();
        if (file.write(static_cast<const char *>(block), qint64(size)) != qint64(size))
            return ioError(u"“%1” cannot be written."_s.arg(printable(file.fileName())),
                           file.errorString());
        progress(file.pos());
    }
}

} // namespace

Result<> writeOneFile(const QString &path,
                      const std::function<Result<>(const EngineClient::BodySink &)> &read,
                      const std::function<void(qint64)> &progress,
                      std::stop_token stop)
{
    QFile file;
    if (const auto opened = openOwn(path, file); !opened)
        return opened;
    file.resize(0);
    int ends[2];
    // A socket: writing to an end that was closed must not raise SIGPIPE.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return ioError(u"The file cannot be read: no socket is left."_s);
    const Descriptor from(ends[0]);
    // The stream is pushed, libarchive pulls.
    Result<> taken = ok();
    std::thread taker([&] {
        taken = unpackFirst(from.get(), file, progress, stop);
        // What follows is filling; after an error nobody wants the rest.
        QByteArray rest(qsizetype(kPart), Qt::Uninitialized);
        while (taken && ::read(from.get(), rest.data(), kPart) > 0) { }
        ::shutdown(from.get(), SHUT_RDWR);
    });
    const auto pushed = read([&](QByteArrayView bytes) -> Result<> {
        while (!bytes.isEmpty()) {
            const ssize_t sent
                = ::send(ends[1], bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR)
                continue;
            if (sent < 0)
                return ioError(u"The file was not taken."_s);
            bytes = bytes.sliced(sent);
        }
        return ok();
    });
    ::close(ends[1]);
    taker.join();
    const bool flushed = file.flush();
    file.close();
    if (taken && pushed && flushed)
        return ok();
    QFile::remove(path);
    if (taken && pushed)
        return ioError(u"“%1” cannot be written."_s.arg(printable(path)), file.errorString());
    return taken ? pushed : taken;
}

} // namespace devstack
