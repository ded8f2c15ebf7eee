// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/examplefiles.h"

#include "core/text.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QStringList &exampleWords()
{
    static const QStringList kWords {u"example"_s,
                                     u"sample"_s,
                                     u"dist"_s,
                                     u"template"_s,
                                     u"tmpl"_s,
                                     u"default"_s,
                                     u"defaults"_s,
                                     u"dev"_s};
    return kWords;
}

/// The names that the example of a file may have, the likeliest first.
QStringList exampleNames(const QString &name)
{
    const QString bare = name.startsWith(u'.') ? name.sliced(1) : name;
    const qsizetype dot = bare.lastIndexOf(u'.');
    QStringList names;
    for (const QString &word : exampleWords()) {
        names += {name + u'.' + word, bare + u'.' + word, word + u'.' + bare};
        names += {name + u'-' + word, name + u'_' + word, u'.' + word + u'.' + bare};
        if (dot > 0) // "settings.env" → "settings.example.env"
            names += bare.first(dot) + u'.' + word + bare.sliced(dot);
    }
    return names;
}

} // namespace

QString exampleOf(const Checkout &checkout, const QString &relative)
{
    const QString clean = QDir::cleanPath(relative);
    const QString folder = QFileInfo(clean).path();
    const QString name = QFileInfo(clean).fileName();
    const QStringList there = checkout.files(folder == u"." ? QString() : folder);
    for (const QString &candidate : exampleNames(name)) {
        if (candidate != name && there.contains(candidate))
            return folder == u"." ? candidate : folder + u'/' + candidate;
    }
    return {};
}

QString wayToMake(const Checkout &checkout, const Makefile &makefile, const QString &relative)
{
    const QString clean = QDir::cleanPath(relative);
    for (const QString &target : QStringList {clean, u"./"_s + clean}) {
        const FoundTarget found = makefile.find(target);
        if (found && !found.target->isPattern())
            return u"“make %1” makes it."_s.arg(printable(target));
    }
    const QString example = exampleOf(checkout, clean);
    return example.isEmpty()
        ? QString()
        : u"Copy %1 to %2 and look through its values."_s.arg(printable(example), printable(clean));
}

} // namespace devstack
