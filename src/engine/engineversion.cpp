// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/jsonstrings.h"
#include "engine/engineclient.h"
#include "engine/json.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<EngineVersion> EngineClient::version(std::stop_token stop) const
{
    const auto agreed = apiVersion(stop);
    if (!agreed)
        return agreed.error();
    EngineRequest request;
    request.path = "/version";
    const auto answer = call(request, stop);
    if (!answer)
        return answer.error();
    const QJsonObject fields = answer->object();
    EngineVersion version;
    version.version = fields[u"Version"_s].toString();
    version.apiVersion = *agreed;
    version.serverApiVersion = fields[u"ApiVersion"_s].toString();
    version.operatingSystem = fields[u"Os"_s].toString();
    version.architecture = fields[u"Arch"_s].toString();
    for (const QJsonValue &component : fields[u"Components"_s].toArray())
        version.podman |= component[u"Name"_s].toString().contains(u"Podman"_s);
    return version;
}

Result<EngineInfo> EngineClient::info(std::stop_token stop) const
{
    EngineRequest request;
    request.path = "/info";
    const auto answer = call(request, stop);
    if (!answer)
        return answer.error();
    const QJsonObject fields = answer->object();
    EngineInfo info;
    info.id = fields[u"ID"_s].toString();
    info.name = fields[u"Name"_s].toString();
    info.operatingSystem = fields[u"OperatingSystem"_s].toString();
    info.storageDriver = fields[u"Driver"_s].toString();
    // DriverStatus is a list of pairs: [["Backing Filesystem","extfs"], …].
    for (const QJsonValue &pair : fields[u"DriverStatus"_s].toArray()) {
        if (pair[0].toString() == u"Backing Filesystem")
            info.backingFilesystem = pair[1].toString();
    }
    info.dockerRootDir = fields[u"DockerRootDir"_s].toString();
    info.cgroupVersion = fields[u"CgroupVersion"_s].toString();
    info.memoryBytes = json::number(fields[u"MemTotal"_s]);
    info.cpus = fields[u"NCPU"_s].toInt();
    info.containers = fields[u"Containers"_s].toInt();
    info.containersRunning = fields[u"ContainersRunning"_s].toInt();
    info.images = fields[u"Images"_s].toInt();
    info.securityOptions = strings(fields[u"SecurityOptions"_s]);
    info.warnings = strings(fields[u"Warnings"_s]);
    for (const QJsonValue &pool : fields[u"DefaultAddressPools"_s].toArray()) {
        info.addressPools
            += u"%1 /%2"_s.arg(pool[u"Base"_s].toString()).arg(pool[u"Size"_s].toInt());
    }
    return info;
}

} // namespace devstack
