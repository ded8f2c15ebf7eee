// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/volumenames.h"

#include "assembly/names.h"
#include "core/text.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString plainBase(const QString &workspaceId, const QString &ida, const QString &key)
{
    return u"%1-%2-%3"_s.arg(workspaceId, slug(ida), slug(key));
}

QString ownBase(const QString &workspaceId, const QString &ida, const QString &key)
{
    const QByteArray hash
        = QCryptographicHash::hash(QString(ida + u'\n' + key).toUtf8(), QCryptographicHash::Sha256);
    return plainBase(workspaceId, ida, key) + u'-' + QString::fromLatin1(hash.toHex().left(6));
}

bool belongsTo(const VolumeInfo &volume, const VolumeWant &want)
{
    return volume.labels.value(label::kIda) == want.ida
        && volume.labels.value(label::kVolume) == want.key;
}

/// What a volume lies over, by its mount options.
DataOrigin mountedOrigin(const VolumeInfo &volume, const QMap<QString, VolumeInfo> &existing)
{
    static const QRegularExpression kLower(u"(?:^|,)lowerdir=([^,]*)"_s);
    const QStringList paths
        = kLower.match(volume.options.value(u"o"_s)).captured(1).split(u':', Qt::SkipEmptyParts);
    DataOrigin origin;
    for (const QString &path : paths) {
        for (const VolumeInfo &other : existing) {
            if (!other.mountpoint.isEmpty()
                && (path == other.mountpoint || path == other.mountpoint + u"/upper"))
                origin.below += other.name;
        }
    }
    origin.canLayer = true;
    return origin.below.size() == paths.size() ? origin : DataOrigin();
}

} // namespace

QString dataVolumeName(const QString &workspaceId,
                       const QString &ida,
                       const QString &key,
                       const IdaGenerations &generations,
                       int generation)
{
    const QString base = generations.names.value(key, plainBase(workspaceId, ida, key));
    return base + u"-g"_s + QString::number(generation);
}

QString dataVolumeName(const QString &workspaceId,
                       const QString &ida,
                       const QString &key,
                       const IdaGenerations &generations)
{
    return dataVolumeName(workspaceId, ida, key, generations, generations.generation(key));
}

QString ordinaryVolumeName(const QString &workspaceId,
                           const QString &ida,
                           const QString &key,
                           const QString &plain,
                           const QMap<QString, VolumeInfo> &existing)
{
    const VolumeWant want {ida, key};
    const auto isFree = [&](const QString &name) {
        const auto volume = existing.constFind(name);
        return volume == existing.cend() || belongsTo(*volume, want);
    };
    if (existing.contains(plain) && isFree(plain))
        return plain;
    for (const VolumeInfo &volume : existing) {
        static const QRegularExpression generation(u"-g[0-9]+(-[a-z0-9_-]*)?\\z"_s);
        if (belongsTo(volume, want)
            && (volume.name.contains(u".v."_s) || !generation.match(volume.name).hasMatch()))
            return volume.name;
    }
    return isFree(plain) ? plain : u"%1-%2.v.%3"_s.arg(workspaceId, slug(ida), key);
}

bool isDataVolume(const QString &volume,
                  const QString &workspaceId,
                  const QString &ida,
                  const QString &key,
                  const IdaGenerations &generations)
{
    return volume.startsWith(dataVolumeName(workspaceId, ida, key, generations, 1).chopped(1));
}

void keepVolumeNamesApart(Generations &generations,
                          const QString &workspaceId,
                          const QList<VolumeWant> &wants,
                          const QMap<QString, VolumeInfo> &existing)
{
    QSet<QString> taken; // plain names
    QList<VolumeWant> open;
    for (const VolumeWant &want : wants) {
        if (generations.value(want.ida).names.contains(want.key))
            continue;
        const auto volume = existing.constFind(
            dataVolumeName(workspaceId, want.ida, want.key, generations.value(want.ida)));
        if (volume != existing.constEnd() && belongsTo(*volume, want))
            taken += plainBase(workspaceId, want.ida, want.key);
        else
            open += want;
    }
    for (const VolumeWant &want : std::as_const(open)) {
        const QString plain = plainBase(workspaceId, want.ida, want.key);
        const auto volume = existing.constFind(
            dataVolumeName(workspaceId, want.ida, want.key, generations.value(want.ida)));
        const bool isForeign = volume != existing.constEnd()
            && volume->labels.contains(label::kVolume) && !belongsTo(*volume, want);
        if (taken.contains(plain) || isForeign)
            generations[want.ida].names.insert(want.key, ownBase(workspaceId, want.ida, want.key));
        else
            taken += plain;
    }
}

void takeUpNewest(Generations &generations,
                  const QString &workspaceId,
                  const QList<VolumeWant> &wants,
                  const QMap<QString, VolumeInfo> &existing)
{
    for (const VolumeWant &want : wants) {
        if (generations.value(want.ida).current.contains(want.key))
            continue;
        const QString prefix
            = dataVolumeName(workspaceId, want.ida, want.key, generations.value(want.ida), 1)
                  .chopped(1);
        int newest = 1;
        const VolumeInfo *present = nullptr;
        for (const VolumeInfo &volume : existing) {
            bool isNumber = false;
            const int number = volume.name.startsWith(prefix)
                ? volume.name.mid(prefix.size()).toInt(&isNumber)
                : 0;
            if (isNumber && belongsTo(volume, want) && number > newest) {
                newest = number;
                present = &volume;
            }
        }
        if (!present)
            continue;
        IdaGenerations &own = generations[want.ida];
        own.current.insert(want.key, newest);
        own.highest.insert(want.key, newest);
        const DataOrigin origin = mountedOrigin(*present, existing);
        if (!origin.isEmpty())
            own.origins[want.key].insert(newest, origin);
    }
}

} // namespace devstack
