// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/modelsecrets.h"

#include "core/files.h"
#include "core/jsonstrings.h"
#include "core/secrets.h"

#include <QJsonValue>
#include <QStringList>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Values under names of secrets, and what is secret in others: the password of an address.
QStringList secretsOf(const QJsonObject &variables)
{
    QStringList secrets;
    for (auto it = variables.begin(); it != variables.end(); ++it) {
        const QString value = it.value().toString();
        const QStringList parts = secretsIn(value);
        const QString line = it.key() + u'=' + value;
        if (!parts.isEmpty())
            secrets += parts;
        else if (masked(line) != line)
            secrets += value;
    }
    return secrets;
}

/// What a secret of the model holds, of those that hold a line of text.
QString contentOf(const QJsonObject &secret)
{
    constexpr qint64 kLargest = 64 * 1024;
    const QString variable = secret.value(u"environment"_s).toString();
    if (!variable.isEmpty())
        return qEnvironmentVariable(variable.toUtf8().constData());
    const QString file = secret.value(u"file"_s).toString();
    return file.isEmpty() ? QString() : QString::fromUtf8(readFile(file, kLargest).valueOr({}));
}

} // namespace

void learnSecrets(const QJsonObject &model)
{
    QStringList secrets;
    const QJsonObject services = model.value(u"services"_s).toObject();
    for (const auto &each : services) {
        const QJsonObject service = each.toObject();
        secrets += secretsOf(service.value(u"environment"_s).toObject());
        secrets += secretsOf(service.value(u"build"_s)[u"args"_s].toObject());
        for (const QJsonValue &command : {service.value(u"command"_s),
                                          service.value(u"entrypoint"_s),
                                          QJsonValue(service.value(u"healthcheck"_s)[u"test"_s])})
            secrets += secretsIn(strings(command).join(u' '));
    }
    const QJsonObject files = model.value(u"secrets"_s).toObject();
    for (const auto &secret : files)
        secrets += contentOf(secret.toObject());
    // Compose writes a dollar as two.
    for (const QString &secret : QStringList(secrets)) {
        if (secret.contains(u"$$"))
            secrets += QString(secret).replace(u"$$"_s, u"$"_s);
    }
    knowSecrets(secrets);
}

} // namespace devstack
