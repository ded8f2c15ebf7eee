// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/dataarchive.h"

#include "core/openfile.h"
#include "core/text.h"
#include "service/schemas/zipbomb.h"

#include <archive.h>
#include <archive_entry.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QFileInfo>
#include <QScopeGuard>
#include <QUuid>

#include <algorithm>
#include <cerrno>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kPiece = 256 * 1024;
constexpr qint64 kLargestHead = 1 << 20;
const QByteArray kHead = "checkpoint.json";

QString reasonOf(struct archive *archive)
{
    const char *text = archive_error_string(archive);
    return text ? QString::fromUtf8(text) : u"it cannot be read"_s;
}

Error unusable(const QString &path, const QString &why)
{
    return invalidInput(u"“%1” cannot be used: %2."_s.arg(printable(path), why),
                        {},
                        u"Have it exported and sent again."_s);
}

/// A tar that is read; packed as it may be.
class Reader
{
public:
    Reader()
        : m_archive(archive_read_new())
    {
        archive_read_support_filter_zstd(m_archive);
        archive_read_support_format_tar(m_archive);
    }
    ~Reader() { archive_read_free(m_archive); }
    Q_DISABLE_COPY_MOVE(Reader)

    struct archive *get() const { return m_archive; }
    Result<> open(const QString &path)
    {
        if (!QFileInfo(path).isFile())
            return notFound(u"There is no file “%1”."_s.arg(printable(path)));
        if (const auto opened = openRegular(path, m_file); !opened)
            return opened;
        const int begun = archive_read_open_fd(m_archive, m_file.handle(), kPiece);
        return begun == ARCHIVE_OK ? ok() : Result<>(unusable(path, reasonOf(m_archive)));
    }

private:
    QFile m_file;
    struct archive *m_archive;
};

/// The name of an entry without "./" before it.
QByteArray nameOf(struct archive_entry *entry)
{
    const char *path = archive_entry_pathname(entry);
    QByteArray name = path ? path : "";
    while (name.startsWith("./"))
        name.remove(0, 2);
    return name;
}

bool isConfined(const QByteArray &name)
{
    return !name.isEmpty() && !name.startsWith('/') && !name.split('/').contains("..");
}

/// Copies the content of an entry; `from` stands at it, `to` has its header.
Result<> copyContent(struct archive *from, struct archive *to, const std::stop_token &stop)
{
    for (;;) {
        const void *block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int read = archive_read_data_block(from, &block, &size, &offset);
        if (read == ARCHIVE_EOF)
            return ok();
        if (read < ARCHIVE_WARN)
            return ioError(u"The files cannot be read: %1."_s.arg(reasonOf(from)));
        if (stop.stop_requested())
            return cancelled();
        // A tar has no holes, so blocks follow each other.
        if (archive_write_data(to, block, size) < 0)
            return ioError(u"The files cannot be written: %1."_s.arg(reasonOf(to)));
    }
}

} // namespace

DataArchiveWriter::DataArchiveWriter(const QString &path)
    : m_path(path)
    // Its own, also where two write the same file.
    , m_part(path + u'.' + QUuid::createUuid().toString(QUuid::Id128).left(8) + u".part"_s)
{
}

DataArchiveWriter::~DataArchiveWriter()
{
    if (!m_archive)
        return;
    archive_write_free(m_archive);
    QFile::remove(m_part);
}

Error DataArchiveWriter::failure() const
{
    return ioError(u"“%1” cannot be written: %2."_s.arg(printable(m_path), reasonOf(m_archive)));
}

Result<> DataArchiveWriter::open(const QByteArray &head)
{
    m_archive = archive_write_new();
    archive_write_set_format_pax_restricted(m_archive);
    archive_write_add_filter_zstd(m_archive);
    // For its owner alone: it is all of the data.
    if (const auto opened = openOwn(m_part, m_file); !opened)
        return opened;
    m_file.resize(0);
    if (archive_write_open_fd(m_archive, m_file.handle()) != ARCHIVE_OK)
        return failure();
    struct archive_entry *entry = archive_entry_new();
    const auto freed = qScopeGuard([&] { archive_entry_free(entry); });
    archive_entry_set_pathname(entry, kHead.constData());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, head.size());
    if (archive_write_header(m_archive, entry) < ARCHIVE_WARN
        || archive_write_data(m_archive, head.constData(), std::size_t(head.size())) < 0)
        return failure();
    return ok();
}

Result<> DataArchiveWriter::copyEntries(int descriptor, const QString &folder)
{
    Reader reader;
    if (archive_read_open_fd(reader.get(), descriptor, kPiece) != ARCHIVE_OK)
        return ioError(u"The files cannot be read: %1."_s.arg(reasonOf(reader.get())));
    struct archive_entry *entry = nullptr;
    for (;;) {
        const int next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF)
            return ok();
        if (next < ARCHIVE_WARN)
            return ioError(u"The files cannot be read: %1."_s.arg(reasonOf(reader.get())));
        const QByteArray name = nameOf(entry);
        const qsizetype slash = name.indexOf('/');
        const QByteArray renamed = folder.toUtf8() + (slash < 0 ? QByteArray() : name.mid(slash));
        archive_entry_set_pathname(entry, renamed.constData());
        if (archive_write_header(m_archive, entry) < ARCHIVE_WARN)
            return failure();
        if (const auto copied = copyContent(reader.get(), m_archive, {}); !copied)
            return copied;
    }
}

Result<> DataArchiveWriter::addTree(const QString &folder,
                                    const std::function<Result<>(const Sink &)> &read)
{
    int ends[2];
    // A socket: writing to an end that was closed must not raise SIGPIPE.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return ioError(u"The files cannot be read: no socket is left."_s);
    // The stream is pushed, libarchive pulls.
    Result<> copied = ok();
    std::thread taker([&] {
        copied = copyEntries(ends[0], folder);
        // What follows the end of a tar is filling; after an error nobody wants the rest.
        QByteArray rest(qsizetype(kPiece), Qt::Uninitialized);
        while (copied && ::read(ends[0], rest.data(), kPiece) > 0) { }
        ::close(ends[0]);
    });
    const auto pushed = read([&](QByteArrayView bytes) -> Result<> {
        while (!bytes.isEmpty()) {
            const ssize_t written
                = ::send(ends[1], bytes.data(), std::size_t(bytes.size()), MSG_NOSIGNAL);
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                return ioError(u"The files were not taken."_s);
            bytes = bytes.sliced(written);
        }
        return ok();
    });
    ::close(ends[1]);
    taker.join();
    return copied ? pushed : copied;
}

Result<> DataArchiveWriter::finish()
{
    if (archive_write_close(m_archive) != ARCHIVE_OK)
        return failure();
    archive_write_free(m_archive);
    m_archive = nullptr;
    // Never over a file that came meanwhile.
    if (!QFile::rename(m_part, m_path)) {
        QFile::remove(m_part);
        return ioError(u"“%1” cannot be written: it is there already, or its folder is gone."_s.arg(
            printable(m_path)));
    }
    return ok();
}

Result<DataArchiveContent> inspectDataArchive(const QString &path,
                                              const std::function<void(qint64)> &progress,
                                              std::stop_token stop)
{
    Reader reader;
    if (const auto opened = reader.open(path); !opened)
        return opened.error();
    const qint64 size = QFileInfo(path).size();
    DataArchiveContent content;
    struct archive_entry *entry = nullptr;
    for (bool first = true;; first = false) {
        const int next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF)
            break;
        if (next < ARCHIVE_WARN)
            return unusable(path, reasonOf(reader.get()));
        const QByteArray name = nameOf(entry);
        if (first != (name == kHead))
            return unusable(path, u"it is no export of a checkpoint"_s);
        const auto type = archive_entry_filetype(entry);
        const bool isPlain = type == AE_IFREG || type == AE_IFDIR || type == AE_IFLNK;
        if (!isConfined(name) || !isPlain || archive_entry_hardlink(entry))
            return unusable(path,
                            u"it holds “%1”, which is no file of a database"_s.arg(
                                printable(QString::fromUtf8(name))));
        if (first && archive_entry_size(entry) > kLargestHead)
            return unusable(path, u"its head is too large"_s);
        const QString folder = QString::fromUtf8(name.left(name.indexOf('/')));
        if (!first && !content.folders.contains(folder))
            content.folders += folder;
        QByteArray block(qsizetype(kPiece), Qt::Uninitialized);
        for (;;) {
            const la_ssize_t got = archive_read_data(reader.get(), block.data(), kPiece);
            if (got < 0)
                return unusable(path, reasonOf(reader.get()));
            if (got == 0)
                break;
            if (first)
                content.head += QByteArrayView(block).first(got);
            content.bytes += got;
            const qint64 packed = archive_filter_bytes(reader.get(), -1);
            if (isZipBomb(content.bytes, packed))
                return unusable(path, u"it unpacks to more than a thousand times its size"_s);
            progress(std::min(packed, size));
            if (stop.stop_requested())
                return cancelled();
        }
    }
    if (content.head.isEmpty())
        return unusable(path, u"it is empty"_s);
    return content;
}

namespace {

la_ssize_t passOn(struct archive *archive, void *context, const void *bytes, std::size_t size)
{
    auto &[sink, trouble]
        = *static_cast<std::pair<const DataArchiveWriter::Sink &, Result<>> *>(context);
    trouble = sink(QByteArrayView(static_cast<const char *>(bytes), qsizetype(size)));
    if (trouble)
        return la_ssize_t(size);
    archive_set_error(archive, EPIPE, "not taken");
    return -1;
}

} // namespace

Result<> readTree(const QString &path,
                  const QString &folder,
                  const DataArchiveWriter::Sink &sink,
                  std::stop_token stop)
{
    Reader reader;
    if (const auto opened = reader.open(path); !opened)
        return opened;
    std::pair<const DataArchiveWriter::Sink &, Result<>> out {sink, ok()};
    struct archive *writer = archive_write_new();
    const auto freed = qScopeGuard([&] { archive_write_free(writer); });
    archive_write_set_format_pax_restricted(writer);
    archive_write_open(writer, &out, nullptr, passOn, nullptr);
    const QByteArray prefix = folder.toUtf8() + '/';
    struct archive_entry *entry = nullptr;
    for (;;) {
        const int next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF)
            break;
        if (next < ARCHIVE_WARN)
            return unusable(path, reasonOf(reader.get()));
        const QByteArray name = nameOf(entry);
        if (!name.startsWith(prefix) || name.size() == prefix.size())
            continue;
        archive_entry_set_pathname(entry, name.mid(prefix.size()).constData());
        if (archive_write_header(writer, entry) < ARCHIVE_WARN)
            return out.second ? ioError(reasonOf(writer)) : out.second;
        if (const auto copied = copyContent(reader.get(), writer, stop); !copied)
            return out.second ? copied : out.second;
    }
    archive_write_close(writer);
    return out.second;
}

} // namespace devstack
