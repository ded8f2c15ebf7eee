// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/registrycredentials.h"

#include "core/files.h"
#include "core/process.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kLargestConfig = 1 << 20;
/// Under which Docker Hub's credentials are kept.
const QString kHubKey = u"https://index.docker.io/v1/"_s;

QString configPath()
{
    const QString folder = qEnvironmentVariable("DOCKER_CONFIG");
    return (folder.isEmpty() ? QDir::homePath() + u"/.docker"_s : folder) + u"/config.json"_s;
}

Result<QJsonObject> readConfig()
{
    const QString path = configPath();
    const auto content = readFile(path, kLargestConfig);
    if (!content) {
        return content.error().kind == Error::Kind::NotFound
            ? Result<QJsonObject>(QJsonObject())
            : content.error().within(u"Docker's configuration cannot be read"_s);
    }
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(*content, &parsed);
    if (!document.isObject())
        return invalidInput(
            u"Docker's configuration %1 is no JSON object: %2"_s.arg(path, parsed.errorString()));
    return document.object();
}

QByteArray encoded(const QJsonObject &authentication)
{
    return QJsonDocument(authentication)
        .toJson(QJsonDocument::Compact)
        .toBase64(QByteArray::Base64UrlEncoding);
}

QByteArray authenticationOf(const QString &user, const QString &secret, const QString &server)
{
    // docker-credential-helpers: this name says that the secret is a token of the registry.
    if (user == u"<token>")
        return encoded({{u"identitytoken"_s, secret}, {u"serveraddress"_s, server}});
    return encoded({{u"username"_s, user}, {u"password"_s, secret}, {u"serveraddress"_s, server}});
}

Result<QByteArray> askHelper(const QString &helper, const QString &server, std::stop_token stop)
{
    static const QRegularExpression kName(u"\\A[A-Za-z0-9][A-Za-z0-9._-]*\\z"_s);
    if (!kName.match(helper).hasMatch())
        return invalidInput(
            u"“%1” in Docker's configuration names no credential helper."_s.arg(helper));
    ProcessSpec spec;
    spec.program = u"docker-credential-"_s + helper;
    spec.arguments = {u"get"_s};
    spec.input = server.toUtf8() + '\n';
    spec.timeout = 60s;
    const auto ended = runProcess(spec, std::move(stop));
    if (!ended)
        return ended.error();
    const QByteArray said = ended->standardOutput;
    if (!ended->succeeded()) {
        // Its way to say that it has none.
        if (said.contains("credentials not found"))
            return encoded({});
        return ended->toError(spec.program);
    }
    const QJsonObject found = QJsonDocument::fromJson(said).object();
    return authenticationOf(found[u"Username"_s].toString(), found[u"Secret"_s].toString(), server);
}

} // namespace

QString registryOf(const QString &reference)
{
    const qsizetype slash = reference.indexOf(u'/');
    const QString first = reference.left(std::max<qsizetype>(slash, 0));
    const bool isHost = first.contains(u'.') || first.contains(u':') || first == u"localhost";
    return isHost ? first : u"docker.io"_s;
}

Result<QByteArray> registryAuthentication(const QString &registry, std::stop_token stop)
{
    const auto config = readConfig();
    if (!config)
        return config.error();
    const QString key = registry == u"docker.io" ? kHubKey : registry;
    const QString own = (*config)[u"credHelpers"_s].toObject()[key].toString();
    const QString helper = own.isEmpty() ? (*config)[u"credsStore"_s].toString() : own;
    if (!helper.isEmpty())
        return askHelper(helper, key, std::move(stop));
    const QJsonObject known = (*config)[u"auths"_s].toObject();
    for (const QString &name : QStringList {key, u"https://"_s + key, u"http://"_s + key}) {
        const QJsonObject entry = known[name].toObject();
        if (const QString token = entry[u"identitytoken"_s].toString(); !token.isEmpty())
            return authenticationOf(u"<token>"_s, token, key);
        const QString pair
            = QString::fromUtf8(QByteArray::fromBase64(entry[u"auth"_s].toString().toLatin1()));
        if (const qsizetype colon = pair.indexOf(u':'); colon > 0)
            return authenticationOf(pair.left(colon), pair.mid(colon + 1), key);
    }
    return encoded({});
}

} // namespace devstack
