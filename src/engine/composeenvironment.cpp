// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/composeenvironment.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QStringList kNames {u"PATH"_s,
                          u"HOME"_s,
                          u"TMPDIR"_s,
                          u"XDG_RUNTIME_DIR"_s,
                          u"SSH_AUTH_SOCK"_s,
                          u"SSL_CERT_FILE"_s,
                          u"SSL_CERT_DIR"_s};
const QStringList kPrefixes {u"DOCKER_"_s, u"BUILDKIT_"_s, u"BUILDX_"_s};
const QStringList kProxies {
    u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"FTP_PROXY"_s, u"NO_PROXY"_s, u"ALL_PROXY"_s};

bool isListed(const QString &name)
{
    return kNames.contains(name) || kProxies.contains(name.toUpper())
        || std::ranges::any_of(kPrefixes,
                               [&](const QString &prefix) { return name.startsWith(prefix); });
}

} // namespace

QProcessEnvironment readingEnvironment(const QProcessEnvironment &host,
                                       const QMap<QString, QString> &given)
{
    QProcessEnvironment result;
    for (const QString &name : host.keys()) {
        if (isListed(name))
            result.insert(name, host.value(name));
    }
    for (auto variable = given.begin(); variable != given.end(); ++variable)
        result.insert(variable.key(), variable.value());
    return result;
}

QProcessEnvironment composeEnvironment(const QProcessEnvironment &host,
                                       const Endpoint &endpoint,
                                       const QMap<QString, QString> &given)
{
    QProcessEnvironment result = readingEnvironment(host, given);
    // Last: a file's variables must not redirect the work to another engine.
    endpoint.applyTo(result);
    return result;
}

} // namespace devstack
