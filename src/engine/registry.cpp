// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/registry.h"

#include "core/localloop.h"
#include "core/slowanswer.h"
#include "core/text.h"
#include "engine/jsonstream.h"
#include "engine/registrycredentials.h"

#include <QJsonObject>
#include <QMap>
#include <QUrl>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTries = 4;
constexpr std::chrono::seconds kSilentLong {10};
/// Downloading, unpacking and sending tell how far they are all the time.
constexpr std::chrono::minutes kLongestSilence {5};

/// Tells when nothing was heard of a transfer for a while, and ends it when that goes on.
class Silence
{
public:
    Silence(const QString &who, std::stop_source transfer)
        : m_thread([this, who, transfer](const std::stop_token &over) mutable {
            std::unique_lock lock(m_mutex);
            for (bool isTold = false;;) {
                const auto end
                    = m_heard + (isTold ? std::chrono::seconds(kLongestSilence) : kSilentLong);
                m_wake.wait_until(lock, over, end, [] { return false; });
                if (over.stop_requested())
                    return;
                if (std::chrono::steady_clock::now()
                    < m_heard + (isTold ? std::chrono::seconds(kLongestSilence) : kSilentLong))
                    continue; // heard of meanwhile
                if (isTold)
                    break;
                isTold = true;
                answerIsSlow(who, kLongestSilence);
            }
            m_isTooLong = true;
            transfer.request_stop();
        })
    {
    }

    void heard()
    {
        const std::scoped_lock lock(m_mutex);
        m_heard = std::chrono::steady_clock::now();
    }
    bool isTooLong()
    {
        const std::scoped_lock lock(m_mutex);
        return m_isTooLong;
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::chrono::steady_clock::time_point m_heard = std::chrono::steady_clock::now();
    bool m_isTooLong = false;
    std::jthread m_thread; ///< the last: it uses the others
};

/// Adds up the layers of a transfer as the Engine reports them, one line per layer and change.
class Transfer
{
public:
    Transfer(QString what, Reporter &reporter)
        : m_what(std::move(what))
        , m_reporter(reporter)
    {
    }

    void take(const QJsonObject &line)
    {
        if (line.contains(u"error"_s)) {
            m_trouble = line[u"error"_s].toString();
            return;
        }
        const QString layer = line[u"id"_s].toString();
        const QString status = line[u"status"_s].toString();
        const QJsonObject detail = line[u"progressDetail"_s].toObject();
        const qint64 total = detail[u"total"_s].toInteger();
        // Unpacking counts the same bytes once more.
        if (total > 0 && (status == u"Downloading" || status == u"Pushing")) {
            m_layers[layer] = {detail[u"current"_s].toInteger(), total};
        } else if (m_layers.contains(layer)
                   && (status == u"Pushed" || status == u"Download complete")) {
            m_layers[layer].done = m_layers[layer].total;
        }
        tell(status);
    }

    const QString &trouble() const { return m_trouble; }

private:
    struct Layer
    {
        qint64 done = 0;
        qint64 total = 0;
    };

    Layer sum() const
    {
        Layer all;
        for (const Layer &layer : m_layers) {
            // The Engine counts what it reads before it is packed: more than the whole, at times.
            all.done += std::min(layer.done, layer.total);
            all.total += layer.total;
        }
        return all;
    }

    void tell(const QString &status) const
    {
        const Layer all = sum();
        m_reporter.progress(
            {all.done, all.total > 0 ? all.total : -1, u"bytes"_s, m_what + u": "_s + status});
    }

    QString m_what;
    Reporter &m_reporter;
    QMap<QString, Layer> m_layers;
    QString m_trouble;
};

/// Splits "host:port/name:tag" before its tag; a reference by digest has none.
std::pair<QString, QString> splitTag(const QString &reference)
{
    if (reference.contains(u'@'))
        return {reference, {}};
    const qsizetype colon = reference.lastIndexOf(u':');
    if (colon <= reference.lastIndexOf(u'/'))
        return {reference, u"latest"_s};
    return {reference.left(colon), reference.mid(colon + 1)};
}

Error refused(const QString &what, const QString &reference, const QString &why)
{
    const QString registry = registryOf(reference);
    const QString lower = why.toLower();
    const auto says = [&](const char *word) { return lower.contains(QLatin1StringView(word)); };
    const QString message = u"%1 %2 failed: %3"_s.arg(what, reference, why);
    if (says("unauthorized") || says("authentication") || says("denied")
        || says("no basic auth credentials"))
        return failed(message, u"Log in to the registry: docker login %1"_s.arg(registry));
    if (says("not found") || says("manifest unknown") || says("no such image")
        || says("does not exist"))
        return notFound(message, u"Check the name and its tag."_s);
    return unavailable(message,
                       u"Check that %1 can be reached, and run the same command again: what is "
                       u"complete is not transferred twice."_s.arg(registry));
}

/// Errors that another try may not meet.
bool isTransient(const Error &error)
{
    return error.kind == Error::Kind::Unavailable;
}

Result<> transferOnce(const EngineClient &engine,
                      const EngineRequest &request,
                      const QString &what,
                      const QString &reference,
                      Reporter &reporter,
                      const std::stop_token &stop)
{
    Transfer transfer(what, reporter);
    JsonStream lines([&](const QJsonObject &line) { transfer.take(line); });
    EngineClient::StreamWatch watch;
    const QString registry = registryOf(reference);
    std::stop_source transferring;
    const std::stop_callback forward(stop, [&] { transferring.request_stop(); });
    Silence silence(u"The registry %1"_s.arg(registry), transferring);
    watch.data = [&](QByteArrayView bytes) {
        silence.heard();
        lines.feed(bytes);
    };
    const auto ended = engine.stream(request, watch, transferring.get_token());
    lines.feed("\n");
    if (!ended && silence.isTooLong() && !stop.stop_requested())
        return timedOut(
            u"%1 %2 was given up: nothing came for %3."_s.arg(
                what, reference, formatDuration(kLongestSilence)),
            u"Check that %1 answers, and run the same command again: what is complete is not "
            u"transferred twice."_s.arg(registry));
    if (!ended && ended.error().kind == Error::Kind::Cancelled)
        return ended;
    if (!transfer.trouble().isEmpty())
        return refused(what, reference, transfer.trouble());
    // Refused before the first line: the Engine's own words hold the registry's.
    if (!ended && ended.error().kind != Error::Kind::Unavailable)
        return refused(what, reference, ended.error().message);
    return ended;
}

Result<> transfer(const EngineClient &engine,
                  EngineRequest request,
                  const QString &what,
                  const QString &reference,
                  Reporter &reporter,
                  std::stop_token stop)
{
    const auto authentication = registryAuthentication(registryOf(reference), stop);
    if (!authentication)
        return authentication.error();
    request.method = "POST";
    request.headers = {{"X-Registry-Auth", *authentication}};
    request.timeout = 0s;
    LocalLoop pause;
    for (int i = 1;; ++i) {
        const auto done = transferOnce(engine, request, what, reference, reporter, stop);
        if (done || !isTransient(done.error()))
            return done;
        if (i == kTries) {
            // The Engine is there: "unavailable" is said of it alone.
            Error error = done.error();
            error.kind = Error::Kind::Failed;
            return error;
        }
        reporter.line({OutputLine::Stream::Note,
                       u"%1 (try %2 of %3)"_s.arg(done.error().message).arg(i).arg(kTries)});
        if (pause.run(stop, std::chrono::seconds(i)) == LocalLoop::End::Stopped)
            return cancelled();
    }
}

} // namespace

Result<> pullImage(const EngineClient &engine,
                   const QString &reference,
                   Reporter &reporter,
                   std::stop_token stop)
{
    const auto [name, tag] = splitTag(reference);
    EngineRequest request;
    request.path = "/images/create";
    request.query = {{"fromImage", name}, {"tag", tag}};
    return transfer(engine, request, u"Pulling"_s, reference, reporter, std::move(stop));
}

Result<> pushImage(const EngineClient &engine,
                   const QString &reference,
                   Reporter &reporter,
                   std::stop_token stop)
{
    const auto [name, tag] = splitTag(reference);
    EngineRequest request;
    // The name's slashes are part of the path here (Engine API, ImagePush).
    request.path = "/images/" + QUrl::toPercentEncoding(name, "/:") + "/push";
    request.query = {{"tag", tag}};
    return transfer(engine, request, u"Pushing"_s, reference, reporter, std::move(stop));
}

} // namespace devstack
