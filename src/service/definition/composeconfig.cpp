// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/composeconfig.h"

#include "core/files.h"
#include "foreign/review/loading/loadfaults.h"
#include "service/workspaceinternals.h"
#include "store/seal.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

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

void addFile(QCryptographicHash &hash, const QString &path)
{
    QFile file(path);
    hash.addData(path.toUtf8());
    if (file.open(QIODevice::ReadOnly))
        hash.addData(&file);
    else
        hash.addData("missing");
}

QString cacheKey(const IdaDefinition &ida, const ComposeProject &project)
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

/// What the repository's own files say about the fault that Compose found: lint knows its line and
/// what to do. Only asked once Compose has refused the files.
void explain(Error &error, const IdaDefinition &ida)
{
    const auto subject = readReviewSubject(ida.path);
    if (!subject)
        return;
    const QString said = error.message + u'\n' + error.detail;
    for (const LoadFault &fault : missingFiles(*subject) + loadFaults(*subject)) {
        static const QRegularExpression kQuoted(u"“([^”]+)”"_s);
        const QString named = kQuoted.match(fault.message).captured(1);
        if (named.isEmpty() || !said.contains(QFileInfo(named).fileName()))
            continue;
        if (error.hint.isEmpty())
            error.hint = fault.fix;
        if (error.where.line == 0)
            error.where = fault.mark;
        return;
    }
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
    const auto folder = internals.idaFolder(ida.name);
    if (!folder)
        return folder.error();
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
        if (error.kind == Error::Kind::InvalidInput)
            explain(error, ida);
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
