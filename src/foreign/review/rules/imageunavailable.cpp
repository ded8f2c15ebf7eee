// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/imagerepute.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForUnavailableImages(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            const ImageRepute repute = imageRepute(service, stack, input);
            const QString image = printable(filledIn(service.image));
            const QString name = printable(service.name);
            const SourceMark mark = markOf(service, u"image"_s);
            switch (repute.standing) {
            case ImageStanding::Fine:
                break;
            case ImageStanding::BuiltByHand: {
                const QString way = repute.target.isEmpty()
                    ? QString(u"“%1”"_s.arg(printable(repute.evidence.mark.toString())))
                    : QString(u"“make %1”"_s.arg(printable(repute.target)));
                sink.add(
                    {mark, repute.evidence.mark},
                    u"“%1” runs the image %2, which %3 builds and Compose does not: “up” on a new "
                    u"computer pulls whatever is published, or fails."_s.arg(name, image, way),
                    u"Add “build: .” beside “image:”."_s);
                break;
            }
            case ImageStanding::OwnName:
                sink.add(
                    {mark},
                    u"“%1” runs the image %2, which is named like this repository, and nothing "
                    u"here builds it."_s.arg(name, image),
                    u"Add “build: .” beside “image:”, or name the registry it is published in."_s);
                break;
            case ImageStanding::Unknown:
                sink.add({mark},
                         u"“%1” runs the image %2, which is neither built here nor an official "
                         u"image."_s.arg(name, image),
                         u"Add “build:”, or write the image with its registry and organisation."_s);
                break;
            }
        }
    }
}

} // namespace devstack
