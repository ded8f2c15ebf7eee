// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/steprecords.h"

#include "core/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestFile = 64 * 1024 * 1024;
/// Below this many lines compaction is not worth a write.
constexpr qsizetype kFewLines = 256;
/// Between a step and a digest of the data it worked on; no step has it in its name.
constexpr QChar kOnData = u'\n';
/// Of how many data a step is remembered: more checkpoints of one IDA are rare.
constexpr qsizetype kMostData = 12;

QByteArray toLine(const QString &step, const StepRecord &record)
{
    QJsonObject parts;
    for (auto it = record.parts.cbegin(); it != record.parts.cend(); ++it)
        parts.insert(it.key(), it.value());
    QJsonObject json {{u"step"_s, step},
                      {u"finished"_s, record.finished},
                      {u"time"_s, record.time.toString(Qt::ISODateWithMs)},
                      {u"ms"_s, qint64(record.duration.count())}};
    if (!record.fingerprint.isEmpty())
        json.insert(u"fingerprint"_s, record.fingerprint);
    if (!parts.isEmpty())
        json.insert(u"parts"_s, parts);
    if (!record.idas.isEmpty())
        json.insert(u"idas"_s, QJsonArray::fromStringList(record.idas));
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<std::pair<QString, StepRecord>> fromLine(const QByteArray &line)
{
    const QJsonDocument document = QJsonDocument::fromJson(line);
    const QJsonObject json = document.object();
    const QString step = json.value(u"step"_s).toString();
    if (step.isEmpty())
        return std::nullopt;
    StepRecord record;
    record.finished = json.value(u"finished"_s).toBool();
    record.fingerprint = json.value(u"fingerprint"_s).toString();
    record.time = QDateTime::fromString(json.value(u"time"_s).toString(), Qt::ISODateWithMs);
    record.duration = std::chrono::milliseconds(json.value(u"ms"_s).toInteger());
    const QJsonObject parts = json.value(u"parts"_s).toObject();
    for (auto it = parts.begin(); it != parts.end(); ++it)
        record.parts.insert(it.key(), it.value().toString());
    for (const auto &ida : json.value(u"idas"_s).toArray())
        record.idas += ida.toString();
    return std::pair {step, record};
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t size
            = ::write(descriptor, bytes.constData() + written, std::size_t(bytes.size() - written));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return false;
        written += size;
    }
    return true;
}

} // namespace

StepRecords StepRecords::open(const QString &path)
{
    StepRecords records;
    records.m_path = path;
    const QString broken = path + u".broken"_s;
    const auto content = readFile(path, kLargestFile);
    if (!content) {
        if (content.error().kind == Error::Kind::Io) {
            records.m_unread = content.error();
            records.m_warnings.append(content.error().message);
        } else if (content.error().kind != Error::Kind::NotFound) {
            QFile::remove(broken);
            QFile::rename(path, broken);
            records.m_warnings.append(
                u"The record of earlier steps cannot be read and was set aside as “%1”: %2"_s.arg(
                    broken, content.error().message));
        }
        return records;
    }
    const QList<QByteArray> lines = content->split('\n');
    records.m_torn = !lines.last().isEmpty();
    for (const QByteArray &line : lines) {
        if (line.isEmpty())
            continue;
        ++records.m_lines;
        if (const auto entry = fromLine(line))
            records.apply(entry->first, entry->second);
        else if (!line.startsWith(
                     '{')) // a line torn by a crash begins like a record: nothing to tell
            records.m_damaged = true;
    }
    if (records.m_damaged) {
        QFile::remove(broken);
        QFile::copy(path, broken);
        records.m_warnings.append(
            u"Some records of earlier steps cannot be read; those steps run again. The file is "
            u"kept as “%1”."_s.arg(broken));
    }
    return records;
}

std::optional<StepRecord> StepRecords::find(const QString &step) const
{
    const auto found = m_records.constFind(step);
    return found == m_records.constEnd() ? std::nullopt : std::optional(*found);
}

void StepRecords::apply(const QString &step, const StepRecord &record)
{
    m_records.insert(step, record);
}

QString StepRecords::nameOnData(const QString &step, const QString &data)
{
    return data.isEmpty() ? QString() : step + kOnData + data;
}

QString StepRecords::stepOf(const QString &name)
{
    return name.section(kOnData, 0, 0);
}

Result<> StepRecords::begin(const QString &step,
                            const QString &data,
                            const QStringList &idas,
                            const QMap<QString, QString> &parts)
{
    QByteArray lines;
    for (const QString &name : {step, nameOnData(step, data)}) {
        if (name.isEmpty())
            continue;
        StepRecord record = m_records.value(name);
        record.finished = false;
        record.fingerprint.clear();
        record.parts = parts;
        record.idas = idas;
        record.time = QDateTime::currentDateTimeUtc();
        apply(name, record);
        lines += toLine(name, record);
    }
    return append(lines, false);
}

Result<> StepRecords::record(const QString &step,
                             const QString &fingerprint,
                             const QMap<QString, QString> &parts,
                             std::chrono::milliseconds duration,
                             const QString &data,
                             const QStringList &idas)
{
    const StepRecord entry {
        true, fingerprint, parts, QDateTime::currentDateTimeUtc(), duration, idas};
    QByteArray lines;
    for (const QString &name : {step, nameOnData(step, data)}) {
        if (name.isEmpty())
            continue;
        apply(name, entry);
        lines += toLine(name, entry);
    }
    if (!data.isEmpty())
        dropOldest(step);
    if (m_lines > kFewLines && m_lines > 4 * m_records.size())
        return compact();
    return append(lines, true);
}

void StepRecords::dropOldest(const QString &step)
{
    // They are gone from the file with the next compaction; until then they do no harm.
    const QString prefix = step + kOnData;
    QList<std::pair<QDateTime, QString>> known;
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it) {
        if (it.key().startsWith(prefix))
            known.emplace_back(it->time, it.key());
    }
    std::ranges::sort(known);
    for (qsizetype i = 0; i < known.size() - kMostData; ++i)
        m_records.remove(known.at(i).second);
}

Result<>
StepRecords::forget(const std::function<bool(const QString &, const StepRecord &)> &matches)
{
    bool any = false;
    for (auto it = m_records.begin(); it != m_records.end(); ++it) {
        if (!matches(it.key(), *it))
            continue;
        *it = StepRecord {false, {}, {}, {}, it->duration, {}};
        any = true;
    }
    return any ? compact() : ok();
}

Result<> StepRecords::append(const QByteArray &lines, bool sync)
{
    if (m_damaged)
        return compact();
    const int descriptor
        = ::open(QFile::encodeName(m_path).constData(),
                 O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK,
                 0600);
    const auto failed = [this] {
        return ioError(u"The step cannot be recorded in “%1”: %2."_s.arg(
                           m_path, QString::fromLocal8Bit(std::strerror(errno))),
                       {},
                       u"Check the free space; the step runs again next time."_s);
    };
    if (descriptor < 0)
        return failed();
    const bool written = writeAll(descriptor, m_torn ? '\n' + lines : lines);
    m_torn = !written;
    const bool synced = written && (!sync || ::fdatasync(descriptor) == 0);
    Result<> result = synced ? ok() : Result<>(failed());
    ::close(descriptor);
    m_lines += lines.count('\n');
    return result;
}

Result<> StepRecords::compact()
{
    if (m_unread)
        return cannotReadNow(*m_unread);
    QByteArray lines;
    for (auto it = m_records.cbegin(); it != m_records.cend(); ++it)
        lines += toLine(it.key(), it.value());
    const auto result = writeFile(m_path, lines, true);
    if (result) {
        m_lines = m_records.size();
        m_torn = false;
        m_damaged = false;
    }
    return result;
}

} // namespace devstack
