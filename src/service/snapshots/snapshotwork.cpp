// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/snapshotwork.h"

#include "plan/reasons.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <iterator>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kVolumeLabel = u"volume:"_s;
const QString kReferenceLabel = u"reference:"_s;

/// Only what a configuration asks for: the same steps come up wherever the snapshot is taken.
bool isCarried(const QString &step, const StepRecord &record)
{
    const QString kind = step.section(u':', 0, 0);
    return record.finished && !record.parts.contains(takenPart())
        && (kind == u"bootstrap" || kind == u"client" || kind == u"seed");
}

/// The only volume that the step works on; empty where there are several.
QString onlyVolume(const QMap<QString, QString> &parts)
{
    const auto first = parts.lowerBound(kVolumeLabel);
    if (first == parts.cend() || !first.key().startsWith(kVolumeLabel))
        return {};
    const auto second = std::next(first);
    return second != parts.cend() && second.key().startsWith(kVolumeLabel) ? QString()
                                                                           : first.key();
}

void addWork(SnapshotWork &work,
             const QHash<QString, StepRecord> &records,
             const QString &volume,
             const QString &identity,
             const QDateTime &until)
{
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        const QString step = StepRecords::stepOf(it.key());
        const bool isOnData = step != it.key();
        if (!isOnData || !isCarried(step, *it) || work.contains(step)
            || it->parts.value(volume) != identity || onlyVolume(it->parts) != volume
            || (until.isValid() && it->time > until))
            continue;
        work.insert(step, portableParts(it->parts));
    }
}

} // namespace

QMap<QString, QString> portableParts(const QMap<QString, QString> &parts)
{
    QMap<QString, QString> portable;
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        if (it.key().startsWith(kVolumeLabel))
            continue;
        // What is built is known by what it is built from, and named after the workspace.
        if (it.key().startsWith(kReferenceLabel)
            && !parts.value(imagePart(it.key().mid(kReferenceLabel.size()))).startsWith(u"sha256:"))
            continue;
        portable.insert(it.key(), it.value());
    }
    return portable;
}

SnapshotWork workOn(const QHash<QString, StepRecord> &records,
                    const QString &volume,
                    const QString &identity,
                    const QList<DataAncestor> &ancestors)
{
    SnapshotWork work;
    addWork(work, records, volume, identity, {});
    for (const DataAncestor &ancestor : ancestors)
        addWork(work, records, volume, ancestor.identity, ancestor.until);
    return work;
}

QString toLabelText(const SnapshotWork &work)
{
    if (work.isEmpty())
        return {};
    QJsonObject json;
    for (auto step = work.cbegin(); step != work.cend(); ++step) {
        QJsonObject parts;
        for (auto it = step->cbegin(); it != step->cend(); ++it)
            parts.insert(it.key(), it.value());
        json.insert(step.key(), parts);
    }
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

SnapshotWork snapshotWork(const QString &labelText)
{
    SnapshotWork work;
    const QJsonObject json = QJsonDocument::fromJson(labelText.toUtf8()).object();
    for (auto step = json.begin(); step != json.end(); ++step) {
        const QJsonObject parts = step->toObject();
        QMap<QString, QString> read;
        for (auto it = parts.begin(); it != parts.end(); ++it)
            read.insert(it.key(), it->toString());
        // Without anything to compare with it would count as done for ever.
        if (read.contains(u"command"_s))
            work.insert(step.key(), read);
    }
    return work;
}

} // namespace devstack
