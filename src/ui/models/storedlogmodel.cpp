// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/storedlogmodel.h"

#include "ui/text/linefold.h"

#include <QHash>
#include <QJsonDocument>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Characters of decoded rows: some screens of them.
constexpr int kCharactersKept = 2'000'000;
/// As parseAnsi() does when it is not told.
constexpr qsizetype kLongestShown = 4'000;
/// Longer than any line of the store.
constexpr qsizetype kWhole = 1 << 24;
/// How far back entries are looked for that grew: new lines follow the old ones closely.
constexpr qsizetype kGrownWithin = 50'000;
/// Files that are open at a time.
constexpr int kFilesOpen = 16;
constexpr qint64 kRowNanoPerMs = 1'000'000;
/// A larger document is shown as it is.
constexpr qsizetype kLargestJson = 256 * 1024;
/// So many places at the front may lie idle before their memory is used again.
constexpr size_t kIdle = 256 * 1024;

QDateTime timeOf(qint64 nano)
{
    return QDateTime::fromMSecsSinceEpoch(nano / kRowNanoPerMs, Qt::UTC);
}

QString clockTime(qint64 nano)
{
    return timeOf(nano).toLocalTime().toString(u"HH:mm:ss"_s);
}

int costOf(const LogRow &row)
{
    qsizetype characters = row.content.text.size() + 100;
    for (const AnsiText &line : row.more)
        characters += line.text.size() + 50;
    return int(std::min<qsizetype>(characters, kCharactersKept));
}

/// A line of JSON with its members below each other: in their order, and each as it was written.
QList<AnsiText> prettyJson(QByteArrayView text)
{
    constexpr qsizetype kStep = 2;
    if (!text.startsWith('{') || !text.endsWith('}') || text.size() > kLargestJson)
        return {};
    if (!QJsonDocument::fromJson(text.toByteArray()).isObject())
        return {};
    QList<AnsiText> lines;
    QByteArray line;
    qsizetype depth = 0;
    bool isInString = false;
    const auto begin = [&] {
        if (!line.trimmed().isEmpty())
            lines.append(parseAnsi(QString::fromUtf8(line)));
        line = QByteArray(depth * kStep, ' ');
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isInString) {
            line += c;
            if (c == '\\' && i + 1 < text.size())
                line += text[++i];
            isInString = c != '"';
            continue;
        }
        isInString = c == '"';
        if (c == '}' || c == ']') {
            --depth;
            begin();
        }
        if (c == ':')
            line += ": ";
        else if (c != ' ' && c != '\t' && c != '\r')
            line += c;
        if (c == '{' || c == '[')
            ++depth;
        if (c == '{' || c == '[' || c == ',')
            begin();
    }
    begin();
    return lines;
}

QString storedText(const StoredLine &line)
{
    QString text = QString::fromUtf8(line.text);
    if (line.isRest)
        text.prepend(u"… "_s);
    if (line.isAltered)
        text += u"  ⚠"_s;
    return text;
}

} // namespace

bool LogBatch::isEmpty() const
{
    return refs.empty() && segments.isEmpty() && grown.empty() && gone.isEmpty() && total == 0;
}

void LogBatch::add(LogBatch &&later)
{
    // What made room after it was found is not shown.
    if (!later.gone.isEmpty())
        std::erase_if(refs, [&](const LogRef &ref) { return later.gone.contains(ref.segment); });
    segments.append(later.segments);
    refs.insert(refs.end(), later.refs.begin(), later.refs.end());
    grown.insert(grown.end(), later.grown.begin(), later.grown.end());
    gone.unite(later.gone);
    total += later.total;
    errors += later.errors;
    warnings += later.warnings;
    matches += later.matches;
    leftOut += later.leftOut;
}

StoredLogModel::StoredLogModel(QObject *parent, qsizetype most)
    : LogRowsModel(parent)
    , m_most(most)
    , m_rows(kCharactersKept)
    , m_files(kFilesOpen)
{
}

const LogRow &StoredLogModel::line(int row) const
{
    const LogRef &ref = at(row);
    if (const LogRow *known = m_rows.object(keyOf(ref)))
        return *known;
    auto *fresh = new LogRow(read(ref, kLongestShown));
    m_rows.insert(keyOf(ref), fresh, costOf(*fresh));
    return *fresh;
}

std::shared_ptr<LogSegment> StoredLogModel::segment(quint32 number) const
{
    if (const auto *known = m_files.object(number))
        return *known;
    const auto opened = LogSegment::open(m_segments.at(number).path);
    if (!opened)
        return {};
    m_files.insert(number, new std::shared_ptr<LogSegment>(*opened));
    return *opened;
}

LogRow StoredLogModel::read(const LogRef &ref, qsizetype longest) const
{
    const LogRefSegment &from = m_segments.at(ref.segment);
    LogRow row;
    row.source = from.source;
    row.sourceNumber = from.sourceNumber;
    row.level = LogLevel(ref.level);
    const auto file = segment(ref.segment);
    const QByteArray first = file ? file->line(ref.offset) : QByteArray();
    const auto head = parseStored(first);
    if (!head) {
        row.isMark = true;
        row.content.text = file ? tr("(this line cannot be read)") : tr("(no longer kept)");
        return row;
    }
    row.time = timeOf(head->timeNano);
    row.fromStderr = head->kind == StoredLine::Kind::Err;
    row.isMark = !head->isOutput();
    if (head->kind == StoredLine::Kind::Started) {
        row.content.text = tr("%1 started %2").arg(from.source, clockTime(head->timeNano));
        return row;
    }
    if (head->kind == StoredLine::Kind::Ended) {
        row.content.text = head->text.isEmpty()
            ? tr("%1 ended %2").arg(from.source, clockTime(head->timeNano))
            : tr("%1 ended %2 with exit code %3")
                  .arg(from.source, clockTime(head->timeNano), QString::fromLatin1(head->text));
        row.level = head->text.isEmpty() || head->text == "0" ? LogLevel::None : LogLevel::Warning;
        return row;
    }
    // What goes on with it stands right behind it: lines of one container only are in a file.
    LineFold fold;
    QList<AnsiText> lines;
    qsizetype telling = 0;
    QByteArray bytes = first;
    for (qint64 offset = ref.offset;; bytes = file->line(offset)) {
        const auto line = parseStored(bytes);
        if (!line || !line->isOutput() || fold.goesOn(line->text) == lines.isEmpty())
            break;
        lines.append(parseAnsi(storedText(*line), longest));
        telling = fold.tellingLine();
        offset += bytes.size() + 1;
    }
    if (lines.size() > 1) {
        row.content = lines.at(telling);
        row.folded = int(lines.size()) - 1;
        row.isTrace = true;
        row.more = lines;
        return row;
    }
    row.content = lines.isEmpty() ? parseAnsi(storedText(*head), longest) : lines.first();
    row.more = prettyJson(head->text);
    row.folded = int(std::max<qsizetype>(0, row.more.size() - 1));
    return row;
}

std::pair<int, int> StoredLogModel::matchIn(const QString &text) const
{
    return m_search.matchIn(text);
}

bool StoredLogModel::isOpen(int row) const
{
    return !m_open.isEmpty() && m_open.contains(keyOf(at(row)));
}

void StoredLogModel::toggleOpen(int row)
{
    if (row < 0 || row >= count() || line(row).folded == 0)
        return;
    const qint64 key = keyOf(at(row));
    if (!m_open.remove(key))
        m_open.insert(key);
    emit rowChanged();
}

void StoredLogModel::restart(const LogSearch &search)
{
    beginResetModel();
    m_search = search;
    m_segments.clear();
    m_refs = {};
    m_first = 0;
    m_open.clear();
    m_rows.clear();
    m_files.clear();
    m_total = m_errors = m_warnings = m_matches = m_leftOut = 0;
    endResetModel();
    emit countChanged();
}

void StoredLogModel::append(const LogBatch &batch)
{
    m_segments.append(batch.segments);
    m_total += batch.total;
    m_errors += batch.errors;
    m_warnings += batch.warnings;
    m_matches += batch.matches;
    if (!batch.gone.isEmpty())
        dropRows(batch.gone);
    // Where more came than there is room for, as after a long pause, the first of them is left out.
    const qsizetype skipped = std::max<qsizetype>(0, qsizetype(batch.refs.size()) - m_most);
    const qsizetype size = qsizetype(batch.refs.size()) - skipped;
    m_leftOut += skipped + batch.leftOut;
    const qsizetype surplus = std::min<qsizetype>(count(), count() + size - m_most);
    if (surplus > 0) {
        beginRemoveRows({}, 0, int(surplus) - 1);
        m_first += size_t(surplus);
        m_leftOut += surplus;
        endRemoveRows();
        emit trimmed(int(surplus));
    }
    if (m_first > kIdle) {
        m_refs.erase(m_refs.begin(), m_refs.begin() + qsizetype(m_first));
        m_first = 0;
    }
    if (size > 0) {
        beginInsertRows({}, count(), count() + int(size) - 1);
        m_refs.insert(m_refs.end(), batch.refs.begin() + skipped, batch.refs.end());
        endInsertRows();
    }
    if (!batch.grown.empty())
        updateGrown(batch.grown);
    emit countChanged();
}

void StoredLogModel::updateGrown(const std::vector<LogRef> &grown)
{
    QHash<qint64, LogRef> latest;
    for (const LogRef &ref : grown) {
        latest.insert(keyOf(ref), ref);
        m_rows.remove(keyOf(ref));
    }
    const qsizetype from = std::max<qsizetype>(0, count() - kGrownWithin);
    for (qsizetype row = count() - 1; row >= from && !latest.isEmpty(); --row) {
        LogRef &ref = m_refs[m_first + size_t(row)];
        if (const auto found = latest.constFind(keyOf(ref)); found != latest.cend()) {
            ref = *found;
            latest.erase(found);
        }
    }
    emit rowChanged();
}

void StoredLogModel::dropRows(const QSet<quint32> &segments)
{
    // Between those of other services: the list is made anew without them.
    const int before = count();
    beginResetModel();
    const auto kept
        = std::remove_if(m_refs.begin() + qsizetype(m_first), m_refs.end(), [&](const LogRef &ref) {
              return segments.contains(ref.segment);
          });
    m_refs.erase(kept, m_refs.end());
    for (const quint32 number : segments)
        m_files.remove(number);
    endResetModel();
    m_leftOut += before - count();
    if (before > count())
        emit trimmed(before - count());
}

template <typename Wanted> int StoredLogModel::next(int row, bool backwards, Wanted wanted) const
{
    const int step = backwards ? -1 : 1;
    for (int i = row + step; i >= 0 && i < count(); i += step) {
        if (wanted(at(i)))
            return i;
    }
    return -1;
}

int StoredLogModel::nextOfLevel(int row, loglevel::Value level, bool backwards) const
{
    return next(
        row, backwards, [level](const LogRef &ref) { return int(ref.level) >= int(level); });
}

int StoredLogModel::nextMatch(int row, bool backwards) const
{
    return next(row, backwards, [](const LogRef &ref) { return ref.isMatch != 0; });
}

void StoredLogModel::writeText(const std::function<bool(const QByteArray &)> &sink) const
{
    constexpr qsizetype kPiece = 256 * 1024;
    QByteArray piece;
    for (int row = 0; row < count(); ++row) {
        const LogRow shown = read(at(row), kWhole);
        const QByteArray before
            = shown.time.toString(Qt::ISODateWithMs).toLatin1() + ' ' + shown.source.toUtf8() + ' ';
        if (shown.isTrace) {
            for (const AnsiText &line : shown.more)
                piece += before + line.text.toUtf8() + '\n';
        } else {
            piece += before + shown.content.text.toUtf8() + '\n';
        }
        if (piece.size() > kPiece && !sink(std::exchange(piece, {})))
            return;
    }
    sink(piece);
}

} // namespace devstack
