// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/pathway.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>
#include <system_error>

namespace devstack {

using namespace Qt::StringLiterals;

Pathway pathwayOf(const QString &path)
{
    constexpr int kMostLinks = 40; // as the kernel has it
    Pathway way;
    QStringList open = path.split(u'/', Qt::SkipEmptyParts);
    QString here = u"/"_s;
    for (int links = 0; !open.isEmpty();) {
        const QString part = open.takeFirst();
        if (part == u".")
            continue;
        if (part == u"..") {
            here = QFileInfo(here).path();
            continue;
        }
        const QString next = here.endsWith(u'/') ? here + part : QString(here + u'/' + part);
        way.passed += next;
        if (next.startsWith(u"/proc/")) {
            way.end = QStringList({next, open.join(u'/')}).join(open.isEmpty() ? u""_s : u"/"_s);
            return way;
        }
        const QFileInfo info(next);
        if (!info.isSymLink()) {
            here = next;
            continue;
        }
        if (++links > kMostLinks)
            return way;
        std::error_code error;
        const auto written
            = std::filesystem::read_symlink(QFile::encodeName(next).toStdString(), error);
        if (error)
            return way;
        const QString target = QFile::decodeName(written.c_str());
        if (QDir::isAbsolutePath(target))
            here = u"/"_s;
        open = target.split(u'/', Qt::SkipEmptyParts) + open;
    }
    way.end = here;
    return way;
}

} // namespace devstack
