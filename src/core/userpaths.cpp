// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/userpaths.h"

#include <QCoreApplication>
#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString xdgDir(const char *variable, const QString &fallback)
{
    // The specification demands that relative values are ignored.
    const QString value = qEnvironmentVariable(variable);
    const QString base = QDir::isAbsolutePath(value) ? value : QString(QDir::homePath() + fallback);
    return base + u"/devstack"_s;
}

} // namespace

QString userStateDir()
{
    return xdgDir("XDG_STATE_HOME", u"/.local/state"_s);
}

QString userConfigDir()
{
    return xdgDir("XDG_CONFIG_HOME", u"/.config"_s);
}

QString resourcesDir()
{
    const QString given = qEnvironmentVariable("DEVSTACK_RESOURCES");
    if (!given.isEmpty())
        return given;
    const QString installed = QCoreApplication::applicationDirPath() + u"/../share/devstack"_s;
    if (QDir(installed).exists())
        return QDir::cleanPath(installed);
    return QStringLiteral(DEVSTACK_RESOURCES_DIR);
}

} // namespace devstack
