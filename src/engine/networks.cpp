// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/networks.h"

#include "engine/json.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

NetworkInfo networkFromJson(const QJsonObject &fields)
{
    NetworkInfo network;
    network.id = fields[u"Id"_s].toString();
    network.name = fields[u"Name"_s].toString();
    network.driver = fields[u"Driver"_s].toString();
    network.internal = fields[u"Internal"_s].toBool();
    network.labels = json::texts(fields[u"Labels"_s]);
    for (const QJsonValue &pool : fields[u"IPAM"_s][u"Config"_s].toArray()) {
        if (const QString subnet = pool[u"Subnet"_s].toString(); !subnet.isEmpty())
            network.subnets += subnet;
    }
    return network;
}

} // namespace

Result<std::vector<NetworkInfo>>
listNetworks(const EngineClient &engine, const QStringList &labels, std::stop_token stop)
{
    EngineRequest request;
    request.path = "/networks";
    if (!labels.isEmpty())
        addFilters(request, {{u"label"_s, labels}});
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    std::vector<NetworkInfo> result;
    for (const QJsonValue &network : answer->array())
        result.push_back(networkFromJson(network.toObject()));
    return result;
}

Result<NetworkInfo> createNetwork(const EngineClient &engine,
                                  const QString &name,
                                  const QMap<QString, QString> &labels,
                                  const QString &subnet,
                                  std::stop_token stop)
{
    QJsonObject body {{u"Name"_s, name},
                      {u"Driver"_s, u"bridge"_s},
                      // Without it the engine makes a second network of the same name.
                      {u"CheckDuplicate"_s, true},
                      {u"Labels"_s, json::object(labels)}};
    if (!subnet.isEmpty()) {
        const QJsonArray pools {QJsonObject {{u"Subnet"_s, subnet}}};
        body.insert(u"IPAM"_s, QJsonObject {{u"Driver"_s, u"default"_s}, {u"Config"_s, pools}});
    }
    EngineRequest request;
    request.method = "POST";
    request.path = "/networks/create";
    request.body = body;
    const auto created = engine.call(request, stop);
    if (!created)
        return created.error();

    EngineRequest inspect;
    inspect.path = apiPath("/networks/", (*created)[u"Id"_s].toString());
    const auto answer = engine.call(inspect, stop);
    if (!answer)
        return answer.error();
    return networkFromJson(answer->object());
}

Result<> removeNetwork(const EngineClient &engine, const QString &network, std::stop_token stop)
{
    EngineRequest request;
    request.method = "DELETE";
    request.path = apiPath("/networks/", network);
    const auto answer = engine.call(request, stop);
    if (answer || answer.error().kind == Error::Kind::NotFound)
        return ok();
    Error error = answer.error();
    // The API answers 403 for a network with members.
    if (error.message.contains(u"active endpoints"_s))
        error.kind = Error::Kind::Conflict;
    return error;
}

} // namespace devstack
