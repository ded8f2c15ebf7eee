// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/imageimport.h"

#include "engine/containerfiles.h"
#include "engine/jsonstream.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString quoted(const QString &text)
{
    QString result;
    for (const QChar c : text) {
        // A Dockerfile has one instruction per line and replaces variables.
        if (c == u'\n' || c == u'\r') {
            result += u' ';
            continue;
        }
        if (c == u'"' || c == u'\\' || c == u'$')
            result += u'\\';
        result += c;
    }
    return u'"' + result + u'"';
}

EngineRequest imageOf(const ImageImport &import)
{
    EngineRequest request;
    request.method = "POST";
    request.path = "/images/create";
    const qsizetype colon = import.reference.lastIndexOf(u':');
    request.query = {{"fromSrc", u"-"_s},
                     {"repo", import.reference.left(colon)},
                     {"tag", import.reference.mid(colon + 1)}};
    for (auto label = import.labels.begin(); label != import.labels.end(); ++label)
        request.query.append({"changes", labelInstruction(label.key(), label.value())});
    request.timeout = 0s;
    return request;
}

} // namespace

QString labelInstruction(const QString &name, const QString &value)
{
    return u"LABEL %1=%2"_s.arg(quoted(name), quoted(value));
}

Result<QString> importImage(const EngineClient &engine,
                            const ImageImport &import,
                            const std::function<void(qint64)> &progress,
                            std::stop_token stop)
{
    qint64 sent = 0;
    const auto fill = [&](const EngineClient::BodySink &sink) {
        const auto counted = [&](QByteArrayView bytes) {
            sent += bytes.size();
            progress(sent);
            return sink(bytes);
        };
        return readFolder(engine, import.container, import.path, counted, stop);
    };
    const auto answer = engine.upload(imageOf(import), fill, stop);
    if (!answer)
        return answer.error();
    QString id;
    QString trouble;
    JsonStream lines([&](const QJsonObject &line) {
        if (line.contains(u"error"_s))
            trouble = line[u"error"_s].toString();
        else
            id = line[u"status"_s].toString();
    });
    lines.feed(QByteArray(*answer + "\n"));
    if (!trouble.isEmpty())
        return failed(u"The container engine refused the image: %1"_s.arg(trouble));
    if (!id.startsWith(u"sha256:"))
        return protocolError(u"The container engine does not name the image that it made."_s);
    return id;
}

} // namespace devstack
