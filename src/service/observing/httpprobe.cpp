// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/httpprobe.h"

#include "core/localloop.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include <memory>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBodyLimit = 4096;

/// What a health document says is wrong, in the fields that health endpoints use.
QString reasonIn(const QString &body)
{
    const QJsonObject json = QJsonDocument::fromJson(body.toUtf8()).object();
    for (const auto &key : {u"reason"_s, u"detail"_s, u"error"_s, u"message"_s}) {
        if (const QString text = json.value(key).toString(); !text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

QString HttpAnswer::toText() const
{
    if (status == 0)
        return u"does not answer: "_s + error;
    const QString reason = reasonIn(body);
    return reason.isEmpty() ? u"answers %1"_s.arg(status)
                            : u"answers %1: %2"_s.arg(status).arg(reason);
}

QList<HttpAnswer>
probe(const QStringList &addresses, std::chrono::milliseconds timeout, std::stop_token stop)
{
    QList<HttpAnswer> answers(addresses.size());
    LocalLoop loop;
    QNetworkAccessManager network;
    network.setAutoDeleteReplies(false);
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    int open = 0;
    for (qsizetype i = 0; i < addresses.size(); ++i) {
        const QUrl url(addresses[i]);
        if (url.scheme() != u"http" && url.scheme() != u"https") {
            answers[i].error = u"not an http address"_s;
            continue;
        }
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setTransferTimeout(int(timeout.count()));
        QNetworkReply *reply = replies.emplace_back(network.get(request)).get();
        ++open;
        QObject::connect(reply, &QNetworkReply::finished, reply, [&, reply, i] {
            HttpAnswer &answer = answers[i];
            answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
            answer.body = QString::fromUtf8(reply->read(kBodyLimit));
            if (answer.status == 0)
                answer.error = reply->errorString();
            if (--open == 0)
                loop.quit();
        });
    }
    if (open > 0)
        loop.run(stop, timeout + std::chrono::milliseconds(500));
    for (const auto &reply : replies) {
        reply->disconnect();
        reply->abort();
    }
    return answers;
}

} // namespace devstack
