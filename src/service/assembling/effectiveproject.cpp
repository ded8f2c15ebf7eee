// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/assembling/effectiveproject.h"

#include "core/files.h"
#include "service/workspaceinternals.h"
#include "store/seal.h"

#include <unistd.h>

#include <QFileInfo>
#include <QJsonDocument>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

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

/// Secrets and configs whose value is a variable: Compose takes it when the container is made.
QMap<QString, QString> takenFromHost(const QJsonObject &model)
{
    QMap<QString, QString> values;
    for (const char16_t *section : {u"secrets", u"configs"}) {
        const QJsonObject entries = model.value(QStringView(section)).toObject();
        for (const QJsonValue &entry : entries) {
            const QString name = entry.toObject().value(u"environment"_s).toString();
            const QByteArray key = name.toUtf8();
            if (!name.isEmpty() && qEnvironmentVariableIsSet(key.constData()))
                values.insert(name, qEnvironmentVariable(key.constData()));
        }
    }
    return values;
}

} // namespace

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
    result.environment = takenFromHost(QJsonDocument::fromJson(*content).object());
    return result;
}

} // namespace devstack
