// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "core/result.h"

#include <QJsonObject>

namespace devstack {

/// What of an assembly the program wants to show later without resolving anything again.
struct AssemblySummary
{
    QString project;
    QList<AssembledService> services;
    QMap<QString, QString> urls; ///< name → with ports as they are
    QMap<QString, QString> healthUrls;

    const AssembledService *service(const QString &name) const;
};

/// What later commands need of an assembly without assembling again.
AssemblySummary summaryOf(const Assembly &assembly);
/// Keeps it in the folder of the IDA under `.devstack/`.
Result<> writeSummary(const QString &folder, const Assembly &assembly);
/// Error NotFound when the IDA was never assembled.
Result<AssemblySummary> readSummary(const QString &folder);

/// The address that tells the health of a URL: its `health` path joined to it, or its own.
QString healthAddress(const Url &url);

} // namespace devstack
