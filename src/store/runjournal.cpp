// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/runjournal.h"

#include "core/files.h"
#include "core/openfile.h"
#include "core/secrets.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kRunsKept = 20;
/// Of those that found nothing to do: they must not push the others out.
constexpr qsizetype kSettledRunsKept = 5;
/// Where the last line of such a run is.
constexpr qint64 kEndOfJournal = 512;
constexpr qint64 kLinesPerStep = 5000;
constexpr qint64 kBytesPerStep = 2 * 1024 * 1024;
constexpr qint64 kBytesPerRun = 32 * 1024 * 1024;
constexpr std::size_t kLastLines = 200;
/// Of the last lines together, and of a step's detail: a line may have 64 KiB.
constexpr qsizetype kLastBytes = 256 * 1024;
constexpr qint64 kProgressPauseMs = 250;
constexpr qsizetype kMostIdasThen = 200;
constexpr qsizetype kMostImagesThen = 40;

QString now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const StepInfo &step)
{
    QJsonObject json {{u"id"_s, step.id},
                      {u"ida"_s, step.ida},
                      {u"kind"_s, toString(step.kind)},
                      {u"title"_s, step.title},
                      {u"after"_s, QJsonArray::fromStringList(step.after)},
                      {u"state"_s, toString(step.state)},
                      {u"reason"_s, step.reason},
                      {u"expected"_s, qint64(step.expected.count())}};
    if (!step.service.isEmpty())
        json.insert(u"service"_s, step.service);
    // Of a step that cannot take part from the start.
    if (!step.detail.isEmpty())
        json.insert(u"detail"_s, masked(step.detail).right(kLastBytes));
    if (!step.hint.isEmpty())
        json.insert(u"hint"_s, step.hint);
    if (step.refused)
        json.insert(u"refused"_s, true);
    return json;
}

QJsonObject toJson(const Error &error)
{
    QJsonObject json {{u"message"_s, masked(error.message)}};
    if (!error.detail.isEmpty())
        json.insert(u"detail"_s, masked(error.detail).right(kLastBytes));
    if (!error.hint.isEmpty())
        json.insert(u"hint"_s, masked(error.hint));
    if (!error.where.file.isEmpty()) {
        json.insert(u"file"_s, error.where.file);
        json.insert(u"line"_s, error.where.line);
        json.insert(u"column"_s, error.where.column);
    }
    return json;
}

QJsonObject lineJson(const QString &step, const OutputLine &line)
{
    return {{u"type"_s, u"line"_s},
            {u"step"_s, step},
            {u"stream"_s, nameOf<kStreamNames>(line.stream)},
            {u"text"_s, line.text}};
}

/// Whether a journal would mask something of it.
bool holdsSecret(const Operation &operation)
{
    const QStringList words = operation.words();
    const auto isSecret = [](const QString &text) { return masked(text) != text; };
    return std::ranges::any_of(words, isSecret) || isSecret(words.join(u' '));
}

void dropOldJournals(const QString &folder)
{
    const QStringList journals = runJournals(folder);
    for (qsizetype i = kRunsKept - 1; i < journals.size(); ++i) {
        if (!isJournalLive(journals[i]))
            QFile::remove(journals[i]);
    }
}

/// What the name of a journal begins with. The newest run is the last by name, also after the clock
/// was set back: then it follows the one before it.
QString stampAfter(const QDateTime &start, const QString &newest)
{
    const QString format = u"yyyyMMdd'T'HHmmsszzz'Z'"_s;
    const QString stamp = start.toString(format);
    QDateTime before = QDateTime::fromString(newest.section(u'-', 0, 0), format);
    before.setTimeSpec(Qt::UTC);
    if (!before.isValid() || before < start)
        return stamp;
    const QString next = before.addMSecs(1).toString(format);
    return next.size() == stamp.size() ? next : stamp;
}

bool isSettled(const QString &path)
{
    QFile journal;
    return openRegular(path, journal)
        && journal.seek(std::max<qint64>(0, journal.size() - kEndOfJournal))
        && journal.readAll().contains("\"settled\":true");
}

void dropOldSettledJournals(const QString &folder)
{
    qsizetype settled = 0;
    for (const QString &path : runJournals(folder)) {
        if (isSettled(path) && ++settled > kSettledRunsKept)
            QFile::remove(path);
    }
}

} // namespace

/// How much of a step's output was written, and what waits in memory.
struct RunJournal::StepOutput
{
    qint64 lines = 0;
    qint64 bytes = 0;
    qint64 leftOut = 0;
    std::deque<OutputLine> last;
    qsizetype lastBytes = 0;
    QElapsedTimer progressWritten;
};

RunJournal::RunJournal(int descriptor, QString path, RunHeader header)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_header(std::move(header))
{
    m_clock.start();
}

RunJournal::~RunJournal()
{
    ::close(m_descriptor);
}

Result<std::unique_ptr<RunJournal>> RunJournal::create(const QString &runsFolder,
                                                       const QString &command,
                                                       const QStringList &idas,
                                                       const std::optional<Operation> &operation)
{
    if (const auto made = makeOwnPath(runsFolder); !made)
        return made.error();
    dropOldJournals(runsFolder);
    RunHeader header;
    header.command = masked(command);
    header.idas = idas;
    header.pid = ::getpid();
    if (operation && !holdsSecret(*operation))
        header.operation = operation;
    int descriptor = -1;
    QString path;
    // Two runs of one process in the same millisecond would want the same name: the second takes
    // the next one.
    for (int attempt = 0; descriptor < 0 && attempt < 100; ++attempt) {
        const QString newest = QFileInfo(runJournals(runsFolder).value(0)).fileName();
        header.start = QDateTime::currentDateTimeUtc();
        header.id = stampAfter(header.start, newest) + u'-' + QString::number(header.pid);
        path = runsFolder + u'/' + header.id + u".jsonl"_s;
        descriptor = ::open(QFile::encodeName(path).constData(),
                            O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC,
                            0600);
        if (descriptor < 0 && errno != EEXIST)
            break;
        if (descriptor < 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (descriptor < 0) {
        return ioError(u"The run cannot be recorded in “%1”: %2."_s.arg(
                           runsFolder, QString::fromLocal8Bit(std::strerror(errno))),
                       {},
                       u"Check the free space and the permissions of the folder."_s);
    }
    // Waits for a reader that looks at this very moment; none holds it for long.
    ::flock(descriptor, LOCK_EX);
    std::unique_ptr<RunJournal> journal(new RunJournal(descriptor, path, header));
    QJsonObject first {{u"type"_s, u"run"_s},
                       {u"version"_s, 1},
                       {u"id"_s, header.id},
                       {u"command"_s, header.command},
                       {u"idas"_s, QJsonArray::fromStringList(idas)},
                       {u"pid"_s, header.pid},
                       {u"start"_s, header.start.toString(Qt::ISODateWithMs)}};
    if (header.operation)
        first.insert(u"operation"_s, header.operation->toJson());
    journal->write(first);
    return journal;
}

Result<std::unique_ptr<RunJournal>> RunJournal::resume(const QString &path, const RunState &run)
{
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0)
        return ioError(u"The run cannot be recorded in “%1”: %2."_s.arg(
            path, QString::fromLocal8Bit(std::strerror(errno))));
    ::flock(descriptor, LOCK_EX);
    std::unique_ptr<RunJournal> journal(new RunJournal(descriptor, path, run.header));
    journal->m_header.pid = ::getpid();
    journal->m_earlierMs = run.duration.count();
    journal->m_didSomething = !run.steps.isEmpty();
    journal->write(
        {{u"type"_s, u"resumed"_s}, {u"pid"_s, journal->m_header.pid}, {u"time"_s, now()}});
    return journal;
}

void RunJournal::write(const QJsonObject &line)
{
    QByteArray bytes = jsonText(line, QJsonDocument::Compact) + '\n';
    if (m_torn)
        bytes.prepend('\n');
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t size = ::write(
            m_descriptor, bytes.constData() + written, std::size_t(bytes.size() - written));
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0) {
            m_torn = m_torn || written > 0;
            if (m_warning.isEmpty())
                m_warning = u"The run is not recorded in full: %1."_s.arg(
                    QString::fromLocal8Bit(std::strerror(errno)));
            return;
        }
        written += size;
    }
    m_torn = false;
}

void RunJournal::idasNow(const QList<IdaAtRun> &idas)
{
    const QList<IdaAtRun> kept = idas.mid(0, kMostIdasThen);
    if (kept == m_idasNow)
        return;
    m_idasNow = kept;
    QJsonArray array;
    for (const IdaAtRun &ida : kept) {
        QJsonObject images;
        for (auto it = ida.images.begin();
             it != ida.images.end() && images.size() < kMostImagesThen;
             ++it)
            images.insert(it.key(), it.value());
        array.append(QJsonObject {{u"ida"_s, ida.ida},
                                  {u"commit"_s, ida.commit},
                                  {u"dirty"_s, ida.dirty},
                                  {u"mode"_s, ida.mode},
                                  {u"variant"_s, ida.variant},
                                  {u"configuration"_s, ida.configuration},
                                  {u"images"_s, images}});
    }
    write({{u"type"_s, u"then"_s}, {u"idas"_s, array}});
}

void RunJournal::idas(const QStringList &idas)
{
    m_header.idas = idas;
    write({{u"type"_s, u"idas"_s}, {u"idas"_s, QJsonArray::fromStringList(idas)}});
}

void RunJournal::steps(const QList<StepInfo> &steps)
{
    QJsonArray array;
    for (const StepInfo &step : steps)
        array.append(toJson(step));
    m_didSomething |= std::ranges::any_of(
        steps, [](const StepInfo &step) { return step.state != StepState::Satisfied; });
    write({{u"type"_s, u"steps"_s}, {u"steps"_s, array}});
}

void RunJournal::started(const QString &step)
{
    m_output.insert(step, std::make_shared<StepOutput>());
    write({{u"type"_s, u"started"_s}, {u"step"_s, step}, {u"time"_s, now()}});
}

void RunJournal::progress(const QString &step, const Progress &progress)
{
    const auto output = m_output.value(step);
    if (!output
        || (output->progressWritten.isValid()
            && output->progressWritten.elapsed() < kProgressPauseMs))
        return;
    output->progressWritten.start();
    write({{u"type"_s, u"progress"_s},
           {u"step"_s, step},
           {u"done"_s, progress.done},
           {u"total"_s, progress.total},
           {u"unit"_s, progress.unit},
           {u"text"_s, masked(progress.text)}});
}

void RunJournal::line(const QString &step, const OutputLine &line)
{
    const auto output = m_output.value(step);
    if (!output)
        return;
    const OutputLine safe {line.stream, masked(line.text)};
    if (output->lines < kLinesPerStep && output->bytes < kBytesPerStep
        && m_outputBytes < kBytesPerRun) {
        ++output->lines;
        output->bytes += safe.text.size();
        m_outputBytes += safe.text.size();
        write(lineJson(step, safe));
        return;
    }
    output->last.push_back(safe);
    output->lastBytes += safe.text.size();
    while (output->last.size() > kLastLines
           || (output->lastBytes > kLastBytes && output->last.size() > 1)) {
        output->lastBytes -= output->last.front().text.size();
        output->last.pop_front();
        ++output->leftOut;
    }
}

void RunJournal::writeLeftOut(const QString &step, StepOutput &output)
{
    if (output.leftOut > 0)
        write(lineJson(step,
                       {OutputLine::Stream::Note, u"… %1 lines left out"_s.arg(output.leftOut)}));
    for (const OutputLine &line : output.last)
        write(lineJson(step, line));
    output.last.clear();
    output.lastBytes = 0;
}

void RunJournal::finished(const StepInfo &step)
{
    if (const auto output = m_output.take(step.id))
        writeLeftOut(step.id, *output);
    QJsonObject line {{u"type"_s, u"finished"_s},
                      {u"step"_s, step.id},
                      {u"state"_s, toString(step.state)},
                      {u"reason"_s, masked(step.reason)},
                      {u"detail"_s, masked(step.detail).right(kLastBytes)},
                      {u"hint"_s, step.hint},
                      {u"ms"_s, qint64(step.duration.count())}};
    if (step.refused)
        line.insert(u"refused"_s, true);
    write(line);
}

qint64 RunJournal::elapsedMs() const
{
    return m_earlierMs + m_clock.elapsed();
}

void RunJournal::end(RunResult result, const std::optional<Error> &error)
{
    QJsonObject line {
        {u"type"_s, u"end"_s}, {u"result"_s, toString(result)}, {u"ms"_s, elapsedMs()}};
    if (error)
        line.insert(u"error"_s, toJson(*error));
    const bool isSettled = result == RunResult::Done && !m_didSomething;
    if (isSettled)
        line.insert(u"settled"_s, true);
    write(line);
    if (isSettled)
        dropOldSettledJournals(QFileInfo(m_path).path());
}

void RunJournal::wait(const Error &question)
{
    write({{u"type"_s, u"waiting"_s}, {u"ms"_s, elapsedMs()}, {u"error"_s, toJson(question)}});
}

void RunJournal::discard()
{
    QFile::remove(m_path);
}

QStringList runJournals(const QString &runsFolder)
{
    QStringList paths;
    const QStringList names = QDir(runsFolder)
                                  .entryList({u"*.jsonl"_s},
                                             QDir::Files | QDir::NoSymLinks,
                                             QDir::Name | QDir::Reversed);
    for (const QString &name : names)
        paths.append(runsFolder + u'/' + name);
    return paths;
}

bool isJournalLive(const QString &path)
{
    const int descriptor
        = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    const bool live = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    ::close(descriptor);
    return live;
}

} // namespace devstack
