// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Images that were published for amd64 only, by what their registry says of the tags.
struct SingleArchitecture
{
    QRegularExpression image;
    QString instead;
};

const QList<SingleArchitecture> &singleArchitectures()
{
    static const QList<SingleArchitecture> kTable {
        {QRegularExpression(u"\\A(?:docker\\.io/)?(?:library/)?mysql:5\\b(?!.*oracle)"_s),
         u"mysql:8.0-oracle or later"_s},
        {QRegularExpression(u"\\A(?:docker\\.io/)?edxops/mysql:5\\b"_s),
         u"mysql:8.0-oracle or later"_s},
        {QRegularExpression(
             u"\\A(?:docker\\.io/)?(?:library/)?mysql:8\\.0\\.(?:[0-9]|1[0-9]|2[0-7])(?![0-9])(?!.*oracle)"_s),
         u"mysql:8.0.28-oracle or later"_s},
        {QRegularExpression(
             u"\\A(?:docker\\.io/)?(?:library/)?memcached:1\\.4\\.(?:[0-9]|[12][0-9]|3[0-6])(?![0-9])"_s),
         u"memcached:1.6"_s},
        {QRegularExpression(u"(?:\\A|/)elasticsearch(?:-oss)?:(?:[1-6]\\.|7\\.[0-7](?:\\.|\\z))"_s),
         u"elasticsearch 7.8 or later"_s},
    };
    return kTable;
}

} // namespace

void lookForImageArchitectures(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            // Who writes the platform down knows of it.
            if (service.build || service.keyMarks.contains(u"platform"_s))
                continue;
            const QString image = filledIn(service.image);
            for (const SingleArchitecture &known : singleArchitectures()) {
                if (!known.image.match(image).hasMatch())
                    continue;
                sink.add(
                    {markOf(service, u"image"_s)},
                    u"%1 has no image for arm64: on Apple silicon it does not start, or is "
                    u"emulated and slow."_s.arg(printable(image)),
                    u"Use %1, or write “platform: linux/amd64” to show that it is intended."_s.arg(
                        known.instead));
                break;
            }
        }
    }
}

} // namespace devstack
