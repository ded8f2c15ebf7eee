// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/hostnetworks.h"
#include "assembly/subnets.h"
#include "core/process.h"
#include "engine/compose.h"
#include "engine/networks.h"
#include "service/observing/doctorchecks.h"

#include <unistd.h>

#include <QFile>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Outcome = DoctorCheck::Outcome;

namespace {

// The oldest API whose answers all functions of the engine layer understand; Docker 20.10 speaks
// it.
constexpr int kWantedApiMinor = 41;
// Fewer networks than this and the next workspace of a handful of IDAs does not fit.
constexpr int kWantedNetworks = 20;

/// What went wrong, as one line; a stop here is the time limit, not the user.
QString reason(const Error &error)
{
    if (error.kind == Error::Kind::Cancelled)
        return u"no answer in time"_s;
    return error.message.endsWith(u'.') ? error.message.chopped(1) : error.message;
}

DoctorCheck engineCheck(const DoctorEngine &engine)
{
    const QString install
        = u"Install Docker Engine and start it (“sudo systemctl start docker”), or choose another "
          u"context with “docker context use”."_s;
    if (!engine.endpoint)
        return {u"engine"_s,
                Outcome::Problem,
                reason(engine.endpoint.error()) + u'.',
                engine.endpoint.error().hint.isEmpty() ? install : engine.endpoint.error().hint};
    const QString place = u"%1 (%2)"_s.arg(engine.endpoint->host, engine.endpoint->source);
    if (!engine.version) {
        const Error &error = engine.version.error();
        return {u"engine"_s,
                Outcome::Problem,
                u"No engine answers at %1: %2."_s.arg(place, reason(error)),
                error.hint.isEmpty() ? install : error.hint,
                engineStartCommand()};
    }
    const EngineVersion &version = *engine.version;
    const QString text
        = u"%1 %2, API %3, %4/%5, at %6"_s.arg(version.podman ? u"Podman"_s : u"Docker"_s,
                                               version.version,
                                               version.serverApiVersion,
                                               version.operatingSystem,
                                               version.architecture,
                                               place);
    if (version.serverApiVersion.section(u'.', 1).toInt() < kWantedApiMinor
        && version.serverApiVersion.startsWith(u"1."))
        return {
            u"engine"_s,
            Outcome::Problem,
            text + u'.',
            u"Update it: Docker 20.10 (API 1.%1) is the oldest that works."_s.arg(kWantedApiMinor)};
    if (version.podman)
        return {u"engine"_s,
                Outcome::Warning,
                text + u'.',
                u"Podman supports most of the API; only Docker Engine is tested."_s};
    return {u"engine"_s, Outcome::Ok, text + u'.', {}};
}

DoctorCheck composeCheck(const DoctorEngine &engine, std::stop_token stop)
{
    const QString fix
        = u"Install the package docker-compose-plugin, or put Compose 2.32 or newer into "
          u"~/.docker/cli-plugins."_s;
    if (!engine.endpoint)
        return {u"compose"_s,
                Outcome::Problem,
                u"Not checked: there is no endpoint."_s,
                u"Fix the engine first."_s};
    const auto version = Compose(*engine.endpoint).version(std::move(stop));
    if (version)
        return {u"compose"_s, Outcome::Ok, u"Docker Compose %1."_s.arg(*version), {}};
    return {u"compose"_s,
            Outcome::Problem,
            reason(version.error()) + u'.',
            version.error().hint.isEmpty() ? fix : version.error().hint};
}

DoctorCheck buildxCheck(const DoctorEngine &engine, std::stop_token stop)
{
    ProcessSpec spec;
    spec.program = u"docker"_s;
    spec.arguments = {u"buildx"_s, u"version"_s};
    spec.timeout = 10s;
    if (engine.endpoint)
        spec.environment = engine.endpoint->environment;
    const auto answer = runTool(spec, std::move(stop));
    if (answer)
        return {u"buildx"_s,
                Outcome::Ok,
                u"Buildx %1."_s.arg(QString::fromUtf8(*answer).section(u' ', 1, 1)),
                {}};
    return {
        u"buildx"_s,
        Outcome::Warning,
        u"Docker Buildx does not answer: images are built one after the other, without BuildKit's "
        u"cache."_s,
        u"Install the package docker-buildx-plugin."_s};
}

} // namespace

QStringList engineStartCommand()
{
    // Where another engine is wanted, starting this machine's own one does not help.
    const auto endpoint = Endpoint::resolve();
    if (!endpoint
        || (endpoint->socketPath != u"/var/run/docker.sock"_s
            && endpoint->socketPath != u"/run/docker.sock"_s))
        return {};
    const QStringList asRoot = ::geteuid() == 0 ? QStringList() : QStringList {u"sudo"_s};
    const auto unit
        = [](const QString &folder) { return QFile::exists(folder + u"/docker.service"_s); };
    // The folder exists exactly where systemd is the init (sd_booted(3)).
    if (QFile::exists(u"/run/systemd/system"_s)
        && (unit(u"/lib/systemd/system"_s) || unit(u"/etc/systemd/system"_s)
            || unit(u"/usr/lib/systemd/system"_s)))
        return asRoot + QStringList {u"systemctl"_s, u"start"_s, u"docker"_s};
    if (!QFile::exists(u"/run/systemd/system"_s) && QFile::exists(u"/etc/init.d/docker"_s))
        return asRoot + QStringList {u"service"_s, u"docker"_s, u"start"_s};
    return {};
}

DoctorEngine askEngine(std::stop_token stop)
{
    DoctorEngine engine;
    engine.endpoint = Endpoint::resolve();
    if (!engine.endpoint) {
        engine.version = engine.endpoint.error();
        engine.info = engine.endpoint.error();
        return engine;
    }
    const EngineClient client(*engine.endpoint);
    engine.version = client.version(stop);
    engine.info = engine.version ? client.info(stop) : Result<EngineInfo>(engine.version.error());
    return engine;
}

QList<DoctorCheck> engineChecks(const DoctorEngine &engine, std::stop_token stop)
{
    return {engineCheck(engine), composeCheck(engine, stop), buildxCheck(engine, stop)};
}

DoctorCheck addressPoolCheck(const DoctorEngine &engine, std::stop_token stop)
{
    if (!engine.info)
        return {u"address-pool"_s,
                Outcome::Warning,
                u"Not checked: no engine answers."_s,
                u"Fix the engine first."_s};
    const auto networks = listNetworks(EngineClient(*engine.endpoint), {}, std::move(stop));
    if (!networks)
        return {u"address-pool"_s,
                Outcome::Warning,
                u"The networks cannot be listed: %1."_s.arg(reason(networks.error())),
                u"Run this again."_s};
    QList<Subnet> taken = engine.isLocal() ? hostSubnets() : QList<Subnet>();
    for (const NetworkInfo &network : *networks) {
        for (const QString &text : network.subnets) {
            if (const auto subnet = Subnet::parse(text))
                taken += *subnet;
        }
    }
    const int free = freeSubnets(defaultSubnetRanges(), taken);
    const QString message
        = u"Room for %1 more networks; the engine has %2."_s.arg(free).arg(networks->size());
    if (free >= kWantedNetworks)
        return {u"address-pool"_s, Outcome::Ok, message, {}};
    return {u"address-pool"_s,
            free == 0 ? Outcome::Problem : Outcome::Warning,
            message,
            u"Remove unused networks (“docker network ls”, “docker network rm NAME”), or "
            u"disconnect a VPN that routes their addresses."_s};
}

} // namespace devstack
