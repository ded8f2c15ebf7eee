// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/endpoint.h"

#include "core/files.h"

#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kDefaultContext = u"default"_s;
const QString kDefaultSocket = u"/var/run/docker.sock"_s;
constexpr qint64 kConfigLimit = 4 * 1024 * 1024;

QString configDir(const QProcessEnvironment &environment)
{
    const QString set = environment.value(u"DOCKER_CONFIG"_s);
    if (!set.isEmpty())
        return set;
    const QString home = environment.value(u"HOME"_s, QDir::homePath());
    return home + u"/.docker"_s;
}

/// currentContext of config.json; a file that is missing or cannot be read names none, as for the
/// CLI.
QString currentContext(const QString &directory)
{
    const auto config = readJson(directory + u"/config.json"_s, kConfigLimit);
    return config ? config->value(u"currentContext"_s).toString() : QString();
}

Result<QString> hostOfContext(const QString &directory, const QString &name)
{
    const QByteArray hash = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
    const QString path
        = u"%1/contexts/meta/%2/meta.json"_s.arg(directory, QString::fromLatin1(hash.toHex()));
    const auto meta = readJson(path, kConfigLimit);
    if (!meta && meta.error().kind == Error::Kind::NotFound) {
        return notFound(u"There is no Docker context named “%1”."_s.arg(name),
                        u"`docker context ls` lists them."_s);
    }
    if (!meta)
        return meta.error().within(u"Docker context “%1”"_s.arg(name));
    const QString host = meta->value(u"Endpoints"_s)[u"docker"_s][u"Host"_s].toString();
    if (host.isEmpty()) {
        return invalidInput(u"The Docker context “%1” names no engine."_s.arg(name),
                            {path, 0, 0},
                            u"Recreate it with `docker context create`."_s);
    }
    return host;
}

/// The default socket, or one of the rootless engines where only that is there.
QString defaultHost(const QProcessEnvironment &environment)
{
    if (!QFileInfo::exists(kDefaultSocket)) {
        const QString runtime
            = environment.value(u"XDG_RUNTIME_DIR"_s, u"/run/user/%1"_s.arg(::getuid()));
        for (const QString &socket : {u"/docker.sock"_s, u"/podman/podman.sock"_s}) {
            if (QFileInfo::exists(runtime + socket))
                return u"unix://"_s + runtime + socket;
        }
    }
    return u"unix://"_s + kDefaultSocket;
}

Endpoint made(QString context, QString host, QString source, const QProcessEnvironment &environment)
{
    Endpoint endpoint {std::move(context), std::move(host), {}, std::move(source), environment};
    constexpr QStringView kUnix = u"unix://";
    if (endpoint.host.startsWith(kUnix))
        endpoint.socketPath = endpoint.host.mid(kUnix.size());
    endpoint.applyTo(endpoint.environment);
    return endpoint;
}

} // namespace

Result<Endpoint> Endpoint::resolve(const EndpointPreference &wish)
{
    const QProcessEnvironment &environment = wish.environment;
    const QString directory = configDir(environment);
    const auto named = [&](const QString &name, const QString &source) -> Result<Endpoint> {
        const auto host = hostOfContext(directory, name);
        if (!host)
            return host.error();
        return made(name, *host, source, environment);
    };

    if (!wish.context.isEmpty() && wish.context != kDefaultContext)
        return named(wish.context, u"context “%1”"_s.arg(wish.context));
    if (!wish.host.isEmpty())
        return made(kDefaultContext, wish.host, u"the chosen host"_s, environment);
    const QString host = environment.value(u"DOCKER_HOST"_s);
    if (!host.isEmpty())
        return made(kDefaultContext, host, u"DOCKER_HOST"_s, environment);
    if (wish.context.isEmpty()) {
        const QString variable = environment.value(u"DOCKER_CONTEXT"_s);
        if (!variable.isEmpty() && variable != kDefaultContext)
            return named(variable, u"DOCKER_CONTEXT=%1"_s.arg(variable));
        const QString current = variable.isEmpty() ? currentContext(directory) : QString();
        if (!current.isEmpty() && current != kDefaultContext)
            return named(current,
                         u"context “%1”, current in %2/config.json"_s.arg(current, directory));
    }
    return made(kDefaultContext, defaultHost(environment), u"the default socket"_s, environment);
}

QStringList Endpoint::cliArguments() const
{
    if (context != kDefaultContext && !context.isEmpty())
        return {u"--context"_s, context};
    return {u"-H"_s, host};
}

void Endpoint::applyTo(QProcessEnvironment &target) const
{
    target.remove(u"DOCKER_HOST"_s);
    target.remove(u"DOCKER_CONTEXT"_s);
    if (context != kDefaultContext && !context.isEmpty())
        target.insert(u"DOCKER_CONTEXT"_s, context);
    else
        target.insert(u"DOCKER_HOST"_s, host);
}

} // namespace devstack
