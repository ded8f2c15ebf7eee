// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/resolving.h"

#include "core/files.h"
#include "core/userpaths.h"
#include "service/parts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Variables of the user's environment that the files mention: Compose gets these and no others.
QMap<QString, QString> mentionedVariables(const IdaReading &ida)
{
    QMap<QString, QString> environment;
    for (const QString &name : ida.compose.variables) {
        const QByteArray key = name.toUtf8();
        if (qEnvironmentVariableIsSet(key.constData()))
            environment.insert(name, qEnvironmentVariable(key.constData()));
    }
    return environment;
}

void addFile(QCryptographicHash &hash, const QString &path)
{
    QFile file(path);
    hash.addData(path.toUtf8());
    if (file.open(QIODevice::ReadOnly))
        hash.addData(&file);
    else
        hash.addData("missing");
}

QString cacheKey(const IdaReading &ida, const ComposeProject &project)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &file : ida.compose.files) // with all that they include and extend
        addFile(hash, file);
    addFile(hash, ida.path + u"/.env"_s);
    QStringList others = ida.compose.includes;
    for (const ServiceEntry &service : ida.compose.services)
        others += service.environmentFiles;
    for (const QString &other : std::as_const(others))
        addFile(hash, QDir(ida.path).absoluteFilePath(other));
    for (auto it = project.environment.begin(); it != project.environment.end(); ++it)
        hash.addData(QString(it.key() + u'=' + it.value() + u'\n').toUtf8());
    hash.addData(project.profiles.join(u'\n').toUtf8());
    return QString::fromLatin1(hash.result().toHex());
}

/// A secret of this user, made once. The resolved model is what runs: a `.devstack/` that came with a cloned workspace must
/// not be able to say what that is.
Result<QByteArray> cacheSecret()
{
    constexpr qsizetype kBytes = 32;
    const QString path = userStateDir() + u"/cache.key"_s;
    if (const auto kept = readFile(path, 1024); kept && kept->size() == kBytes)
        return *kept;
    QByteArray secret(kBytes, '\0');
    QRandomGenerator::system()->generate(secret.begin(), secret.end());
    if (const auto written = writeFile(path, secret, true); !written)
        return written.error();
    return secret;
}

QString seal(const QByteArray &secret, const QString &key, const QJsonObject &model)
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, secret);
    code.addData(key.toUtf8());
    code.addData(QJsonDocument(model).toJson(QJsonDocument::Compact));
    return QString::fromLatin1(code.result().toHex());
}

} // namespace

ComposeProject originalProject(const IdaReading &ida)
{
    ComposeProject project;
    project.name = u"resolve"_s;
    project.directory = ida.path;
    project.files = ida.composeFiles;
    project.profiles = ida.profiles();
    project.environment = mentionedVariables(ida);
    return project;
}

Result<QJsonObject> resolve(Workspace::Parts &parts, const IdaReading &ida, std::stop_token stop)
{
    const auto folder = parts.idaFolder(ida.name);
    if (!folder)
        return folder.error();
    const ComposeProject project = originalProject(ida);
    const QString key = cacheKey(ida, project);
    const auto secret = cacheSecret();
    if (!secret)
        return secret.error();
    const QString path = *folder + u"/resolved.json"_s;
    if (const auto kept = readJson(path)) {
        const QJsonObject model = kept->value(u"model"_s).toObject();
        if (kept->value(u"seal"_s).toString() == seal(*secret, key, model))
            return model;
    }

    const auto compose = parts.compose();
    if (!compose)
        return compose.error();
    const auto model = compose->config(project, stop);
    if (!model) {
        Error error = model.error().within(ida.name);
        if (error.where.file.isEmpty())
            error.where.file = ida.composeFiles.value(0);
        // Compose ran and refused the files: they are at fault, not the run.
        if (error.kind == Error::Kind::Failed)
            error.kind = Error::Kind::InvalidInput;
        if (error.message.endsWith(error.detail))
            error.detail.clear();
        return error;
    }
    if (const auto written = writeJson(path, {{u"seal"_s, seal(*secret, key, *model)}, {u"model"_s, *model}}); !written)
        return written.error();
    return *model;
}

} // namespace devstack
