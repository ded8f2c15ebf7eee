// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/companionprogram.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

Result<QString> companionProgram(const QString &name, const char *variable)
{
    const QString beside = QCoreApplication::applicationDirPath();
    for (const QString &path : {qEnvironmentVariable(variable),
                                QString(beside + u'/' + name),
                                QString(beside + u"/../libexec/devstack/"_s + name),
                                QString(beside + u"/../bin/"_s + name)}) {
        if (!path.isEmpty() && QFileInfo(path).isExecutable())
            return QFileInfo(path).canonicalFilePath();
    }
    return notFound(u"The program “%1” is missing."_s.arg(name), u"Install devstack anew."_s);
}

} // namespace devstack
