// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/effectiveproject.h"

#include "core/files.h"
#include "model/compose/projectvariables.h"
#include "service/workspaceinternals.h"
#include "store/seal.h"

#include <unistd.h>

#include <QFileInfo>
#include <QJsonDocument>
#include <QProcessEnvironment>

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// An extension, which Compose passes over.
constexpr QLatin1StringView kOwn {"x-devstack"};
constexpr QLatin1StringView kRepository {"repository"};
constexpr qint64 kLargest = 16 * 1024 * 1024; // bytes

QString filePath(const QString &folder)
{
    return folder + u"/compose.json"_s;
}

QString sealPath(const QString &folder)
{
    return folder + u"/compose.seal"_s;
}

/// The path is part of it: a copied workspace must not act on the project of the original.
Result<QString> sealFor(const QString &folder, const QByteArray &content)
{
    return sealOf(u"effective:"_s + filePath(folder), content);
}

bool isOurs(const QString &path)
{
    const QFileInfo info(path);
    return info.isFile() && !info.isSymLink() && info.ownerId() == ::geteuid()
        && !info.permission(QFileDevice::WriteGroup) && !info.permission(QFileDevice::WriteOther);
}

bool fits(const QString &folder, const QByteArray &content)
{
    const auto expected = sealFor(folder, content);
    const auto found = readFile(sealPath(folder), 1024);
    return expected && found && *found == expected->toLatin1();
}

Error wasChanged(const QString &ida, const QString &path)
{
    return invalidInput(
        u"%1: this file was changed, or not written by your copy of this program; it is not run."_s
            .arg(ida),
        {path, 0, 0},
        u"“devstack up %1” rewrites it from the repository's files."_s.arg(ida));
}

} // namespace

QMap<QString, QString> variablesOfResources(const QJsonObject &model, const QString &repository)
{
    QMap<QString, QString> values;
    std::optional<ProjectVariables> variables;
    for (const char16_t *section : {u"secrets", u"configs"}) {
        const QJsonObject entries = model.value(QStringView(section)).toObject();
        for (const QJsonValue &entry : entries) {
            const QString name = entry.toObject().value(u"environment"_s).toString();
            if (name.isEmpty())
                continue;
            if (!variables)
                variables.emplace(repository, QProcessEnvironment::systemEnvironment());
            if (const auto value = variables->value(name))
                values.insert(name, *value);
        }
    }
    return values;
}

QByteArray effectiveText(const QJsonObject &model, const QString &repository)
{
    QJsonObject written = model;
    const bool takesVariables = !variablesOfResources(model, repository).isEmpty();
    if (takesVariables)
        written.insert(kOwn, QJsonObject {{kRepository, repository}});
    return jsonText(written, QJsonDocument::Indented);
}

Result<> writeEffective(const QString &idaFolder, const QByteArray &content)
{
    const auto before = readFile(filePath(idaFolder), kLargest);
    if (before && *before == content && isOurs(filePath(idaFolder)) && fits(idaFolder, content))
        return ok();
    const auto mark = sealFor(idaFolder, content);
    if (!mark)
        return mark.error();
    if (const auto done = writeFile(filePath(idaFolder), content, true); !done)
        return done;
    return writeFile(sealPath(idaFolder), mark->toLatin1(), true);
}

Result<ComposeProject>
effectiveProject(Workspace::Internals &internals, const QString &ida, const QString &project)
{
    const auto folder = internals.idaFolder(ida);
    if (!folder)
        return folder.error();
    const QString path = filePath(*folder);
    const auto content = readFile(path, kLargest);
    if (!content)
        return content.error();
    if (!isOurs(path) || !fits(*folder, *content))
        return wasChanged(ida, path);
    ComposeProject result;
    result.name = project;
    result.directory = *folder;
    result.files = {path};
    const QJsonObject model = QJsonDocument::fromJson(*content).object();
    result.environment
        = variablesOfResources(model, model.value(kOwn).toObject().value(kRepository).toString());
    return result;
}

} // namespace devstack
