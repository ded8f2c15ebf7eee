// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <QCryptographicHash>
#include <QMap>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// The entries of a section that a service's list names under `source`.
QJsonObject used(const QJsonObject &section, const QJsonArray &list)
{
    QJsonObject entries;
    for (const QJsonValue &item : list) {
        const QString source = item.toObject().value(u"source").toString();
        if (section.contains(source))
            entries.insert(source, section.value(source));
    }
    return entries;
}

/// The sections without the volumes of data: which of them a container mounts is seen at its
/// mounts, and with one name for all of them Compose takes a container over other data for the
/// same.
QJsonObject settingsOf(QJsonObject resources, const AssemblyInput &input)
{
    QJsonObject volumes = resources.value(u"volumes"_s).toObject();
    for (auto it = input.dataVolumes.cbegin(); it != input.dataVolumes.cend(); ++it) {
        volumes.remove(it.key());
        for (qsizetype i = 0; i < input.dataParts.value(it.key()).size(); ++i)
            volumes.remove(dataPartKey(it.key(), i));
    }
    resources.insert(u"volumes"_s, volumes);
    return resources;
}

QString fingerprint(const QJsonObject &service,
                    const QJsonObject &resources,
                    const QMap<QString, QString> &injected)
{
    QJsonObject networks;
    const QJsonObject joined = service.value(u"networks").toObject();
    for (auto it = joined.begin(); it != joined.end(); ++it)
        networks.insert(it.key(), resources.value(u"networks").toObject().value(it.key()));
    QJsonObject content {{u"service"_s, service}, {u"networks"_s, networks}};
    for (const QString &name : {u"volumes"_s, u"configs"_s, u"secrets"_s})
        content.insert(name, used(resources.value(name).toObject(), service.value(name).toArray()));
    QJsonObject values;
    for (const QString &name : {u"configs"_s, u"secrets"_s}) {
        const QJsonObject entries = content.value(name).toObject();
        for (const QJsonValue &entry : entries) {
            const QString variable = entry.toObject().value(u"environment").toString();
            if (injected.contains(variable))
                values.insert(variable, injected.value(variable));
        }
    }
    if (!values.isEmpty())
        content.insert(u"values", values);
    return QString::fromLatin1(
        QCryptographicHash::hash(canonicalJson(content), QCryptographicHash::Sha256).toHex());
}

/// The names of the networks that a service joins.
QStringList networksOf(const QJsonObject &service, const QJsonObject &resources)
{
    const QJsonObject networks = resources.value(u"networks").toObject();
    QStringList names;
    for (const QString &key : service.value(u"networks").toObject().keys())
        if (const QString name = networks.value(key).toObject().value(u"name").toString();
            !name.isEmpty())
            names += name;
    return names;
}

} // namespace

QJsonObject withoutOurs(QJsonObject labels)
{
    const QStringList names = labels.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1StringView("devstack.")))
            labels.remove(name);
    }
    return labels;
}

QJsonObject labelServices(Draft &draft, const QJsonObject &resources)
{
    const QJsonObject settings = settingsOf(resources, draft.input);
    QJsonObject services;
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        QJsonObject labels = withoutOurs(it->value(u"labels").toObject());
        labels.insert(label::kWorkspace, draft.input.workspace);
        labels.insert(label::kIda, draft.input.ida);
        labels.insert(label::kService, it.key());
        it->insert(u"labels", labels);
        draft.facts[it.key()].hash = fingerprint(*it, settings, draft.input.injected);
        draft.facts[it.key()].networks = networksOf(*it, resources);
        labels.insert(label::kHash, draft.facts[it.key()].hash);
        it->insert(u"labels", labels);
        services.insert(draft.names.serviceKey(it.key()), *it);
    }
    return services;
}

} // namespace devstack::passes
