// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"
#include "core/text.h"

#include <QSet>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

bool mountsCheckout(const QJsonObject &service, const QString &checkout)
{
    const QJsonArray mounts = service.value(u"volumes").toArray();
    for (const QJsonValue &value : mounts) {
        const QJsonObject mount = value.toObject();
        if (mount.value(u"type").toString() == u"bind"
            && mount.value(u"source").toString() == checkout)
            return true;
    }
    return false;
}

QSet<QString> builtImages(const Draft &draft)
{
    QSet<QString> images;
    for (const QJsonObject &service : draft.services) {
        const QString image = service.value(u"image").toString();
        if (service.contains(u"build") && !image.isEmpty())
            images.insert(image);
    }
    return images;
}

AssembledService::Role roleOf(const Draft &draft, const QString &name, const QSet<QString> &built)
{
    const QJsonObject service = draft.services.value(name);
    for (const SchemaSource &source : draft.input.manifest.schema) {
        if (source.service == name)
            return AssembledService::Role::Database;
    }
    if (databaseKind(service) != DatabaseKind::None)
        return AssembledService::Role::Database;
    const bool isApplication = service.contains(u"build") || name == draft.input.manifest.primary
        || built.contains(service.value(u"image").toString())
        || mountsCheckout(service, draft.input.checkout);
    return isApplication ? AssembledService::Role::Application
                         : AssembledService::Role::Infrastructure;
}

/// How many containers the file asks for: `scale`, else `deploy.replicas`, else one.
int wantedContainers(const QJsonObject &service)
{
    const QJsonValue scale = service.value(u"scale");
    const QJsonValue replicas = service.value(u"deploy").toObject().value(u"replicas");
    return scale.isDouble() ? scale.toInt() : replicas.toInt(1);
}

/// One container per service: it has a fixed name.
void dropReplicas(Draft &draft, const QString &name, QJsonObject &service)
{
    QJsonObject deploy = service.value(u"deploy").toObject();
    const int wanted = wantedContainers(service);
    service.remove(u"scale");
    if (deploy.contains(u"replicas")) {
        deploy.remove(u"replicas");
        service.insert(u"deploy", deploy);
    }
    if (wanted > 1)
        draft.warn(name,
                   u"scale: %1 → 1"_s.arg(wanted),
                   u"Each service has one container in a workspace."_s);
}

/// Compose would run the models with a program of the host (`docker model`).
void dropModels(Draft &draft, const QString &name, QJsonObject &service)
{
    const QJsonObject models = service.take(u"models").toObject();
    const QJsonObject defined = draft.resolved.value(u"models").toObject();
    for (auto it = models.begin(); it != models.end(); ++it) {
        const QJsonObject use = it->toObject();
        QStringList variables;
        for (const char16_t *key : {u"endpoint_var", u"model_var"}) {
            if (const QString variable = use.value(QStringView(key)).toString();
                !variable.isEmpty())
                variables += variable;
        }
        const QString model = defined.value(it.key()).toObject().value(u"model").toString(it.key());
        QString why = u"A workspace does not run models; “%1” is missing."_s.arg(model);
        if (!variables.isEmpty())
            why += u" %1 stays unset: give it a value in a configuration."_s.arg(
                variables.join(u", "_s));
        draft.warn(name, u"models: %1 left out"_s.arg(it.key()), why);
    }
}

} // namespace

void selectServices(Draft &draft)
{
    const QJsonObject services = draft.resolved.value(u"services").toObject();
    for (auto it = services.begin(); it != services.end(); ++it) {
        const QJsonObject service = it.value().toObject();
        const QString provider = service.value(u"provider").toObject().value(u"type").toString();
        QString reason;
        if (draft.input.without.contains(it.key()))
            reason = u"The chosen variant runs without it."_s;
        else if (provider == u"devstack")
            reason = u"The workspace itself provides it."_s;
        else if (wantedContainers(service) == 0)
            reason = u"Its file asks for no container of it (scale 0)."_s;
        if (service.contains(u"provider") && provider != u"devstack" && reason.isEmpty()) {
            // Compose would start a program of this name, or at this path, on the host.
            reason = u"The program “%1” on this machine would create it, but a "_s
                     u"workspace does not run that program; it is missing."_s.arg(provider);
            draft.leftOut.insert(it.key(), reason);
            draft.warn(it.key(), u"left out"_s, reason);
            continue;
        }
        if (reason.isEmpty()) {
            draft.services.insert(it.key(), service);
            continue;
        }
        draft.leftOut.insert(it.key(), reason);
        draft.note(it.key(), u"left out"_s, reason);
    }

    const QSet<QString> built = builtImages(draft);
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        QJsonObject &service = draft.services[name];
        AssembledService &facts = draft.facts[name];
        facts.name = name;
        facts.key = draft.names.serviceKey(name);
        facts.role = roleOf(draft, name, built);
        facts.database = databaseKind(service);
        facts.startGrace = parseDuration(
            service.value(u"healthcheck").toObject().value(u"start_period").toString());
        dropReplicas(draft, name, service);
        dropModels(draft, name, service);
        // Compose has selected by profile already; naming them again would leave the services out.
        service.remove(u"profiles");
        service.remove(u"develop");
    }
}

} // namespace devstack::passes
