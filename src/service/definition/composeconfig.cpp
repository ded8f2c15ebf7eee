// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/composeconfig.h"

#include "core/files.h"
#include "core/text.h"
#include "service/definition/trust.h"
#include "service/workspaceinternals.h"
#include "store/seal.h"
#include "trust/hostaccess.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestInput = 16 * 1024 * 1024;

/// Variables of the user's environment that the files mention: Compose gets these and no others.
QMap<QString, QString> mentionedVariables(const IdaDefinition &ida)
{
    QMap<QString, QString> environment;
    for (const QString &name : ida.compose.variables) {
        const QByteArray key = name.toUtf8();
        if (qEnvironmentVariableIsSet(key.constData()))
            environment.insert(name, qEnvironmentVariable(key.constData()));
    }
    return environment;
}

/// Regular files only: a device or a pipe would be read for ever, and Compose is not
/// asked to either (endlessFile()).
void addFile(QCryptographicHash &hash, const QString &path)
{
    hash.addData(path.toUtf8());
    const auto content = readFile(path, kLargestInput);
    hash.addData(content ? *content : QByteArray("missing"));
}

QStringList textsOf(const std::optional<YamlNode> &node)
{
    QStringList texts;
    if (node && node->isScalar())
        texts += node->text();
    for (const YamlNode &item : node ? node->items() : QList<YamlNode>()) {
        if (item.isScalar())
            texts += item.text();
    }
    return texts;
}

/// Variables of included files and labels of services, as one file names them.
QStringList namedFiles(const ComposeSource &source)
{
    QStringList names;
    const auto includes = source.content.value(u"include");
    for (const YamlNode &item : includes ? includes->items() : QList<YamlNode>())
        names += textsOf(item.value(u"env_file"));
    const auto services = source.content.value(u"services");
    for (const YamlNode::Entry &one : services ? services->entries() : QList<YamlNode::Entry>())
        names += textsOf(one.value.value(u"label_file"));
    QStringList paths;
    for (const QString &name : std::as_const(names))
        paths += QDir(source.base).absoluteFilePath(name);
    return paths;
}

/// The files that Compose reads besides the compose files.
QStringList otherFiles(const IdaDefinition &ida)
{
    QStringList paths {ida.path + u"/.env"_s};
    for (const ComposeSource &source : ida.compose.sources)
        paths += namedFiles(source) + QStringList {source.base + u"/.env"_s};
    for (const QString &include : ida.compose.includes)
        paths += QDir(ida.path).absoluteFilePath(include);
    for (const ServiceEntry &service : ida.compose.services) {
        for (const QString &file : service.environmentFiles)
            paths += QDir(ida.path).absoluteFilePath(file);
    }
    paths.removeDuplicates();
    return paths;
}

/// The first file that Compose would read and that may have no end, or more than fits.
std::optional<Error> endlessFile(const IdaDefinition &ida)
{
    for (const QString &path : otherFiles(ida)) {
        const QFileInfo info(path);
        if (!info.exists() || info.isDir() || (info.isFile() && info.size() <= kLargestInput))
            continue;
        return invalidInput(
                   u"“%1” is not a regular file of at most 16 MiB, so it is not read."_s.arg(
                       printable(path)),
                   {path, 0, 0},
                   u"Put a file with variables in its place."_s)
            .within(ida.name);
    }
    return std::nullopt;
}

QString cacheKey(const IdaDefinition &ida, const ComposeProject &project)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &file : ida.compose.files) // with all that they include and extend
        addFile(hash, file);
    for (const QString &other : otherFiles(ida))
        addFile(hash, other);
    for (auto it = project.environment.begin(); it != project.environment.end(); ++it)
        hash.addData(QString(it.key() + u'=' + it.value() + u'\n').toUtf8());
    hash.addData(project.profiles.join(u'\n').toUtf8());
    return QString::fromLatin1(hash.result().toHex());
}

/// The resolved model is what runs: a `.devstack/` that came with a cloned workspace must not be
/// able to say what that is.
Result<QString> sealed(const QString &key, const QJsonObject &model)
{
    return sealOf(u"resolved:"_s + key, QJsonDocument(model).toJson(QJsonDocument::Compact));
}

} // namespace

ComposeProject originalProject(const IdaDefinition &ida)
{
    ComposeProject project;
    project.name = u"resolve"_s;
    project.directory = ida.path;
    project.files = ida.composeFiles;
    project.profiles = ida.profiles();
    project.environment = mentionedVariables(ida);
    return project;
}

Result<QJsonObject>
resolve(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop)
{
    auto model = resolvedUnjudged(internals, ida, std::move(stop));
    if (!model)
        return model;
    const auto grant = internals.trust.find(trustKeyOf(internals, ida));
    const QStringList agreed = grant ? grant->reach : QStringList();
    const QStringList beyond = notAgreed(hostAccessOfModel(*model, ida.path), agreed);
    if (grant && beyond.isEmpty())
        return model;
    return trustError({TrustQuestion {
        ida.name, ida.trustSubject(), ida.path, agreed + beyond, grant ? beyond : QStringList()}});
}

Result<QJsonObject>
resolvedUnjudged(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop)
{
    const auto folder = internals.idaFolder(ida.name);
    if (!folder)
        return folder.error();
    if (auto error = endlessFile(ida))
        return *error;
    const ComposeProject project = originalProject(ida);
    const QString key = cacheKey(ida, project);
    const QString path = *folder + u"/resolved.json"_s;
    if (const auto kept = readJson(path)) {
        const QJsonObject model = kept->value(u"model"_s).toObject();
        const auto expected = sealed(key, model);
        if (!expected)
            return expected.error();
        if (kept->value(u"seal"_s).toString() == *expected)
            return model;
    }

    const auto compose = internals.compose();
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
    const auto mark = sealed(key, *model);
    if (!mark)
        return mark.error();
    if (const auto written = writeJson(path, {{u"seal"_s, *mark}, {u"model"_s, *model}}); !written)
        return written.error();
    return *model;
}

} // namespace devstack
