// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/reasons.h"

#include "core/secrets.h"
#include "core/text.h"

#include <QCryptographicHash>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestCommand = 100;

/// What a change of the part called `label` means; the first of several is told.
QString describe(const QString &label)
{
    const qsizetype colon = label.indexOf(u':');
    const QString what = colon < 0 ? label : label.left(colon);
    const QString name = colon < 0 ? QString() : label.mid(colon + 1);
    if (what == u"volume")
        return u"volume %1 is new"_s.arg(name.mid(name.indexOf(u'/') + 1));
    if (what == u"schema")
        return u"the schema changed"_s;
    if (what == u"image" || what == u"reference")
        return u"the image of %1 changed"_s.arg(name);
    if (what == u"build")
        return u"the files of the image changed"_s;
    if (what == u"input")
        return u"%1 changed"_s.arg(name);
    return u"its command changed"_s;
}

QString inputsText(const QStringList &inputs)
{
    constexpr qsizetype kMost = 3;
    const QString named = inputs.first(std::min(inputs.size(), kMost)).join(u", "_s);
    return inputs.size() <= kMost ? named
                                  : u"%1 and %2 more"_s.arg(named).arg(inputs.size() - kMost);
}

int weight(const QString &label)
{
    static const QStringList order {
        u"volume"_s, u"schema"_s, u"image"_s, u"reference"_s, u"build"_s, u"input"_s};
    const qsizetype position = order.indexOf(label.left(label.indexOf(u':')));
    return position < 0 ? int(order.size()) : int(position);
}

} // namespace

QString imagePart(const QString &service)
{
    return u"image:"_s + service;
}

QString volumePart(const QString &ida, const QString &key)
{
    return u"volume:"_s + ida + u'/' + key;
}

QString volumeIdentity(const QString &name, int generation, const QString &incarnation)
{
    return name + u'#' + QString::number(generation) + u'#' + incarnation;
}

QString inputPart(const QString &glob)
{
    return u"input:"_s + glob;
}

QString takenPart()
{
    return u"taken"_s;
}

QString madePart()
{
    return u"made"_s;
}

QString volumeStep(const QString &ida, const QString &key)
{
    return u"volume:"_s + ida + u'/' + key;
}

QString schemaStep(const QString &ida, const QString &key)
{
    return u"schema:"_s + ida + u'/' + key;
}

QString baseStep(const QString &ida)
{
    return u"base:"_s + ida;
}

QString fileStep(const QString &ida, const QString &fileName)
{
    return u"file:"_s + ida + u'/' + printable(fileName);
}

QString digestOf(const QStringList &texts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &text : texts) {
        const QByteArray bytes = text.toUtf8();
        hash.addData(QByteArray(QByteArray::number(bytes.size()) + ':'));
        hash.addData(bytes);
    }
    return QString::fromLatin1(hash.result().toHex().left(16));
}

QString dataOf(const Fingerprint &parts)
{
    const QString volumes = u"volume:"_s;
    QStringList named;
    for (auto it = parts.lowerBound(volumes); it != parts.cend() && it.key().startsWith(volumes);
         ++it)
        named += it.value();
    return named.isEmpty() ? QString() : digestOf(named);
}

QString unfinishedText()
{
    return u"did not finish last time"_s;
}

QString reasonToRunAgain(const StepRecord &record, const Fingerprint &parts)
{
    if (!record.finished)
        return record.time.isValid() ? unfinishedText() : u"requested again"_s;
    QStringList changed;
    for (auto it = parts.cbegin(); it != parts.cend(); ++it) {
        const auto before = record.parts.constFind(it.key());
        const bool isSame = before != record.parts.constEnd()
            && (*before == it.value() || *before == u"?" || it.value() == u"?");
        if (!isSame)
            changed.append(it.key());
    }
    for (auto it = record.parts.cbegin(); it != record.parts.cend(); ++it) {
        if (!parts.contains(it.key()))
            changed.append(it.key());
    }
    if (changed.isEmpty())
        return {};
    const QString first = *std::ranges::min_element(changed, {}, weight);
    if (!parts.contains(first))
        return u"its inputs changed"_s;
    return describe(first);
}

QString timeText(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toLocalTime();
    const bool isToday = now.isValid() && now.toLocalTime().date() == local.date();
    return local.toString(isToday ? u"HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString reasonToStart(const PlanService &service, bool imageIsNew)
{
    using State = PlanService::State;
    if (service.state == State::None && !service.lostNetwork.isEmpty())
        return u"%1 is not in its network %2"_s.arg(service.name, service.lostNetwork);
    if (service.state == State::None)
        return u"%1 has no container"_s.arg(service.name);
    if (imageIsNew)
        return u"%1 gets a new image"_s.arg(service.name);
    if (service.runningHash != service.effectiveHash)
        return service.changedInputs.isEmpty() ? u"the settings of %1 changed"_s.arg(service.name)
                                               : u"the settings of %1 changed (%2)"_s.arg(
                                                   service.name, inputsText(service.changedInputs));
    if (!service.imageId.isEmpty() && !service.runningImageId.isEmpty()
        && service.imageId != service.runningImageId)
        return u"the image of %1 changed"_s.arg(service.name);
    if (service.hasOtherData)
        return u"%1 goes on with other data"_s.arg(service.name);
    if (service.state == State::Paused)
        return u"%1 is paused"_s.arg(service.name);
    const bool ended = service.state == State::Stopped
        || (service.state == State::Finished && !service.isOneShot);
    return ended ? u"%1 does not run"_s.arg(service.name) : QString();
}

bool isReplaced(const PlanService &service, bool imageIsNew)
{
    if (service.state == PlanService::State::None)
        return false;
    return imageIsNew || service.hasOtherData || service.runningHash != service.effectiveHash
        || (!service.imageId.isEmpty() && !service.runningImageId.isEmpty()
            && service.imageId != service.runningImageId);
}

QString joined(const QStringList &reasons)
{
    if (reasons.size() <= 3)
        return reasons.join(u"; "_s);
    return reasons.first(2).join(u"; "_s) + u"; and %1 more"_s.arg(reasons.size() - 2);
}

QString commandText(const QStringList &argv)
{
    const bool isShell = argv.size() == 3 && argv[0] == u"sh" && argv[1] == u"-c";
    const QString text = masked((isShell ? argv[2] : argv.join(u' ')).simplified());
    return text.size() <= kLongestCommand ? text : text.left(kLongestCommand - 1) + u'…';
}

} // namespace devstack
