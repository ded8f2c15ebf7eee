// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/rules/imagerepute.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/composeplaces.h"
#include "model/compose/serviceroles.h"

#include <QDir>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Images that the central stack's Ansible playbooks made; the ones named …-dev come from
/// Dockerfiles.
bool isAnsibleEra(const QString &image)
{
    return image.startsWith(u"edxops/"_s) && !imageName(image).endsWith(u"-dev"_s)
        && databaseKindOf(image, {}) == DatabaseKind::None;
}

/// A compose file may still run what the Dockerfile replaces.
QString composeNote(const ReviewSubject &subject)
{
    for (const ServiceEntry &service : subject.compose.services) {
        const QString image = filledIn(service.image);
        if (!service.build && isAnsibleEra(image))
            return u" The compose file still runs %1, which is older than the Dockerfile (%2)."_s
                .arg(printable(image),
                     printable(subject.relative(markOf(service, u"image"_s)).toString()));
    }
    return {};
}

CheckResult judgeFile(const ReviewSubject &subject, const QStringList &lines)
{
    static const QRegularExpression kAnsible(
        u"ansible|\\b(?:open)?edx/configuration\\b|\\A\\s*FROM\\s+edxops/"_s,
        QRegularExpression::CaseInsensitiveOption);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (!lines.at(i).trimmed().startsWith(u'#') && kAnsible.match(lines.at(i)).hasMatch())
            return failing(u"The Dockerfile builds on Ansible."_s,
                           u"Build from a plain base image of the distribution."_s,
                           {subject.evidence(Checkout::mark(u"Dockerfile"_s, int(i) + 1))});
    }
    return passing(u"A Dockerfile in the root, without Ansible."_s + composeNote(subject),
                   {subject.evidence(Checkout::mark(u"Dockerfile"_s, 1))});
}

/// What counts as much as a Dockerfile in the root: one that is kept elsewhere, or a published
/// image.
std::optional<CheckResult> judgeCompose(const ReviewSubject &subject)
{
    const auto found = subject.compose.services.constFind(primaryService(subject.compose));
    if (found == subject.compose.services.constEnd()
        || subject.facts.kind == RepositoryKind::ThirdPartyOnly)
        return std::nullopt;
    const ServiceEntry &service = *found;
    if (service.build) {
        const QString context = service.build->context;
        const QString clean = QDir::cleanPath(context);
        if (isRemotePlace(context) || clean == u".." || clean.startsWith(u"../"_s))
            return passing(u"No Dockerfile in the root: an external one is built (%1)."_s.arg(
                               printable(context)),
                           {subject.evidence(service.build->mark)});
        return std::nullopt;
    }
    const QString image = filledIn(service.image);
    if (image.isEmpty() || !usesCheckout(service))
        return std::nullopt;
    const ReviewSurroundings surroundings;
    const Evidence evidence = subject.evidence(markOf(service, u"image"_s));
    if (isAnsibleEra(image))
        return failing(u"There is no Dockerfile, and the image %1 was built with Ansible."_s.arg(
                           printable(image)),
                       u"Add a Dockerfile to the root."_s,
                       {evidence});
    if (imageRepute(service, subject.compose, {subject, surroundings}).standing
        != ImageStanding::Fine)
        return std::nullopt;
    return passing(
        u"No Dockerfile in the root: the published image %1 is used."_s.arg(printable(image)),
        {evidence});
}

} // namespace

CheckResult checkDockerfile(const ReviewSubject &subject)
{
    if (const auto lines = subject.checkout->lines(u"Dockerfile"_s))
        return judgeFile(subject, *lines);
    if (const auto result = judgeCompose(subject))
        return *result;
    QList<Evidence> near;
    QStringList names;
    for (const QString &file :
         subject.checkout->glob({u"Dockerfile*"_s, u"docker/Dockerfile*"_s, u"*.Dockerfile"_s})) {
        near += subject.evidence(Checkout::mark(file, 1));
        names += printable(file);
    }
    if (!near.isEmpty())
        return failing(u"No file in the root is called exactly “Dockerfile”; there is %1."_s.arg(
                           names.join(u", "_s)),
                       u"Move it to “Dockerfile” in the root."_s,
                       near);
    return failing(u"There is no Dockerfile in the root."_s,
                   u"Add one; “devstack scaffold” cannot know what goes into the image."_s);
}

} // namespace devstack
