// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/snapshotwork.h"

#include "plan/reasons.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

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

/// The parts that name the volumes that a step works on.
QMap<QString, QString> volumesIn(const QMap<QString, QString> &parts)
{
    QMap<QString, QString> volumes;
    for (auto it = parts.lowerBound(kVolumeLabel);
         it != parts.cend() && it.key().startsWith(kVolumeLabel);
         ++it)
        volumes.insert(it.key(), it.value());
    return volumes;
}

void addWork(SnapshotWork &work, const QHash<QString, StepRecord> &records, const DataMoment &data)
{
    for (auto it = records.cbegin(); it != records.cend(); ++it) {
        const QString step = StepRecords::stepOf(it.key());
        const bool isOnData = step != it.key();
        if (!isOnData || !isCarried(step, *it) || work.contains(step)
            || volumesIn(it->parts) != data.volumes
            || (data.until.isValid() && it->time > data.until))
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
    using Volumes = QMap<QString, QString>;
    QList<DataMoment> data;
    data += DataMoment {Volumes {{volume, identity}}, {}};
    for (const DataAncestor &ancestor : ancestors)
        data += DataMoment {Volumes {{volume, ancestor.identity}}, ancestor.until};
    return workOn(records, data);
}

SnapshotWork workOn(const QHash<QString, StepRecord> &records, const QList<DataMoment> &data)
{
    SnapshotWork work;
    for (const DataMoment &moment : data)
        addWork(work, records, moment);
    return work;
}

QMap<QString, QString> partsOnData(const QMap<QString, QString> &work,
                                   const QMap<QString, QString> &volumes)
{
    QMap<QString, QString> parts = work;
    const QString images = imagePart({});
    for (auto it = work.cbegin(); it != work.cend(); ++it) {
        const QString reference = kReferenceLabel + it.key().mid(images.size());
        if (it.key().startsWith(images) && !work.contains(reference))
            parts.insert(reference, u"?"_s);
    }
    parts.insert(volumes);
    return parts;
}

QJsonObject toJson(const SnapshotWork &work)
{
    QJsonObject json;
    for (auto step = work.cbegin(); step != work.cend(); ++step) {
        QJsonObject parts;
        for (auto it = step->cbegin(); it != step->cend(); ++it)
            parts.insert(it.key(), it.value());
        json.insert(step.key(), parts);
    }
    return json;
}

QString toLabelText(const SnapshotWork &work)
{
    return work.isEmpty()
        ? QString()
        : QString::fromUtf8(QJsonDocument(toJson(work)).toJson(QJsonDocument::Compact));
}

SnapshotWork snapshotWork(const QString &labelText)
{
    return workFromJson(QJsonDocument::fromJson(labelText.toUtf8()).object())
        .value_or(SnapshotWork());
}

std::optional<SnapshotWork> workFromJson(const QJsonObject &json)
{
    // Written by somebody else: nothing but ids, labels and fingerprints, and not without end.
    constexpr qsizetype kMostSteps = 5000;
    constexpr qsizetype kMostParts = 200;
    static const QRegularExpression kStep(u"\\A(?:bootstrap|client|seed):[^\\p{C}]{1,400}\\z"_s);
    static const QRegularExpression kPart(
        u"\\A(?:command|(?:input|image|reference):[^\\p{C}]{1,400})\\z"_s);
    static const QRegularExpression kValue(u"\\A[\\w?:./@+-]{0,300}\\z"_s);
    const auto fits = [](const QRegularExpression &shape, const QString &text) {
        return shape.match(text).hasMatch();
    };
    if (json.size() > kMostSteps)
        return std::nullopt;
    SnapshotWork work;
    for (auto step = json.begin(); step != json.end(); ++step) {
        const QJsonObject parts = step->toObject();
        if (!fits(kStep, step.key()) || parts.size() > kMostParts)
            return std::nullopt;
        QMap<QString, QString> read;
        for (auto it = parts.begin(); it != parts.end(); ++it) {
            if (!fits(kPart, it.key()) || !it->isString() || !fits(kValue, it->toString()))
                return std::nullopt;
            read.insert(it.key(), it->toString());
        }
        // Without anything to compare with it would count as done for ever.
        if (read.contains(u"command"_s))
            work.insert(step.key(), read);
    }
    return work;
}

} // namespace devstack
