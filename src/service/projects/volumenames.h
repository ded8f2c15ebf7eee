// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/volumes.h"
#include "store/generations.h"

#include <QList>
#include <QMap>
#include <QString>

namespace devstack {

/// The name of a data volume: unique per workspace, IDA, volume and generation.
QString dataVolumeName(const QString &workspaceId,
                       const QString &ida,
                       const QString &key,
                       const IdaGenerations &generations,
                       int generation);
/// The same for the generation in use.
QString dataVolumeName(const QString &workspaceId,
                       const QString &ida,
                       const QString &key,
                       const IdaGenerations &generations);

/// The name of an ordinary volume: of the one that the IDA has, whatever names that had to be kept
/// apart when it was made; else `plain`, or another where a volume of somebody else is called so.
/// `existing` are the workspace's volumes by name. Pure.
QString ordinaryVolumeName(const QString &workspaceId,
                           const QString &ida,
                           const QString &key,
                           const QString &plain,
                           const QMap<QString, VolumeInfo> &existing);

/// Whether it is named as one of the IDA's data volumes for this key, of whatever generation. Pure.
bool isDataVolume(const QString &volume,
                  const QString &workspaceId,
                  const QString &ida,
                  const QString &key,
                  const IdaGenerations &generations);

/// A data volume that an IDA wants.
struct VolumeWant
{
    QString ida;
    QString key; ///< in the compose file
};

/// Gives volumes whose plain names are the same ("store.main" and "store-main") names of their own
/// in `generations`. A volume that exists keeps its name; otherwise the first in the list does.
/// `existing` are the workspace's volumes by name. Pure.
void keepVolumeNamesApart(Generations &generations,
                          const QString &workspaceId,
                          const QList<VolumeWant> &wants,
                          const QMap<QString, VolumeInfo> &existing);

/// Goes to the newest volume that exists of data whose generation nobody knows any more: a record
/// that was lost must not bring back older data. Pure.
void takeUpNewest(Generations &generations,
                  const QString &workspaceId,
                  const QList<VolumeWant> &wants,
                  const QMap<QString, VolumeInfo> &existing);

} // namespace devstack
