// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/logstore.h"

#include "core/openfile.h"
#include "core/text.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Standard output and error are taken by two threads of the Engine: so much their order may
/// differ.
constexpr qint64 kDisorder = 50'000'000;
/// What is read at once.
constexpr qsizetype kBlock = 256 * 1024;
/// Longer than any line that is stored; what has no end by then is no line.
constexpr qsizetype kLongestStored = 32 * 1024 * 1024;
/// Larger than any segment becomes: what else is there was not written by this program.
constexpr qint64 kLargestSegment = 256 * 1024 * 1024;
/// Of the end of a segment, to find out where to go on.
constexpr qint64 kReadBack = 4 * 1024 * 1024;

QString folderName(const QString &name)
{
    const QString safe = QString::fromLatin1(QUrl::toPercentEncoding(name));
    return safe.startsWith(u'.') ? u"%2E"_s + safe.sliced(1) : safe;
}

QString nameOfFolder(const QString &folder)
{
    return QUrl::fromPercentEncoding(folder.toLatin1());
}

QString lastFault()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

QStringList foldersIn(const QString &path)
{
    return QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks | QDir::Hidden,
                                QDir::Name);
}

/// Two streams may have a line each at the same time.
qint64 keyOf(qint64 timeNano, StoredLine::Kind kind)
{
    return kind == StoredLine::Kind::Err ? -timeNano : timeNano;
}

} // namespace

QString logStoreFolder(const QString &stateFolder)
{
    return stateFolder + u"/logs"_s;
}

QString loggedServiceFolder(const QString &store, const QString &ida, const QString &service)
{
    return store + u'/' + folderName(ida) + u'/' + folderName(service);
}

QList<LoggedService> loggedServices(const QString &store)
{
    QList<LoggedService> services;
    for (const QString &ida : foldersIn(store)) {
        const QString folder = store + u'/' + ida;
        for (const QString &service : foldersIn(folder))
            services.append({nameOfFolder(ida), nameOfFolder(service), folder + u'/' + service});
    }
    return services;
}

QList<LogSegmentFile> logSegments(const QString &serviceFolder)
{
    static const QRegularExpression kName(u"\\A([0-9]{8,15})-([A-Za-z0-9_.-]{1,128})\\.log\\z"_s);
    QList<LogSegmentFile> segments;
    const QFileInfoList files
        = QDir(serviceFolder)
              .entryInfoList({u"*.log"_s}, QDir::Files | QDir::NoSymLinks | QDir::Hidden);
    for (const QFileInfo &file : files) {
        if (const auto match = kName.match(file.fileName()); match.hasMatch())
            segments.append(
                {file.filePath(), match.captured(1).toLongLong(), match.captured(2), file.size()});
    }
    std::ranges::sort(segments, {}, &LogSegmentFile::number);
    return segments;
}

Result<FileLock> lockLogStore(const QString &store, const QString &command)
{
    if (const auto made = makeOwnPath(store); !made)
        return made.error();
    return FileLock::acquire(store + u"/lock"_s, command);
}

LogWriter::LogWriter(QString folder, QString container, LogLimits limits)
    : m_folder(std::move(folder))
    , m_container(std::move(container))
    , m_limits(limits)
{
}

LogWriter::~LogWriter()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<std::unique_ptr<LogWriter>>
LogWriter::open(const QString &serviceFolder, const QString &container, const LogLimits &limits)
{
    if (const auto made = makeOwnPath(serviceFolder); !made)
        return made.error();
    std::unique_ptr<LogWriter> writer(new LogWriter(serviceFolder, container, limits));
    QList<LogSegmentFile> own = logSegments(serviceFolder);
    own.removeIf([&](const LogSegmentFile &file) { return file.container != container; });
    if (own.isEmpty())
        return writer;
    const QByteArray path = QFile::encodeName(own.last().path);
    const int descriptor = ::open(path.constData(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return ioError(
            u"The log store cannot be written: “%1”: %2."_s.arg(own.last().path, lastFault()),
            {},
            u"Check the permissions of the folder."_s);
    writer->m_descriptor = descriptor;
    // A kill in the middle of a write left a part of a line.
    if (const auto segment = LogSegment::open(own.last().path)) {
        const qint64 from = std::max<qint64>(0, own.last().size - kReadBack);
        qint64 whole = (*segment)->read(from, [](qint64, QByteArrayView) { return true; });
        if (whole == from && from > 0) // one line as long as all that was read
            whole = (*segment)->read(0, [](qint64, QByteArrayView) { return true; });
        if (whole < own.last().size && ::ftruncate(descriptor, whole) != 0)
            return ioError(u"The log store cannot be written: %1."_s.arg(lastFault()));
        writer->m_size = own.last().size = whole;
    }
    writer->readBack(own);
    return writer;
}

void LogWriter::readBack(const QList<LogSegmentFile> &own)
{
    const auto visitEnd = [](const LogSegmentFile &file, qint64 most, const auto &use) {
        const auto segment = LogSegment::open(file.path);
        if (!segment)
            return;
        const qint64 from = std::max<qint64>(0, file.size - most);
        (*segment)->read(from, [&](qint64, QByteArrayView line) {
            if (const auto stored = parseStored(line))
                use(*stored);
            return true;
        });
    };
    // The last two: the newest may have just begun.
    const auto recent = own.last(std::min<qsizetype>(2, own.size()));
    qint64 latest = 0;
    for (const LogSegmentFile &file : recent) {
        visitEnd(file, kReadBack, [&](const StoredLine &line) {
            if (line.isOutput()) {
                m_lastTime = line.timeNano;
                latest = std::max(latest, line.timeNano);
            } else if (line.kind == StoredLine::Kind::Started) {
                m_lastStart = line.timeNano;
                m_ended = false;
            } else if (line.kind == StoredLine::Kind::Ended) {
                m_ended = true;
            }
        });
    }
    const auto keep = [&](const StoredLine &line) {
        if (line.isOutput() && line.timeNano >= resumeTime())
            ++m_kept[keyOf(line.timeNano, line.kind)];
    };
    // The clock was set back: lines from before that count as later ones for the Engine.
    const bool clockJumped = latest > m_lastTime + kDisorder;
    for (const LogSegmentFile &file : clockJumped ? own : recent)
        visitEnd(file, clockJumped ? file.size : kReadBack, keep);
    // The last beginning may be further back than what was read.
    for (auto file = own.rbegin(); m_lastStart == 0 && file != own.rend(); ++file) {
        visitEnd(*file, file->size, [&](const StoredLine &line) {
            if (line.kind == StoredLine::Kind::Started)
                m_lastStart = line.timeNano;
        });
    }
}

qint64 LogWriter::resumeTime() const
{
    return std::max<qint64>(0, m_lastTime - kDisorder);
}

int LogWriter::kept(qint64 timeNano, StoredLine::Kind kind) const
{
    return m_kept.value(keyOf(timeNano, kind));
}

Result<> LogWriter::append(const QByteArray &lines)
{
    if (lines.isEmpty())
        return ok();
    if (m_descriptor < 0 || m_size >= m_limits.segmentBytes) {
        if (const auto made = nextSegment(); !made)
            return made;
    }
    qsizetype written = 0;
    while (written < lines.size()) {
        const ssize_t size = ::write(
            m_descriptor, lines.constData() + written, std::size_t(lines.size() - written));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0) {
            const QString fault = lastFault();
            // Else it would be there twice. Where even this fails, the next writer does it.
            [[maybe_unused]] const int undone = ::ftruncate(m_descriptor, m_size);
            return ioError(u"Logs are not recorded: %1."_s.arg(fault),
                           {},
                           u"Free some space. The Engine keeps the lines meanwhile."_s);
        }
        written += size;
    }
    m_size += written;
    return ok();
}

Result<> LogWriter::nextSegment()
{
    qint64 number = 1;
    if (const auto all = logSegments(m_folder); !all.isEmpty())
        number = all.last().number + 1;
    int descriptor = -1;
    constexpr int kAttempts = 100; // two containers of one service may want the same number
    for (int attempt = 0; attempt < kAttempts && descriptor < 0; ++attempt, ++number) {
        const QString path
            = u"%1/%2-%3.log"_s.arg(m_folder).arg(number, 8, 10, QChar(u'0')).arg(m_container);
        descriptor = ::open(QFile::encodeName(path).constData(),
                            O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW,
                            0600);
        if (descriptor < 0 && errno != EEXIST)
            return ioError(u"Logs are not recorded: “%1”: %2."_s.arg(m_folder, lastFault()),
                           {},
                           u"Check the free space and the permissions of the folder."_s);
    }
    if (descriptor < 0)
        return ioError(u"Logs are not recorded: no name is free in “%1”."_s.arg(m_folder));
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = descriptor;
    m_size = 0;
    dropOldest();
    return ok();
}

void LogWriter::dropOldest()
{
    const QList<LogSegmentFile> all = logSegments(m_folder);
    qint64 bytes = m_limits.segmentBytes; // what the new one will come to
    for (const LogSegmentFile &file : all)
        bytes += file.size;
    qsizetype count = all.size();
    for (const LogSegmentFile &file : all.first(std::max<qsizetype>(0, all.size() - 1))) {
        if (bytes <= m_limits.bytes && count <= m_limits.segments)
            return;
        QFile::remove(file.path);
        bytes -= file.size;
        --count;
    }
}

Result<std::shared_ptr<LogSegment>> LogSegment::open(const QString &path)
{
    std::shared_ptr<LogSegment> segment(new LogSegment);
    if (const auto opened = openRegular(path, segment->m_file); !opened)
        return opened.error();
    if (segment->m_file.size() > kLargestSegment)
        return invalidInput(u"“%1” is larger than any segment of a log."_s.arg(printable(path)),
                            {path, 0, 0},
                            u"Remove it."_s);
    return segment;
}

qint64 LogSegment::read(qint64 offset, const Visit &visit) const
{
    QByteArray block(kBlock, Qt::Uninitialized);
    qsizetype held = 0;
    for (;;) {
        const ssize_t size = ::pread(
            m_file.handle(), block.data() + held, std::size_t(block.size() - held), offset + held);
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return offset;
        held += size;
        const QByteArrayView bytes(block.constData(), held);
        qsizetype at = 0;
        for (qsizetype end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', at)) {
            const bool more = visit(offset + at, bytes.sliced(at, end - at));
            at = end + 1;
            if (!more)
                return offset + at;
        }
        std::memmove(block.data(), block.constData() + at, std::size_t(held - at));
        held -= at;
        offset += at;
        if (held < block.size())
            continue;
        if (held >= kLongestStored)
            return offset;
        block.resize(block.size() * 2);
    }
}

QByteArray LogSegment::line(qint64 offset) const
{
    // Most lines are short; the rest is read in larger pieces.
    std::array<char, 1024> first {};
    const ssize_t size = ::pread(m_file.handle(), first.data(), first.size(), offset);
    if (size <= 0)
        return {};
    const QByteArrayView bytes(first.data(), size);
    if (const qsizetype end = bytes.indexOf('\n'); end >= 0)
        return bytes.first(end).toByteArray();
    QByteArray whole;
    read(offset, [&](qint64, QByteArrayView line) {
        whole = line.toByteArray();
        return false;
    });
    return whole;
}

} // namespace devstack
