// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/journalreader.h"

#include "core/files.h"
#include "core/jsonstrings.h"
#include "store/runjournal.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestJournal = 256 * 1024 * 1024;
/// A line that is longer is none of ours.
constexpr qsizetype kLongestLine = 4 * 1024 * 1024;
/// More than a journal's writer lets through.
constexpr qsizetype kMostLines = 6000;

std::chrono::milliseconds milliseconds(const QJsonValue &value)
{
    // A century: more is nonsense, and could not be added up.
    constexpr qint64 kLongest = 100ll * 365 * 24 * 3600 * 1000;
    return std::chrono::milliseconds(std::clamp<qint64>(value.toInteger(), 0, kLongest));
}

void readHeader(const QJsonObject &line, RunHeader &header)
{
    header.id = line.value(u"id"_s).toString();
    header.command = line.value(u"command"_s).toString();
    header.idas = strings(line.value(u"idas"_s));
    header.pid = line.value(u"pid"_s).toInteger();
    header.start = QDateTime::fromString(line.value(u"start"_s).toString(), Qt::ISODateWithMs);
    header.operation = Operation::fromJson(line.value(u"operation"_s).toObject());
}

QList<IdaAtRun> idasThenOf(const QJsonValue &value)
{
    constexpr qsizetype kMostIdas = 1000;
    QList<IdaAtRun> idas;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &one : array) {
        const QJsonObject json = one.toObject();
        IdaAtRun ida {json.value(u"ida"_s).toString(),
                      json.value(u"commit"_s).toString(),
                      json.value(u"dirty"_s).toBool(),
                      json.value(u"mode"_s).toString(),
                      json.value(u"variant"_s).toString(),
                      json.value(u"configuration"_s).toString(),
                      {}};
        const QJsonObject images = json.value(u"images"_s).toObject();
        for (auto it = images.begin(); it != images.end(); ++it)
            ida.images.insert(it.key(), it.value().toString());
        if (!ida.ida.isEmpty() && idas.size() < kMostIdas)
            idas.append(ida);
    }
    return idas;
}

std::optional<Error> errorOf(const QJsonValue &value)
{
    const QJsonObject json = value.toObject();
    if (json.isEmpty())
        return std::nullopt;
    return Error {Error::Kind::Failed,
                  json.value(u"message"_s).toString(),
                  json.value(u"detail"_s).toString(),
                  json.value(u"hint"_s).toString(),
                  {json.value(u"file"_s).toString(),
                   json.value(u"line"_s).toInt(),
                   json.value(u"column"_s).toInt()}};
}

} // namespace

QStringList JournalReader::feed(const QByteArray &bytes)
{
    QStringList changed;
    m_rest += bytes;
    qsizetype from = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
        const QJsonObject line = QJsonDocument::fromJson(m_rest.mid(from, end - from)).object();
        from = end + 1;
        if (line.isEmpty())
            continue;
        const QString id = applyLine(line);
        if (!changed.contains(id))
            changed.append(id);
    }
    m_rest.remove(0, from);
    if (m_rest.size() > kLongestLine)
        m_rest.clear();
    return changed;
}

RunStep *JournalReader::find(const QString &id)
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : &m_state.steps[*found];
}

QString JournalReader::applyLine(const QJsonObject &line)
{
    const QString type = line.value(u"type"_s).toString();
    if (type == u"run") {
        readHeader(line, m_state.header);
        return {};
    }
    if (type == u"steps") {
        applySteps(line);
        return {};
    }
    if (type == u"idas") {
        m_state.header.idas = strings(line.value(u"idas"_s));
        return {};
    }
    if (type == u"then") {
        // The first tells what was there when it began; later ones of IDAs that were cloned since.
        QList<IdaAtRun> &known = m_state.idasThen ? *m_state.idasThen : m_state.idasThen.emplace();
        for (const IdaAtRun &ida : idasThenOf(line.value(u"idas"_s))) {
            const auto same = std::ranges::find(known, ida.ida, &IdaAtRun::ida);
            if (same == known.end())
                known.append(ida);
            else if (same->commit.isEmpty())
                *same = ida;
        }
        return {};
    }
    if (type == u"waiting") {
        m_state.result = RunResult::Waiting;
        m_state.duration = milliseconds(line.value(u"ms"_s));
        m_state.error = errorOf(line.value(u"error"_s));
        return {};
    }
    if (type == u"resumed") {
        m_state.result = RunResult::Running;
        m_state.resumed
            = QDateTime::fromString(line.value(u"time"_s).toString(), Qt::ISODateWithMs);
        m_state.header.pid = line.value(u"pid"_s).toInteger();
        m_state.error.reset();
        return {};
    }
    if (type == u"end") {
        m_state.error = errorOf(line.value(u"error"_s));
        m_state.result = runResultOf(line.value(u"result"_s).toString());
        m_state.duration = milliseconds(line.value(u"ms"_s));
        return {};
    }
    const QString id = line.value(u"step"_s).toString();
    RunStep *step = find(id);
    if (!step)
        return {};
    if (type == u"started") {
        step->state = StepState::Running;
        step->started = QDateTime::fromString(line.value(u"time"_s).toString(), Qt::ISODateWithMs);
    } else if (type == u"progress") {
        step->progress = {line.value(u"done"_s).toInteger(),
                          line.value(u"total"_s).toInteger(-1),
                          line.value(u"unit"_s).toString(),
                          line.value(u"text"_s).toString()};
    } else if (type == u"line" && m_output == Output::Keep && step->output.size() < kMostLines) {
        step->output.append({valueOf<kStreamNames>(line.value(u"stream"_s).toString())
                                 .value_or(OutputLine::Stream::Out),
                             line.value(u"text"_s).toString()});
    } else if (type == u"finished") {
        step->state = stepStateOf(line.value(u"state"_s).toString());
        step->reason = line.value(u"reason"_s).toString();
        step->detail = line.value(u"detail"_s).toString();
        step->hint = line.value(u"hint"_s).toString();
        step->refused = line.value(u"refused"_s).toBool();
        step->duration = milliseconds(line.value(u"ms"_s));
    }
    return id;
}

void JournalReader::applySteps(const QJsonObject &line)
{
    const QJsonArray steps = line.value(u"steps"_s).toArray();
    for (const QJsonValue &value : steps) {
        const QJsonObject json = value.toObject();
        const QString id = json.value(u"id"_s).toString();
        if (id.isEmpty())
            continue;
        if (!m_index.contains(id)) {
            m_index.insert(id, m_state.steps.size());
            m_state.steps.append(RunStep());
            m_state.steps.last().id = id;
        }
        RunStep *step = find(id);
        step->ida = json.value(u"ida"_s).toString();
        step->service = json.value(u"service"_s).toString();
        step->kind = stepKindOf(json.value(u"kind"_s).toString());
        step->title = json.value(u"title"_s).toString();
        step->after = strings(json.value(u"after"_s));
        step->state = stepStateOf(json.value(u"state"_s).toString());
        step->reason = json.value(u"reason"_s).toString();
        step->detail = json.value(u"detail"_s).toString();
        step->hint = json.value(u"hint"_s).toString();
        step->refused = json.value(u"refused"_s).toBool();
        step->expected = milliseconds(json.value(u"expected"_s));
    }
}

void JournalReader::closeInterrupted(const QDateTime &last)
{
    if (!m_state.isRunning())
        return;
    const auto until = [&last](const QDateTime &begin) {
        return std::chrono::milliseconds(begin.isValid() && last > begin ? begin.msecsTo(last) : 0);
    };
    m_state.duration += until(m_state.resumed.isValid() ? m_state.resumed : m_state.header.start);
    m_state.result = RunResult::Interrupted;
    for (RunStep &step : m_state.steps) {
        if (!step.isFinal()) {
            if (step.state == StepState::Running)
                step.duration = until(step.started);
            step.reason = step.state == StepState::Running ? u"the program ended while it ran"_s
                                                           : u"the program ended before it began"_s;
            step.state = StepState::Cancelled;
        }
    }
}

Result<RunState> readRun(const QString &path)
{
    // Asked first: a run that ends between the two reads is then seen with its end.
    const bool live = isJournalLive(path);
    const auto content = readFile(path, kLargestJournal);
    if (!content)
        return content.error();
    JournalReader reader;
    reader.feed(*content);
    if (reader.state().header.id.isEmpty())
        return notFound(u"“%1” holds no run yet."_s.arg(path));
    if (!live)
        reader.closeInterrupted(QFileInfo(path).lastModified());
    return reader.state();
}

} // namespace devstack
