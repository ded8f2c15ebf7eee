// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/truststore.h"

#include "core/filelock.h"
#include "core/files.h"
#include "core/log.h"
#include "core/userpaths.h"

#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTrustVersion = 2;
constexpr qint64 kLargest = 4 * 1024 * 1024;
constexpr auto kLockPatience = 3s;

QStringList sorted(QStringList reach)
{
    reach.removeDuplicates();
    reach.sort();
    return reach;
}

bool isEntryOf(const QJsonObject &entry, const TrustKey &key)
{
    return entry.value(u"workspace"_s).toString() == QDir::cleanPath(key.workspace)
        && entry.value(u"subject"_s).toString() == key.subject
        && entry.value(u"folder"_s).toString() == QDir::cleanPath(key.folder);
}

/// Only answers that nobody else could have written count.
bool isOursAlone(const QString &path)
{
    struct stat status
    {
    };
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 && status.st_uid == ::geteuid()
        && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

Result<QJsonArray> readGrants(const QString &path)
{
    if (!QFile::exists(path))
        return QJsonArray();
    if (!isOursAlone(path))
        return invalidInput(u"Others may write “%1”, so no trust is taken from it."_s.arg(path));
    const auto content = readJson(path, kLargest);
    if (!content)
        return content.error();
    const QJsonValue grants = content->value(u"grants"_s);
    if (content->value(u"version"_s).toInt() == 1)
        return QJsonArray(); // its answers name no folder
    if (content->value(u"version"_s).toInt() != kTrustVersion || !grants.isArray())
        return invalidInput(u"“%1” is not a trust file of this version."_s.arg(path));
    return grants.toArray();
}

Result<FileLock> lockForWriting(const QString &path)
{
    // Writers hold it for milliseconds; waiting is better than telling a user to try again.
    const auto until = std::chrono::steady_clock::now() + kLockPatience;
    while (true) {
        auto lock = FileLock::acquire(path + u".lock"_s, u"recording trust"_s);
        if (lock || lock.error().kind != Error::Kind::Conflict)
            return lock;
        if (std::chrono::steady_clock::now() > until) {
            return conflict(u"Another process is writing “%1”."_s.arg(path),
                            u"Try again in a moment."_s);
        }
        std::this_thread::sleep_for(10ms);
    }
}

Result<> change(const QString &path, const std::function<void(QJsonArray &)> &edit)
{
    const auto lock = lockForWriting(path);
    if (!lock)
        return lock.error();
    auto grants = readGrants(path);
    if (!grants && grants.error().kind == Error::Kind::Io)
        return cannotReadNow(grants.error());
    if (!grants) {
        const auto kept = setAside(path);
        if (!kept)
            return grants.error();
        log::get("trust")->warn("set aside as {}: {}", *kept, grants.error().message);
        grants = QJsonArray();
    }
    edit(*grants);
    return writeJson(path, {{u"version"_s, kTrustVersion}, {u"grants"_s, *grants}}, true);
}

void removeEntry(QJsonArray &grants, const TrustKey &key)
{
    for (qsizetype i = grants.size() - 1; i >= 0; --i) {
        if (isEntryOf(grants.at(i).toObject(), key))
            grants.removeAt(i);
    }
}

} // namespace

TrustStore::TrustStore(QString path)
    : m_path(path.isEmpty() ? QString(userStateDir() + u"/trust.json"_s) : std::move(path))
{
}

std::optional<TrustGrant> TrustStore::find(const TrustKey &key) const
{
    // A subject of nothing would make all repositories without a remote one and the same.
    if (key.subject.isEmpty() || key.workspace.isEmpty() || key.folder.isEmpty())
        return std::nullopt;
    const auto grants = readGrants(m_path);
    if (!grants) {
        log::get("trust")->warn("{}", grants.error().message);
        return std::nullopt;
    }
    for (const QJsonValue &value : *grants) {
        const QJsonObject entry = value.toObject();
        if (!isEntryOf(entry, key))
            continue;
        TrustGrant grant;
        for (const QJsonValue &one : entry.value(u"reach"_s).toArray())
            grant.reach += one.toString();
        grant.reach = sorted(grant.reach);
        grant.time = QDateTime::fromString(entry.value(u"time"_s).toString(), Qt::ISODate);
        return grant;
    }
    return std::nullopt;
}

bool TrustStore::isTrusted(const TrustKey &key, const QStringList &reach) const
{
    const auto grant = find(key);
    // Who agreed to the workspace's files has not agreed to files that the repository brings
    // itself.
    const auto runsEnvironment
        = [](const QString &one) { return one.startsWith(kRunsEnvironment); };
    return grant
        && std::ranges::any_of(grant->reach, runsEnvironment)
        == std::ranges::any_of(reach, runsEnvironment)
        && std::ranges::all_of(reach, [&](const QString &one) {
               return std::ranges::binary_search(grant->reach, one);
           });
}

Result<> TrustStore::grant(const TrustKey &key, const QStringList &reach)
{
    if (key.subject.isEmpty() || !QDir::isAbsolutePath(key.workspace)
        || !QDir::isAbsolutePath(key.folder))
        return invalidInput(
            u"Nothing can be trusted without a workspace and the repository's identity."_s);
    return change(m_path, [&](QJsonArray &grants) {
        removeEntry(grants, key);
        grants.append(QJsonObject {
            {u"workspace"_s, QDir::cleanPath(key.workspace)},
            {u"subject"_s, key.subject},
            {u"folder"_s, QDir::cleanPath(key.folder)},
            {u"reach"_s, QJsonArray::fromStringList(sorted(reach))},
            {u"time"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
        });
    });
}

} // namespace devstack
