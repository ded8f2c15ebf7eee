// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/imagerepute.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForUnpinnedImages(const LintInput &input, FindingSink &sink)
{
    static const QStringList kMoving {u"latest"_s,
                                      u"nightly"_s,
                                      u"edge"_s,
                                      u"master"_s,
                                      u"main"_s,
                                      u"dev"_s,
                                      u"stable"_s,
                                      u"fresh"_s};
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            const QString image = filledIn(service.image);
            // What is built here, or should be, has no version to name.
            if (service.build || image.isEmpty() || image.contains(u'$') || image.contains(u'@')
                || imageRepute(service, stack, input).standing != ImageStanding::Fine)
                continue;
            const QString last = image.section(u'/', -1);
            const QString tag = last.contains(u':') ? last.section(u':', 1) : QString();
            if (!tag.isEmpty() && !kMoving.contains(tag))
                continue;
            sink.add(
                {markOf(service, u"image"_s)},
                tag.isEmpty()
                    ? u"The image %1 of “%2” has no version: each pull can change it."_s.arg(
                        printable(image), printable(service.name))
                    : u"The image %1 of “%2” uses a moving tag: each pull can change it."_s.arg(
                        printable(image), printable(service.name)),
                u"Use a version: “%1:<version>”, or a digest."_s.arg(
                    printable(image.section(u':', 0, tag.isEmpty() ? -1 : -2))));
        }
    }
}

} // namespace devstack
