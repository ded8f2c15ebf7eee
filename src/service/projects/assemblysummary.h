// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "assembly/usedports.h"
#include "core/result.h"

#include <QJsonObject>

namespace devstack {

/// The part of an assembly that later commands need, kept on disk.
struct AssemblySummary
{
    QString project;
    QList<AssembledService> services;
    QMap<QString, QString> urls; ///< name → with ports as they are
    QMap<QString, QString> healthUrls;
    QList<UsedPort> usedPorts; ///< of other IDAs, which it was assembled with
    QMap<QString, QString> inputs; ///< what its resolved model was made from → digest

    const AssembledService *service(const QString &name) const;
};

/// What later commands need of an assembly without assembling again.
AssemblySummary summaryOf(const Assembly &assembly);
/// Keeps it in the folder of the IDA under `.devstack/`.
Result<> writeSummary(const QString &folder,
                      const Assembly &assembly,
                      const QMap<QString, QString> &inputs,
                      const QList<UsedPort> &usedPorts = {});
/// Error NotFound when the IDA was never assembled.
Result<AssemblySummary> readSummary(const QString &folder);
/// Says how to provision an IDA that was never assembled (kind Failed).
Error neverProvisioned(const QString &ida);

/// The address to ask for the health of a URL: the URL with its `health` path, or the URL itself.
QString healthAddress(const Url &url);

} // namespace devstack
