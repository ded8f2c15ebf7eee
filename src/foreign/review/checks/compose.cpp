// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/inspect/composeoffers.h"
#include "foreign/inspect/repositorykind.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/loading/loadfaults.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/serviceroles.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A service that is built from a folder of the repository; null: none.
const ServiceEntry *partBuilder(const ComposeFile &compose)
{
    const auto found = std::ranges::find_if(compose.services, [](const ServiceEntry &service) {
        return service.build && runsOwnCode(service);
    });
    return found == compose.services.end() ? nullptr : &*found;
}

/// No file in the root that Compose takes by itself: what there is instead.
CheckResult withoutFile(const ReviewSubject &subject)
{
    QList<Evidence> near;
    for (const QList<ComposeFile> &files : {subject.stacks, subject.others}) {
        for (const ComposeFile &file : files)
            near += subject.evidence({file.path, 1, 0});
    }
    if (!near.isEmpty())
        return failing(u"No compose file in the root has a name that Compose finds by itself."_s,
                       u"Rename the one that engineers use to “docker-compose.yml”."_s,
                       near);
    const ComposeOffers &offers = subject.facts.offers;
    if (offers.isEmpty())
        return failing(u"There is no docker-compose.yml in the root."_s,
                       u"Add one with a service that builds or mounts “.”."_s);
    QStringList below;
    for (const ComposeOffer &offer : offers.files) {
        below += offer.files;
        near += offer.evidence;
    }
    for (const FolderOffer &offer : offers.folders) {
        below += offer.folder + u'/';
        near += offer.evidence;
    }
    below.removeDuplicates();
    const QString name = subject.checkout->name();
    const QString way = wayToChoose(offers, name, name);
    return failing(u"There is no compose file in the root; below it there is %1."_s.arg(
                       printable(below.join(u", "_s))),
                   way.isEmpty() ? u"Add one with a service that builds or mounts “.”."_s : way,
                   near);
}

} // namespace

CheckResult checkCompose(const ReviewSubject &subject)
{
    const QList<Error> faults = subject.unreadable + subject.manifestFaults;
    if (!faults.isEmpty()) {
        const Error &error = faults.first();
        return failing(u"The compose file cannot be read: %1"_s.arg(error.message),
                       error.hint.isEmpty() ? u"Correct the file."_s : error.hint,
                       {subject.evidence(error.where)});
    }
    if (subject.composeFiles.isEmpty())
        return withoutFile(subject);
    if (const QList<LoadFault> refused = loadFaults(subject); !refused.isEmpty()) {
        const LoadFault &first = refused.first();
        return failing(u"Compose refuses to load the file: %1"_s.arg(first.message),
                       first.fix,
                       {subject.evidence(first.mark)});
    }
    const QString primary = primaryService(subject.compose);
    QString own;
    for (const ServiceEntry &service : subject.compose.services) {
        if (usesCheckout(service) && (own.isEmpty() || service.name == primary))
            own = service.name;
    }
    if (own.isEmpty()) {
        const ServiceEntry *part = partBuilder(subject.compose);
        return failing(
            part
                ? u"No service builds or mounts “.”; “%1” builds a part of the repository only, %2."_s
                      .arg(printable(part->name), printable(part->build->context))
                : u"The compose file runs other people's images only: no service builds or "
                  u"mounts “.”."_s,
            u"Add a service with “build: .” or “volumes: [.:/app]”."_s,
            {subject.evidence(part ? part->build->mark
                                   : Checkout::mark(subject.composeFiles.first(), 1))});
    }
    const Evidence evidence = subject.evidence(subject.compose.services[own].mark);
    if (subject.isChosen)
        return failing(
            u"Only this workspace names the file: Compose does not find %1 by itself."_s.arg(
                printable(subject.composeFiles.first())),
            u"Rename it to “docker-compose.yml”, in the root."_s,
            {evidence});
    if (subject.facts.kind == RepositoryKind::TestOnly)
        return failing(u"Passes formally, but: %1"_s.arg(subject.facts.reason),
                       u"Let a service run the application itself, with development settings."_s,
                       QList<Evidence> {evidence} + subject.facts.kindEvidence);
    QString message = u"“%1” runs the code of this repository."_s.arg(printable(own));
    if (subject.environment)
        message += u" The workspace keeps the file for it; “devstack scaffold” writes it into the "
                   u"repository."_s;
    else if (subject.composeFiles.first() != u"docker-compose.yml")
        message += u" The file is called %1, which Compose finds too."_s.arg(
            subject.composeFiles.first());
    if (!subject.compose.manifest.declared)
        message += u" It has no x-devstack yet; its values are inferred."_s;
    return passing(message, {evidence});
}

} // namespace devstack
