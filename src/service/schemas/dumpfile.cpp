// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/dumpfile.h"

#include "core/openfile.h"
#include "core/text.h"
#include "service/schemas/zipbomb.h"

#include <archive.h>
#include <archive_entry.h>

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstring>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kBlock = 256 * 1024;

Error broken(const QString &path, const QString &why)
{
    return invalidInput(u"“%1” is broken: %2."_s.arg(printable(path), why),
                        {},
                        u"Have it sent again and compare its size or checksum."_s);
}

QString archiveError(struct archive *archive)
{
    const char *text = archive_error_string(archive);
    return text ? QString::fromUtf8(text) : u"it cannot be unpacked"_s;
}

} // namespace

DumpFile::DumpFile(const QString &path, DumpTarget target)
    : m_path(path)
    , m_rules(target)
{
}

DumpFile::~DumpFile()
{
    if (m_archive)
        archive_read_free(m_archive);
}

Result<std::unique_ptr<DumpFile>> DumpFile::open(const QString &path, DumpTarget target)
{
    const QFileInfo info(path);
    if (!info.exists())
        return notFound(u"There is no file “%1”."_s.arg(printable(path)));
    if (!info.isFile())
        return invalidInput(u"“%1” is no file."_s.arg(printable(path)));
    std::unique_ptr<DumpFile> file(new DumpFile(path, target));
    file->m_fileSize = info.size();
    file->m_archive = archive_read_new();
    // In the program itself: no filter that would run another one.
    archive_read_support_filter_gzip(file->m_archive);
    archive_read_support_filter_bzip2(file->m_archive);
    archive_read_support_filter_xz(file->m_archive);
    archive_read_support_filter_zstd(file->m_archive);
    archive_read_support_format_raw(file->m_archive);
    archive_read_support_format_empty(file->m_archive);
    if (const auto opened = openRegular(path, file->m_source); !opened)
        return opened.error();
    if (archive_read_open_fd(file->m_archive, file->m_source.handle(), kBlock) != ARCHIVE_OK)
        return broken(path, archiveError(file->m_archive));
    struct archive_entry *entry = nullptr;
    const int header = archive_read_next_header(file->m_archive, &entry);
    if (header == ARCHIVE_EOF)
        return invalidInput(u"“%1” is empty."_s.arg(printable(path)));
    if (header < ARCHIVE_WARN)
        return broken(path, archiveError(file->m_archive));
    file->QIODevice::open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    return file;
}

qint64 DumpFile::position() const
{
    return archive_filter_bytes(m_archive, -1);
}

bool DumpFile::atEnd() const
{
    return m_ended && m_taken >= m_ready.size();
}

void DumpFile::fail(const Error &error)
{
    m_trouble = error;
    m_ended = true;
    m_ready.clear();
    m_taken = 0;
}

/// Reads on until there is something to hand out; false at the end.
bool DumpFile::fill()
{
    m_ready.clear();
    m_taken = 0;
    QByteArray block(qsizetype(kBlock), Qt::Uninitialized);
    while (m_ready.isEmpty() && !m_ended) {
        const la_ssize_t size = archive_read_data(m_archive, block.data(), kBlock);
        if (size < 0) {
            fail(broken(m_path, archiveError(m_archive)));
            return false;
        }
        m_unpacked += size;
        if (isZipBomb(m_unpacked, position(), kZerosOfText)) {
            fail(invalidInput(
                u"“%1” unpacks to more than a thousand times its size."_s.arg(printable(m_path)),
                {},
                u"No dump does; it was not read further."_s));
            return false;
        }
        if (m_rules.facts().isCustomFormat) {
            m_ready.append(block.constData(), size);
        } else {
            m_line.append(block.constData(), size);
            takeLines(size == 0);
        }
        if (size == 0)
            m_ended = true;
    }
    return !m_ready.isEmpty();
}

void DumpFile::takeLines(bool isEnd)
{
    qsizetype from = 0;
    while (m_trouble) {
        const qsizetype end = m_line.indexOf('\n', from);
        if (m_inLongLine) {
            const qsizetype until = end < 0 ? m_line.size() : end + 1;
            m_ready.append(m_line.constData() + from, until - from);
            m_rules.passOn(QByteArrayView(m_line).sliced(from, until - from));
            from = until;
            m_inLongLine = end < 0;
            if (end < 0)
                break;
            continue;
        }
        const bool isWhole = end >= 0 || isEnd;
        if (!isWhole && m_line.size() - from < m_rules.longestLine())
            break;
        const qsizetype until = end >= 0 ? end : m_line.size();
        if (until == from && end < 0)
            break;
        QByteArray line = m_line.sliced(from, until - from);
        // The rules have to see a line as the client does, which takes both line ends.
        const bool isBinary = m_rules.facts().lines == 0 && line.startsWith("PGDMP");
        const bool hasReturn = isWhole && !isBinary && line.endsWith('\r');
        if (hasReturn)
            line.chop(1);
        if (m_rules.facts().lines == 0 && line.startsWith("\xef\xbb\xbf"))
            line.remove(0, 3); // of an editor; no client takes it
        const bool isFirst = m_rules.facts().lines == 0;
        const QByteArray sent = m_rules.take(line, isWhole);
        if (isFirst && m_rules.facts().isCustomFormat && m_rules.refusal().isEmpty()) {
            m_ready = std::exchange(m_line, {});
            return;
        }
        m_ready += sent;
        if (hasReturn && m_rules.isInValue())
            m_ready += '\r';
        if (!m_rules.refusal().isEmpty()) {
            fail(invalidInput(
                u"“%1” was not loaded: %2."_s.arg(printable(m_path), m_rules.refusal()),
                {},
                u"Make the dump with mysqldump, mariadb-dump or pg_dump."_s));
            return;
        }
        if (end >= 0)
            m_ready += '\n';
        m_inLongLine = !isWhole;
        from = end >= 0 ? end + 1 : m_line.size();
    }
    m_line.remove(0, from);
}

qint64 DumpFile::readData(char *data, qint64 size)
{
    if (m_taken >= m_ready.size() && (m_ended || !fill()))
        return m_trouble ? 0 : -1;
    const qint64 part = std::min<qint64>(size, m_ready.size() - m_taken);
    std::memcpy(data, m_ready.constData() + m_taken, std::size_t(part));
    m_taken += part;
    return part;
}

Result<DumpFacts> inspectDump(const QString &path,
                              DumpTarget target,
                              const std::function<void(qint64)> &progress,
                              std::stop_token stop)
{
    const auto file = DumpFile::open(path, target);
    if (!file)
        return file.error();
    QByteArray block(qsizetype(kBlock), Qt::Uninitialized);
    while ((*file)->read(block.data(), block.size()) > 0) {
        if (stop.stop_requested())
            return cancelled();
        progress((*file)->position());
    }
    if (const auto &trouble = (*file)->trouble(); !trouble)
        return trouble.error();
    if ((*file)->facts().isCut)
        return broken(path, u"its last line is missing, so it was cut off"_s);
    return (*file)->facts();
}

} // namespace devstack
