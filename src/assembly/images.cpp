// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <QSet>

#include <algorithm>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// The services that share a build section, under the section's canonical text.
QMap<QByteArray, QStringList> buildGroups(const Draft &draft)
{
    QMap<QByteArray, QStringList> groups;
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        QJsonObject build = it->value(u"build").toObject();
        build.remove(u"tags");
        if (it->contains(u"build"))
            groups[canonicalJson(build)].append(it.key());
    }
    return groups;
}

void nameBuilds(Draft &draft)
{
    QMap<QString, QString> renamed; // image of the file → image of the workspace
    QSet<QString> used;
    QList<QStringList> groups = buildGroups(draft).values();
    std::ranges::sort(groups);
    for (const QStringList &group : std::as_const(groups)) {
        QString image = draft.names.image(group.first());
        for (int number = 2; used.contains(image); ++number)
            image = draft.names.image(group.first() + u'-' + QString::number(number));
        used.insert(image);
        for (const QString &name : group) {
            QJsonObject &service = draft.services[name];
            const QString before = service.value(u"image").toString();
            if (!before.isEmpty() && !renamed.contains(before))
                renamed.insert(before, image);
            QJsonObject build = service.value(u"build").toObject();
            build.remove(u"tags");
            service.insert(u"build", build);
            service.insert(u"image", image);
            service.remove(u"pull_policy");
            draft.facts[name].builds = true;
            draft.note(
                name,
                u"image: %1%2"_s
                    .arg(before.isEmpty() ? QString() : QString(before + u" → "), image),
                u"Built here: a name of its own keeps workspaces and published images apart."_s);
        }
    }
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        const QString before = it->value(u"image").toString();
        if (it->contains(u"build") || !renamed.contains(before))
            continue;
        it->insert(u"image", renamed.value(before));
        it->insert(u"pull_policy", u"never"_s);
        draft.note(it.key(),
                   u"image: %1 → %2"_s.arg(before, renamed.value(before)),
                   u"Another service of this IDA builds that image."_s);
    }
}

/// The image that a group of services with one build section runs in mode image.
QString givenImage(const Draft &draft, const QStringList &group)
{
    for (const QString &name : group) {
        if (draft.input.images.contains(name))
            return draft.input.images.value(name);
    }
    for (const QString &name : group) {
        const QString image = draft.services.value(name).value(u"image").toString();
        if (!image.isEmpty())
            return image;
    }
    return {};
}

Result<> replaceBuilds(Draft &draft)
{
    const QMap<QByteArray, QStringList> groups = buildGroups(draft);
    QMap<QString, QString> renamed; // image of the file → given image
    for (const QStringList &group : groups) {
        const QString image = givenImage(draft, group);
        if (image.isEmpty()) {
            return invalidInput(
                u"%1 runs from images, but none is known for its service %2."_s
                    .arg(draft.input.ida, group.first()),
                {},
                u"Name one: devstack mode %1 image --image REFERENCE, or choose mode develop."_s
                    .arg(draft.input.ida));
        }
        for (const QString &name : group) {
            QJsonObject &service = draft.services[name];
            const QString before = service.value(u"image").toString();
            if (!before.isEmpty())
                renamed.insert(before, image);
            service.remove(u"build");
            service.remove(u"pull_policy");
            service.insert(u"image", image);
            draft.note(name,
                       u"build → image: %1"_s.arg(image),
                       u"Mode image does not build."_s);
        }
    }
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        const QString before = it->value(u"image").toString();
        const QString image = draft.input.images.value(it.key(), renamed.value(before, before));
        if (image == before)
            continue;
        it->insert(u"image", image);
        draft.note(it.key(),
                   u"image: %1 → %2"_s.arg(before, image),
                   u"Mode image names another image."_s);
    }
    return ok();
}

} // namespace

Result<> nameImages(Draft &draft)
{
    if (draft.input.mode == Mode::Image) {
        if (const auto replaced = replaceBuilds(draft); !replaced)
            return replaced;
    } else {
        nameBuilds(draft);
        offerSiblingImages(draft);
    }
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it)
        draft.facts[it.key()].image = it->value(u"image").toString();
    return ok();
}

} // namespace devstack::passes
