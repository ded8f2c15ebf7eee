// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <QDir>

#include <algorithm>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

bool mountsCheckout(const Draft &draft, const QJsonObject &service)
{
    const QJsonArray mounts = service.value(u"volumes").toArray();
    return std::ranges::any_of(mounts, [&](const QJsonValue &value) {
        const QJsonObject mount = value.toObject();
        return mount.value(u"type").toString() == u"bind"
            && QDir::cleanPath(mount.value(u"source").toString()) == draft.input.checkout;
    });
}

bool buildsCheckout(const Draft &draft, const QJsonObject &service)
{
    const QString context = service.value(u"build").toObject().value(u"context").toString();
    return !context.isEmpty() && QDir::cleanPath(context) == draft.input.checkout;
}

/// How many leading characters of their images' names two services share: "org/app" and
/// "org/app.worker" belong together.
qsizetype kinship(const Draft &draft, const QString &one, const QString &other)
{
    const auto written = [&](const QString &name) {
        const QJsonObject services = draft.resolved.value(u"services").toObject();
        return services.value(name).toObject().value(u"image").toString();
    };
    const QString a = written(one);
    const QString b = written(other);
    return std::ranges::mismatch(a, b).in1 - a.begin();
}

/// Whether the image is one of Docker Hub's own library ("node:17"), which nobody builds from this
/// checkout: a single word that has nothing to do with what the sibling's image is called.
bool isOfLibrary(const Draft &draft, const QString &image, const QString &sibling)
{
    if (image.section(u'@', 0, 0).contains(u'/'))
        return false;
    const QString name = image.section(u':', 0, 0);
    const QString other = draft.resolved.value(u"services")
                              .toObject()
                              .value(sibling)
                              .toObject()
                              .value(u"image")
                              .toString()
                              .section(u':', 0, 0);
    return other.isEmpty() || !(other.startsWith(name) || name.startsWith(other));
}

} // namespace

void offerSiblingImages(Draft &draft)
{
    QStringList builders;
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        if (buildsCheckout(draft, *it))
            builders.append(it.key());
    }
    if (builders.isEmpty())
        return;
    for (auto it = draft.services.begin(); it != draft.services.end(); ++it) {
        const QString before = it->value(u"image").toString();
        if (it->contains(u"build") || !draft.input.absentImages.contains(before)
            || !mountsCheckout(draft, *it))
            continue;
        const QString sibling = *std::ranges::max_element(
            builders, {}, [&](const QString &name) { return kinship(draft, it.key(), name); });
        if (isOfLibrary(draft, before, sibling))
            continue;
        const QString image = draft.services.value(sibling).value(u"image").toString();
        it->insert(u"image", image);
        it->insert(u"pull_policy", u"never"_s);
        draft.warn(it.key(),
                   u"image: %1 → %2"_s.arg(before, image),
                   u"“%1” is not on this Engine and nothing here builds it; %2 builds "_s
                   u"an image from the same checkout. Pull the image to use it instead."_s.arg(
                       before, sibling));
    }
}

} // namespace devstack::passes
