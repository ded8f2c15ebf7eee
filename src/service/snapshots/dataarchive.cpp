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
const QByteArray kSum = "checkpoint.sha256"; // behind all others; older exports have none

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

enum class LinkFate {
    None, ///< it is no link
    Taken,
    LeftOut, ///< the socket of a server that is not there, as MySQL leaves it
    Refused, ///< it may lead out of the data
};

LinkFate fateOfLink(struct archive_entry *entry, const QByteArray &name)
{
    if (archive_entry_filetype(entry) != AE_IFLNK)
        return LinkFate::None;
    const char *link = archive_entry_symlink(entry);
    // Up is no way for it: through another link that can lead anywhere.
    if (isConfined(link ? link : ""))
        return LinkFate::Taken;
    return name.endsWith(".sock") ? LinkFate::LeftOut : LinkFate::Refused;
}

/// What an entry adds to the sum of a file before its content.
void addToSum(QCryptographicHash &sum, struct archive_entry *entry, const QByteArray &name)
{
    const bool isFile = archive_entry_filetype(entry) == AE_IFREG;
    const char *link = archive_entry_symlink(entry);
    // A tar ends the name of a folder with a slash.
    const QByteArray path = name.endsWith('/') ? name.chopped(1) : name;
    const QByteArray size = QByteArray::number(isFile ? qint64(archive_entry_size(entry)) : 0);
    sum.addData(QByteArray(path + '\0' + size + '\0' + QByteArray(link ? link : "") + '\0'));
}

/// Copies the content of an entry; `from` stands at it, `to` has its header. What is copied goes
/// into `sum`, too; null: nowhere.
Result<> copyContent(struct archive *from,
                     struct archive *to,
                     QCryptographicHash *sum,
                     const std::stop_token &stop)
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
        if (sum)
            sum->addData(QByteArrayView(static_cast<const char *>(block), qsizetype(size)));
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
    return ioError(u"“%1” cannot be written: %2."_s.arg(printable(m_path), reasonOf(m_archive)),
                   {},
                   u"Free some space on its disk, or name a file on another one."_s);
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
    return addFile(kHead, head);
}

Result<> DataArchiveWriter::addFile(const QByteArray &name, const QByteArray &content)
{
    struct archive_entry *entry = archive_entry_new();
    const auto freed = qScopeGuard([&] { archive_entry_free(entry); });
    archive_entry_set_pathname(entry, name.constData());
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, content.size());
    addToSum(m_sum, entry, name);
    m_sum.addData(content);
    if (archive_write_header(m_archive, entry) < ARCHIVE_WARN
        || archive_write_data(m_archive, content.constData(), std::size_t(content.size())) < 0)
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
        const LinkFate fate = fateOfLink(entry, renamed);
        if (fate == LinkFate::LeftOut)
            continue;
        if (fate == LinkFate::Refused)
            return conflict(u"“%1” leads out of the data, so a file cannot carry it."_s.arg(
                printable(QString::fromUtf8(renamed))));
        archive_entry_set_pathname(entry, renamed.constData());
        addToSum(m_sum, entry, nameOf(entry));
        if (archive_write_header(m_archive, entry) < ARCHIVE_WARN)
            return failure();
        if (const auto copied = copyContent(reader.get(), m_archive, &m_sum, {}); !copied)
            return archive_errno(m_archive) != 0 ? failure() : copied;
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
    if (const auto summed = addFile(kSum, m_sum.result().toHex()); !summed)
        return summed;
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
    QCryptographicHash sum(QCryptographicHash::Sha256);
    QByteArray said; // the sum that stands in the file
    struct archive_entry *entry = nullptr;
    for (bool first = true;; first = false) {
        const int next = archive_read_next_header(reader.get(), &entry);
        if (next == ARCHIVE_EOF)
            break;
        if (next < ARCHIVE_WARN)
            return unusable(path, reasonOf(reader.get()));
        const QByteArray name = nameOf(entry);
        if (first != (name == kHead) || !said.isEmpty())
            return unusable(path, u"it is no export of a checkpoint"_s);
        const bool isSum = name == kSum;
        if (isSum)
            said = "none";
        const QByteArray expected = isSum ? sum.result().toHex() : QByteArray();
        addToSum(sum, entry, name);
        const auto type = archive_entry_filetype(entry);
        const bool isPlain = type == AE_IFREG || type == AE_IFDIR || type == AE_IFLNK;
        if (!isConfined(name) || !isPlain || archive_entry_hardlink(entry)
            || fateOfLink(entry, name) == LinkFate::Refused)
            return unusable(path,
                            u"it holds “%1”, which is no file of a database"_s.arg(
                                printable(QString::fromUtf8(name))));
        if (first && archive_entry_size(entry) > kLargestHead)
            return unusable(path, u"its head is too large"_s);
        const QString folder = QString::fromUtf8(name.left(name.indexOf('/')));
        if (!first && !isSum && !content.folders.contains(folder))
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
            sum.addData(QByteArrayView(block).first(got));
            content.bytes += got;
            const qint64 packed = archive_filter_bytes(reader.get(), -1);
            if (isZipBomb(content.bytes, packed, kZerosOfServers))
                return unusable(path, u"it unpacks to more than a thousand times its size"_s);
            progress(std::min(packed, size));
            if (stop.stop_requested())
                return cancelled();
            if (isSum && said != expected)
                said = block.first(std::min<qsizetype>(got, expected.size() + 1));
        }
        if (isSum && said != expected)
            return unusable(path, u"it is damaged: its content is not what was written"_s);
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
        if (fateOfLink(entry, name) > LinkFate::Taken)
            continue;
        archive_entry_set_pathname(entry, name.mid(prefix.size()).constData());
        // No server's file runs as another account than the one that starts it.
        archive_entry_set_perm(entry, archive_entry_perm(entry) & 0777);
        if (archive_write_header(writer, entry) < ARCHIVE_WARN)
            return out.second ? ioError(reasonOf(writer)) : out.second;
        if (const auto copied = copyContent(reader.get(), writer, nullptr, stop); !copied)
            return out.second ? copied : out.second;
    }
    archive_write_close(writer);
    return out.second;
}

} // namespace devstack
