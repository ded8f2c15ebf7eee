// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/fetchdump.h"

#include "core/localloop.h"
#include "core/openfile.h"
#include "core/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QUrl>

#include <memory>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Links that are signed, or hold a password, must not stand in logs.
QString shown(const QString &url)
{
    return printable(
        QUrl(url).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

constexpr int kTries = 4;
/// A server that sends nothing for so long has gone.
constexpr auto kSilence = 60s;

QNetworkRequest requestFor(const QUrl &url, qint64 from)
{
    QNetworkRequest request(url);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (const QString more = qEnvironmentVariable("SSL_CERT_FILE"); !more.isEmpty())
        tls.addCaCertificates(more);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setTransferTimeout(int(std::chrono::milliseconds(kSilence).count()));
    // Packed once more on the way, a range would count other bytes.
    request.setRawHeader("Accept-Encoding", "identity");
    if (from > 0)
        request.setRawHeader("Range", "bytes=" + QByteArray::number(from) + "-");
    return request;
}

Error refusedBy(const QNetworkReply &reply, const QString &url)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString message = status > 0
        ? u"%1 answers %2."_s.arg(shown(url)).arg(status)
        : u"%1 cannot be fetched: %2."_s.arg(shown(url), reply.errorString());
    if (status >= 400 && status < 500)
        return notFound(message, u"Check the address, and that it needs no login."_s);
    return unavailable(message, u"Run the same command again: it goes on where it ended."_s);
}

/// Adds what is missing to the file; success when the server has sent all.
Result<> fetchOnce(const QString &url, QFile &file, Reporter &reporter, const std::stop_token &stop)
{
    QNetworkAccessManager network;
    LocalLoop loop;
    const qint64 had = file.size();
    const std::unique_ptr<QNetworkReply> reply(network.get(requestFor(QUrl(url), had)));
    Result<> written = ok();
    qint64 total = -1;
    bool began = false;
    const auto take = [&] {
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (!written || (status != 200 && status != 206))
            return;
        if (status == 200 && !std::exchange(began, true)) {
            // It does not know ranges: all of it comes.
            file.resize(0);
            file.seek(0);
        }
        const QByteArray bytes = reply->readAll();
        if (file.write(bytes) != bytes.size()) {
            written = ioError(u"“%1” cannot be written: %2."_s.arg(printable(file.fileName()),
                                                                   file.errorString()));
            reply->abort();
            return;
        }
        const qint64 length = reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (total < 0 && length > 0)
            total = status == 206 ? had + length : length;
        reporter.progress({file.pos(), total, u"bytes"_s, u"fetching the dump"_s});
    };
    QObject::connect(reply.get(), &QNetworkReply::readyRead, reply.get(), take);
    QObject::connect(reply.get(), &QNetworkReply::finished, reply.get(), [&] {
        take();
        loop.quit();
    });
    const bool stopped = !reply->isFinished() && loop.run(stop) == LocalLoop::End::Stopped;
    reply->disconnect();
    if (stopped) {
        reply->abort();
        return cancelled();
    }
    if (!written)
        return written;
    // Nothing was missing: all of it had come before the connection broke.
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 416 && had > 0)
        return ok();
    return reply->error() == QNetworkReply::NoError ? ok() : Result<>(refusedBy(*reply, url));
}

Result<> requireContent(const QString &path, const QString &sha256, const QString &url)
{
    QFile file;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!openRegular(path, file) || !hash.addData(&file))
        return ioError(u"“%1” cannot be read."_s.arg(printable(path)));
    const QString found = QString::fromLatin1(hash.result().toHex());
    if (found == sha256)
        return ok();
    return invalidInput(u"%1 is another file than the one that is meant."_s.arg(shown(url)),
                        {},
                        u"Its SHA-256 is %1."_s.arg(found));
}

} // namespace

QString nameOfDump(const QString &dump)
{
    return isWebDump(dump) ? QUrl(dump).fileName() : QFileInfo(dump).fileName();
}

bool isWebDump(const QString &dump)
{
    return dump.contains(u"://");
}

Result<QString> fetchDump(const QString &url,
                          const QString &sha256,
                          const QString &folder,
                          Reporter &reporter,
                          std::stop_token stop)
{
    if (!url.startsWith(u"https://"))
        return invalidInput(u"%1 is no https address."_s.arg(shown(url)));
    static const QRegularExpression kDigits(u"\\A[0-9a-f]{64}\\z"_s);
    if (!kDigits.match(sha256).hasMatch())
        return invalidInput(u"%1 has no checksum of 64 hexadecimal digits."_s.arg(shown(url)),
                            {},
                            u"Give its `sha256`, so that everybody loads the same file."_s);
    const QString path = folder + u'/' + sha256 + u".dump"_s;
    if (QFileInfo::exists(path)) {
        if (requireContent(path, sha256, url))
            return path;
        QFile::remove(path); // damaged since
    }
    if (const auto made = makeOwnPath(folder); !made)
        return made.error();
    const QString partPath = path + u".part"_s;
    QFile part;
    if (const auto opened = openOwn(partPath, part); !opened)
        return opened.error();
    part.seek(part.size());
    LocalLoop pause;
    for (int i = 1;; ++i) {
        const auto done = fetchOnce(url, part, reporter, stop);
        if (done)
            break;
        if (i == kTries || done.error().kind != Error::Kind::Unavailable) {
            if (part.size() == 0)
                QFile::remove(partPath);
            // "Unavailable" is said of the Engine alone.
            Error error = done.error();
            if (error.kind == Error::Kind::Unavailable)
                error.kind = Error::Kind::Failed;
            return error;
        }
        reporter.line({OutputLine::Stream::Note, done.error().message});
        if (pause.run(stop, std::chrono::seconds(i)) == LocalLoop::End::Stopped)
            return cancelled();
        part.seek(part.size());
    }
    part.close();
    if (const auto same = requireContent(partPath, sha256, url); !same) {
        QFile::remove(partPath);
        return same.error();
    }
    if (!QFile::rename(partPath, path))
        return ioError(u"“%1” cannot be written."_s.arg(printable(path)));
    return path;
}

} // namespace devstack
