// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/composefilesbelow.h"

#include "core/text.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

QStringList composeFilesBelow(const Checkout &checkout)
{
    QStringList patterns;
    QStringList found;
    for (const QString &name :
         {u"compose.yaml"_s, u"compose.yml"_s, u"docker-compose.yml"_s, u"docker-compose.yaml"_s}) {
        patterns += {u"*/"_s + name, u"*/*/"_s + name};
    }
    QStringList folders;
    for (const QString &file : checkout.glob(patterns)) {
        const QString folder = QFileInfo(file).path();
        if (folders.contains(folder))
            continue;
        folders += folder;
        found += file;
    }
    return found;
}

QString wayToFilesBelow(const QString &repository, const QStringList &files)
{
    const QString folder = QFileInfo(files.first()).path();
    return u"To run %1, name its folder in devstack.yml: “path: %2”."_s.arg(
        printable(files.first()), printable(repository + u'/' + folder));
}

} // namespace devstack
