// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/composeoutput.h"

#include "engine/json.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kReportEvery {50};

const QStringList kStates {u"Working"_s, u"Done"_s, u"Warning"_s, u"Error"_s};
const QStringList kFinal {u"Started"_s,
                          u"Running"_s,
                          u"Healthy"_s,
                          u"Exited"_s,
                          u"Stopped"_s,
                          u"Removed"_s,
                          u"Restarted"_s,
                          u"Built"_s,
                          u"Pulled"_s,
                          u"Skipped"_s,
                          u"Killed"_s};

bool isFinal(const QString &id, const QString &verb)
{
    // A container is started after it was created; networks, volumes and images are done then.
    return kFinal.contains(verb) || (verb == u"Created" && !id.startsWith(u"Container "));
}

} // namespace

ComposeOutput::ComposeOutput(Reporter &reporter)
    : m_reporter(reporter)
    , m_build([this](const QString &line) { say(OutputLine::Stream::Out, line); })
{
}

void ComposeOutput::feed(const OutputLine &line)
{
    // A question that gets no answer and then is a no. No line end follows it.
    static const QRegularExpression kQuestion(
        u"\\A(?:\\? )?Volume \"([^\"]+)\" exists but .*\\(data will be lost\\)\\?(?: \\(y/N\\))? ?"_s);
    if (const auto asked = kQuestion.match(line.text); asked.hasMatch()) {
        m_keptVolumes += asked.captured(1);
        say(OutputLine::Stream::Note,
            u"The volume %1 stays as it is: it was made with other settings."_s.arg(
                asked.captured(1)));
        feed({line.stream, line.text.sliced(asked.capturedEnd())});
        return;
    }
    const QJsonObject fields = line.text.startsWith(u'{')
        ? QJsonDocument::fromJson(line.text.toUtf8()).object()
        : QJsonObject();
    if (BuildProgress::isBuildEvent(fields)) {
        m_build.feed(fields);
        report(m_build.progress());
    } else if (fields[u"error"_s].toBool()) {
        m_error = fields[u"message"_s].toString();
        say(OutputLine::Stream::Err, m_error);
    } else if (fields.contains(u"id"_s)) {
        feedEvent(fields);
    } else if (fields[u"msg"_s].isString()) { // a warning of its logger
        say(OutputLine::Stream::Err, fields[u"msg"_s].toString());
    } else if (!line.text.trimmed().isEmpty()) {
        say(line.stream, line.text);
    }
}

void ComposeOutput::feedEvent(const QJsonObject &fields)
{
    const QString id = fields[u"id"_s].toString();
    const QString text = fields[u"text"_s].toString();
    const QString status = fields[u"status"_s].toString();
    const bool newer = kStates.contains(status);
    const QString verb = newer || !text.isEmpty() ? text : status;
    if (!fields[u"parent_id"_s].toString().isEmpty()) {
        feedLayer(id, verb, fields);
        return;
    }
    const bool failed = newer ? status == u"Error" : verb == u"Error";
    const QString details
        = newer ? fields[u"details"_s].toString() : (text.isEmpty() ? QString() : status);
    if (failed) {
        const QString failure = u"%1: %2"_s.arg(id, details.isEmpty() ? verb : details);
        if (!m_failures.contains(failure)) {
            m_failures += failure;
            say(OutputLine::Stream::Err, failure);
        }
        return;
    }
    if (m_items.value(id) == verb)
        return;
    m_items.insert(id, verb);
    say(OutputLine::Stream::Note, id + u' ' + verb);
    if (m_layers.isEmpty())
        report(itemProgress());
}

void ComposeOutput::feedLayer(const QString &id, const QString &verb, const QJsonObject &fields)
{
    Layer &layer = m_layers[id];
    if (verb == u"Downloading") {
        layer.current = json::number(fields[u"current"_s]);
        layer.total = std::max(layer.total, json::number(fields[u"total"_s]));
    } else if (verb == u"Download complete" || verb == u"Pull complete" || verb == u"Extracting") {
        layer.current = layer.total; // unpacking counts from zero again
    }
    Progress bytes {0, 0, u"bytes"_s, verb};
    for (const Layer &one : std::as_const(m_layers)) {
        bytes.done += one.current;
        bytes.total += one.total;
    }
    if (bytes.total > 0)
        report(bytes);
}

Progress ComposeOutput::itemProgress() const
{
    Progress progress {0, m_items.size(), u"steps"_s, {}};
    for (auto item = m_items.begin(); item != m_items.end(); ++item) {
        if (isFinal(item.key(), item.value()))
            ++progress.done;
        else
            progress.text = item.key() + u' ' + item.value();
    }
    return progress;
}

void ComposeOutput::say(OutputLine::Stream stream, const QString &text)
{
    m_tail.add(text);
    m_reporter.line({stream, text});
}

void ComposeOutput::report(const Progress &progress)
{
    m_last = progress;
    const auto now = std::chrono::steady_clock::now();
    m_heldBack = now - m_reported < kReportEvery;
    if (m_heldBack)
        return;
    m_reported = now;
    m_reporter.progress(progress);
}

void ComposeOutput::finish()
{
    if (std::exchange(m_heldBack, false))
        m_reporter.progress(m_last);
}

QString ComposeOutput::error() const
{
    if (!m_build.error().isEmpty())
        return m_build.error();
    // One reason is said by the last line; several are only in the events.
    return m_failures.size() > 1 || m_error.isEmpty() ? m_failures.join(u"; "_s) : m_error;
}

} // namespace devstack
