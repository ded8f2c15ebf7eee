// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containerjson.h"

#include "core/enumnames.h"
#include "core/jsonstrings.h"
#include "engine/json.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The list has the health only in words: "Up 2 minutes (healthy)", "… (health: starting)".
Health healthOfStatus(const QString &status)
{
    if (status.endsWith(u"(healthy)"))
        return Health::Healthy;
    if (status.endsWith(u"(unhealthy)"))
        return Health::Unhealthy;
    return status.endsWith(u"(health: starting)") ? Health::Starting : Health::None;
}

constexpr EnumName<Health> kHealths[] {
    {Health::None, u"none"},
    {Health::Starting, u"starting"},
    {Health::Healthy, u"healthy"},
    {Health::Unhealthy, u"unhealthy"},
};

constexpr EnumName<ContainerState> kContainerStates[] {
    {ContainerState::Created, u"created"},
    {ContainerState::Running, u"running"},
    {ContainerState::Paused, u"paused"},
    {ContainerState::Restarting, u"restarting"},
    {ContainerState::Removing, u"removing"},
    {ContainerState::Exited, u"exited"},
    {ContainerState::Dead, u"dead"},
    {ContainerState::Unknown, u"unknown"},
};

ContainerState containerStateOf(const QJsonValue &word)
{
    return valueOf<kContainerStates>(word.toString()).value_or(ContainerState::Unknown);
}

/// The list has the exit code only in words: "Exited (137) 2 hours ago", "Restarting (1) 3 seconds
/// ago".
std::optional<int> exitCodeOfStatus(QStringView status)
{
    for (QStringView before : {u"Exited (", u"Restarting ("}) {
        if (!status.startsWith(before))
            continue;
        bool isNumber = false;
        const int code = status.sliced(before.size()).split(u')').first().toInt(&isNumber);
        return isNumber ? std::optional(code) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<ContainerMount> mounts(const QJsonValue &list)
{
    std::vector<ContainerMount> result;
    for (const QJsonValue &mount : list.toArray()) {
        result.push_back({mount[u"Type"_s].toString(),
                          mount[u"Name"_s].toString(),
                          mount[u"Source"_s].toString(),
                          mount[u"Destination"_s].toString(),
                          mount[u"RW"_s].toBool(true)});
    }
    return result;
}

std::vector<ContainerNetwork> networks(const QJsonValue &byName)
{
    std::vector<ContainerNetwork> result;
    const QJsonObject fields = byName.toObject();
    for (auto network = fields.begin(); network != fields.end(); ++network) {
        const QJsonObject endpoint = network.value().toObject();
        result.push_back({network.key(),
                          endpoint[u"NetworkID"_s].toString(),
                          endpoint[u"IPAddress"_s].toString(),
                          strings(endpoint[u"Aliases"_s])});
    }
    return result;
}

/// {"8000/tcp": [{"HostIp": "127.0.0.1", "HostPort": "18000"}], "9000/tcp": null}
std::vector<ContainerPort> inspectedPorts(const QJsonValue &byPort)
{
    std::vector<ContainerPort> result;
    const QJsonObject fields = byPort.toObject();
    for (auto port = fields.begin(); port != fields.end(); ++port) {
        const int number = port.key().section(u'/', 0, 0).toInt();
        const QString protocol = port.key().section(u'/', 1, 1);
        const QJsonArray bindings = port.value().toArray();
        if (bindings.isEmpty())
            result.push_back({{}, 0, number, protocol});
        for (const QJsonValue &binding : bindings) {
            result.push_back({binding[u"HostIp"_s].toString(),
                              int(json::number(binding[u"HostPort"_s])),
                              number,
                              protocol});
        }
    }
    return result;
}

QString withoutSlash(const QString &name)
{
    return name.startsWith(u'/') ? name.mid(1) : name;
}

void readState(const QJsonObject &state, ContainerDetail &detail)
{
    detail.state = containerStateOf(state[u"Status"_s]);
    detail.running = state[u"Running"_s].toBool();
    detail.oomKilled = state[u"OOMKilled"_s].toBool();
    detail.exitCode = state[u"ExitCode"_s].toInt();
    detail.pid = state[u"Pid"_s].toInt();
    detail.error = state[u"Error"_s].toString();
    detail.startedAt = json::time(state[u"StartedAt"_s]);
    detail.finishedAt = json::time(state[u"FinishedAt"_s]);
    // Podman's native field is "Healthcheck".
    const QJsonObject health = state.contains(u"Health"_s) ? state[u"Health"_s].toObject()
                                                           : state[u"Healthcheck"_s].toObject();
    detail.health = healthOf(health[u"Status"_s].toString());
    detail.failingStreak = health[u"FailingStreak"_s].toInt();
    for (const QJsonValue &probe : health[u"Log"_s].toArray()) {
        detail.healthLog.push_back({json::time(probe[u"Start"_s]),
                                    json::time(probe[u"End"_s]),
                                    probe[u"ExitCode"_s].toInt(),
                                    probe[u"Output"_s].toString()});
    }
}

} // namespace

QString toString(Health health)
{
    return nameOf<kHealths>(health);
}

Health healthOf(QStringView word)
{
    return valueOf<kHealths>(word).value_or(Health::None);
}

QString toString(ContainerState state)
{
    return nameOf<kContainerStates>(state);
}

bool hasProcess(ContainerState state)
{
    return state == ContainerState::Running || state == ContainerState::Paused
        || state == ContainerState::Restarting;
}

ContainerInfo containerFromList(const QJsonObject &fields)
{
    ContainerInfo info;
    info.id = fields[u"Id"_s].toString();
    for (const QString &name : strings(fields[u"Names"_s]))
        info.names += withoutSlash(name);
    info.image = fields[u"Image"_s].toString();
    info.imageId = fields[u"ImageID"_s].toString();
    info.state = containerStateOf(fields[u"State"_s]);
    info.status = fields[u"Status"_s].toString();
    info.exitCode = exitCodeOfStatus(info.status);
    info.health = healthOfStatus(info.status);
    info.created = json::time(fields[u"Created"_s]);
    info.labels = json::texts(fields[u"Labels"_s]);
    for (const QJsonValue &port : fields[u"Ports"_s].toArray()) {
        info.ports.push_back({port[u"IP"_s].toString(),
                              int(json::number(port[u"PublicPort"_s])),
                              int(json::number(port[u"PrivatePort"_s])),
                              port[u"Type"_s].toString()});
    }
    info.mounts = mounts(fields[u"Mounts"_s]);
    info.networks = networks(fields[u"NetworkSettings"_s][u"Networks"_s]);
    return info;
}

ContainerDetail containerFromInspect(const QJsonObject &fields)
{
    const QJsonObject config = fields[u"Config"_s].toObject();
    const QJsonObject network = fields[u"NetworkSettings"_s].toObject();
    ContainerDetail detail;
    detail.id = fields[u"Id"_s].toString();
    detail.name = withoutSlash(fields[u"Name"_s].toString());
    detail.image = config[u"Image"_s].toString();
    detail.imageId = fields[u"Image"_s].toString();
    readState(fields[u"State"_s].toObject(), detail);
    detail.restartCount = fields[u"RestartCount"_s].toInt();
    // 0 means the default, as Docker's reference of HEALTHCHECK has it.
    if (const int retries = config[u"Healthcheck"_s][u"Retries"_s].toInt(); retries > 0)
        detail.healthRetries = retries;
    detail.memoryLimit = json::number(fields[u"HostConfig"_s][u"Memory"_s]);
    detail.tty = config[u"Tty"_s].toBool();
    detail.user = config[u"User"_s].toString();
    detail.workingDir = config[u"WorkingDir"_s].toString();
    detail.environment = strings(config[u"Env"_s]);
    detail.command = QStringList {fields[u"Path"_s].toString()} + strings(fields[u"Args"_s]);
    if (config[u"StopTimeout"_s].isDouble())
        detail.stopTimeout = config[u"StopTimeout"_s].toInt();
    detail.labels = json::texts(config[u"Labels"_s]);
    detail.ports = inspectedPorts(network[u"Ports"_s]);
    detail.mounts = mounts(fields[u"Mounts"_s]);
    detail.networks = networks(network[u"Networks"_s]);
    return detail;
}

bool failsItsChecks(const ContainerDetail &container)
{
    return container.health == Health::Unhealthy
        && container.failingStreak >= container.healthRetries;
}

} // namespace devstack
