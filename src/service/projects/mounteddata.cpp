// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/mounteddata.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QMap<QString, QString>
otherData(const QJsonObject &model, const QString &serviceKey, const ContainerInfo &container)
{
    const QJsonObject volumes = model.value(u"volumes"_s).toObject();
    const QJsonArray mounts = model.value(u"services"_s)
                                  .toObject()
                                  .value(serviceKey)
                                  .toObject()
                                  .value(u"volumes"_s)
                                  .toArray();
    QMap<QString, QString> others;
    for (const QJsonValue &value : mounts) {
        const QJsonObject wanted = value.toObject();
        const QJsonObject volume = volumes.value(wanted.value(u"source"_s).toString()).toObject();
        // Volumes of data and what lies below them are made outside of Compose.
        if (wanted.value(u"type"_s).toString() != u"volume"
            || !volume.value(u"external"_s).toBool())
            continue;
        const auto mounted = std::ranges::find(
            container.mounts, wanted.value(u"target"_s).toString(), &ContainerMount::destination);
        const QString name = volume.value(u"name"_s).toString();
        if (mounted != container.mounts.end() && mounted->name != name)
            others.insert(mounted->name, name);
    }
    return others;
}

} // namespace devstack
