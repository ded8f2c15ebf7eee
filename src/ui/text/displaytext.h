// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"

#include <QList>
#include <QString>

namespace devstack {

/// "develop", "image", "external", "off".
QString modeWord(Mode mode);

/// "today 20:58", "Mon 20:58", "2 Nov": when something happened, in local time, short.
QString whenText(const QDateTime &time, const QDateTime &now);

/// "18150", or "3306 → 20306" when it moved; every published port of the service.
QString portsText(const ServiceView &service);
/// Where the first published port of a service is reached: "localhost:18150"; empty: none is.
QString addressText(const ServiceView &service);

/// "docker-compose.yml:9  LMS_URL: …", a line each.
QStringList evidenceLines(const QList<Evidence> &evidence);

/// What the dependency is needed for: "to run and provision".
QString purposeText(const DependencyEdge &edge);

/// "file:line:column: message", or the message alone where no file is to blame.
QString withPlace(const Error &error);

/// What cannot be read of the workspace's files: devstack.yml or the folder, or files of its IDAs.
QList<Error> fileProblems(const WorkspaceSnapshot &snapshot);

/// That a run was cut off or failed, and how many steps are missing, as one sentence.
QString unfinishedText(const UnfinishedRun &run, const QDateTime &now);

/// The last `count` lines that are not empty: the end of a tool's output usually names the fault.
QString lastLines(const QString &text, int count = 6);

/// "0:15", "1:02:03", seconds rounded down.
QString clockText(double seconds);

} // namespace devstack
