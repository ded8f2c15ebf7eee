// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/composeconfig.h"

#include "core/files.h"
#include "core/text.h"
#include "model/compose/composeplaces.h"
#include "model/compose/projectvariables.h"
#include "model/compose/resolvedmodel.h"
#include "service/definition/modelsecrets.h"
#include "service/definition/refusals.h"
#include "service/definition/trustquestions.h"
#include "service/workspaceinternals.h"
#include "store/seal.h"
#include "trust/hostaccess.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// More than any file that Compose reads for a project has.
constexpr qint64 kLargestInput = 16 * 1024 * 1024;

/// Variables of the user's environment that the project can name, anywhere: Compose gets these and
/// no others.
QMap<QString, QString> namedVariables(const IdaDefinition &ida)
{
    const auto host = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> environment {{u"PWD"_s, ida.path}};
    for (const QString &name : ida.compose.variables) {
        if (const auto value = ProjectVariables::hostValue(host, ida.path, name))
            environment.insert(name, *value);
    }
    for (auto it = ida.keptVariables.begin(); it != ida.keptVariables.end(); ++it) {
        if (ida.compose.variables.contains(it.key()))
            environment.insert(it.key(), it.value());
    }
    return environment;
}

/// What Compose and the builder read for the builds of a project.
QStringList filesOfBuilds(const IdaDefinition &ida, const QString &directory)
{
    QStringList files;
    for (const ServiceEntry &service : ida.compose.services) {
        if (!service.build || isRemotePlace(service.build->context))
            continue;
        const QDir context(QDir(directory).absoluteFilePath(service.build->context));
        const QString name = service.build->dockerfile;
        const QString dockerfile
            = context.absoluteFilePath(name.isEmpty() ? u"Dockerfile"_s : name);
        files += {dockerfile,
                  dockerfile + u".dockerignore"_s,
                  context.absoluteFilePath(u".dockerignore"_s)};
    }
    return files;
}

/// The first file that Compose or the builder would read and that may have no end, or more than
/// fits.
std::optional<Error> endlessFile(const IdaDefinition &ida, const QString &directory)
{
    const QStringList read
        = ida.compose.files + ida.compose.environmentFiles + filesOfBuilds(ida, directory);
    for (const QString &path : read) {
        const QFileInfo info(path);
        if (!info.exists() || info.isDir() || (info.isFile() && info.size() <= kLargestInput))
            continue;
        return invalidInput(
                   u"“%1” is not a regular file of at most 16 MiB, so it is not read."_s.arg(
                       printable(path)),
                   {path, 0, 0},
                   u"Put a regular file in its place."_s)
            .within(ida.name);
    }
    return std::nullopt;
}

QString digestOf(const QByteArray &content)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex().left(32));
}

/// Regular files only: a device or a pipe would be read for ever.
QString fileDigest(const QString &path)
{
    const auto content = readFile(path, kLargestInput);
    return content ? digestOf(*content) : u"missing"_s;
}

QString cacheKey(const QMap<QString, QString> &inputs, const ComposeProject &project)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (auto it = inputs.begin(); it != inputs.end(); ++it)
        hash.addData(QString(it.key() + u'\n' + it.value() + u'\n').toUtf8());
    hash.addData(project.files.join(u'\n').toUtf8());
    return QString::fromLatin1(hash.result().toHex());
}

/// The resolved model is what runs: a `.devstack/` that came with a cloned workspace must not be
/// able to say what that is.
Result<QString> sealed(const QString &key, const QJsonObject &model)
{
    return sealOf(u"resolved:"_s + key, QJsonDocument(model).toJson(QJsonDocument::Compact));
}

/// Compose's answer, in whichever form it can write it.
Result<QJsonObject>
answerOf(const Compose &compose, const ComposeProject &project, std::stop_token stop)
{
    auto model = compose.config(project, stop);
    if (model || !model.error().message.contains(Compose::kUnwritable))
        return model;
    const auto yaml = compose.configYaml(project, stop);
    if (!yaml)
        return yaml.error();
    return modelOfYaml(*yaml);
}

QString resolvedPath(const QString &idaFolder)
{
    return idaFolder + u"/resolved.json"_s;
}

QString stateOfFile(const QString &path)
{
    const QFileInfo info(path);
    return u"%1 %2"_s.arg(info.lastModified().toMSecsSinceEpoch()).arg(info.size());
}

/// Whether what the model reaches now was agreed to.
Result<> judged(Workspace::Internals &internals, const IdaDefinition &ida, const QJsonObject &model)
{
    const auto grant = internals.trust.find(trustKeyOf(internals, ida));
    const QStringList agreed = grant ? grant->reach : QStringList();
    const QStringList beyond = notAgreed(hostAccessOfModel(model, ida.path), agreed);
    if (grant && beyond.isEmpty())
        return ok();
    return trustError({TrustQuestion {
        ida.name, ida.trustSubject(), ida.path, agreed + beyond, grant ? beyond : QStringList()}});
}

} // namespace

QStringList changedInputs(const QMap<QString, QString> &before, const QMap<QString, QString> &now)
{
    QStringList names;
    for (auto it = now.begin(); it != now.end(); ++it) {
        if (before.value(it.key()) != it.value())
            names += it.key();
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!now.contains(it.key()))
            names += it.key();
    }
    names.sort();
    return names;
}

ComposeProject originalProject(const IdaDefinition &ida)
{
    ComposeProject project;
    project.files = ida.composeFiles;
    project.directory = ida.composeFiles.isEmpty() || !ida.environmentFolder.isEmpty()
        ? ida.path
        : QFileInfo(ida.composeFiles.first()).absolutePath();
    // Compose finds the project's name as it would by itself: it may stand in values.
    if (composeProjectName(QFileInfo(project.directory).fileName()).isEmpty())
        project.name = u"project"_s;
    if (project.directory != ida.path) {
        for (const QString &folder : {project.directory, ida.path}) {
            if (QFileInfo::exists(folder + u"/.env"_s))
                project.environmentFiles += folder + u"/.env"_s;
        }
    }
    project.profiles = ida.profiles();
    project.environment = namedVariables(ida);
    return project;
}

QMap<QString, QString> composeInputs(const IdaDefinition &ida)
{
    const ComposeProject project = originalProject(ida);
    QMap<QString, QString> inputs;
    const QDir root(ida.path);
    // Remote places that are included cannot be watched; Compose fetches them once.
    for (const QString &file : ida.compose.files + ida.compose.environmentFiles) {
        const QString relative = root.relativeFilePath(file);
        inputs.insert(relative.startsWith(u"..") ? file : relative, fileDigest(file));
    }
    for (auto it = project.environment.begin(); it != project.environment.end(); ++it)
        inputs.insert(u"variable "_s + it.key(), digestOf(it.value().toUtf8()));
    if (!project.profiles.isEmpty())
        inputs.insert(u"profiles"_s, project.profiles.join(u','));
    return inputs;
}

QString composeKey(const IdaDefinition &ida)
{
    return cacheKey(composeInputs(ida), originalProject(ida));
}

std::optional<Workspace::Internals::ResolvedModel> keptModel(Workspace::Internals &internals,
                                                             const QString &ida)
{
    const auto folder = internals.idaFolder(ida);
    if (!folder)
        return std::nullopt;
    const QString path = resolvedPath(*folder);
    const QString state = stateOfFile(path);
    {
        const std::scoped_lock lock(internals.resolvedMutex);
        const auto known = internals.resolved.constFind(ida);
        if (known != internals.resolved.constEnd() && known->state == state)
            return *known;
    }
    const auto kept = readJson(path);
    if (!kept)
        return std::nullopt;
    const Workspace::Internals::ResolvedModel resolved {
        kept->value(u"key"_s).toString(), kept->value(u"model"_s).toObject(), state};
    const auto expected = sealed(resolved.key, resolved.model);
    if (!expected || kept->value(u"seal"_s).toString() != *expected)
        return std::nullopt;
    learnSecrets(resolved.model);
    const std::scoped_lock lock(internals.resolvedMutex);
    internals.resolved.insert(ida, resolved);
    return resolved;
}

Result<> requireAgreed(Workspace::Internals &internals, const IdaDefinition &ida)
{
    const auto kept = keptModel(internals, ida.name);
    return kept ? judged(internals, ida, kept->model) : ok();
}

Result<ResolvedCompose>
resolve(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop)
{
    auto model = resolvedUnjudged(internals, ida, std::move(stop));
    if (!model)
        return model;
    const auto agreed = judged(internals, ida, model->model);
    return agreed ? model : agreed.error();
}

Result<ResolvedCompose>
resolvedUnjudged(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop)
{
    const auto folder = internals.idaFolder(ida.name);
    if (!folder)
        return folder.error();
    const ComposeProject project = originalProject(ida);
    if (auto error = endlessFile(ida, project.directory))
        return *error;
    const QMap<QString, QString> inputs = composeInputs(ida);
    const QString key = cacheKey(inputs, project);
    if (const auto kept = keptModel(internals, ida.name); kept && kept->key == key)
        return ResolvedCompose {kept->model, inputs};

    const auto compose = internals.compose();
    if (!compose)
        return compose.error();
    const auto model = answerOf(*compose, project, stop);
    if (!model) {
        Error error = model.error().within(ida.name);
        if (error.where.file.isEmpty())
            error.where.file = ida.composeFiles.value(0);
        // Compose ran and refused the files: they are at fault, not the run.
        if (error.kind == Error::Kind::Failed)
            error.kind = Error::Kind::InvalidInput;
        if (error.message.endsWith(error.detail))
            error.detail.clear();
        if (error.kind == Error::Kind::InvalidInput)
            explainRefusal(error, ida);
        return error;
    }
    learnSecrets(*model);
    const auto mark = sealed(key, *model);
    if (!mark)
        return mark.error();
    const QJsonObject content {{u"key"_s, key}, {u"seal"_s, *mark}, {u"model"_s, *model}};
    if (const auto written = writeJson(resolvedPath(*folder), content); !written)
        return written.error();
    return ResolvedCompose {*model, inputs};
}

} // namespace devstack
