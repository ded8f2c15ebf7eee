// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/observing/doctor.h"
#include "service/repositories/adoption.h"
#include "ui/source/workspacesource.h"

namespace devstack {

/// What the interface asks of the machine before a workspace is open.
///
/// Lives on the interface's thread; callbacks come on it.
class Machine : public QObject
{
    Q_OBJECT
public:
    using Done = WorkspaceSource::Done;
    using Opened = std::function<void(Result<std::unique_ptr<WorkspaceSource>>)>;

    using QObject::QObject;

    /// `workspace`: the folder of the open one; empty: none is open, and nothing is said of any.
    virtual void askDoctor(const QString &workspace,
                           std::function<void(const QList<DoctorCheck> &)> answer)
        = 0;
    /// Opens the folder or the nearest parent that is a workspace.
    virtual void open(const QString &folder, Opened opened) = 0;
    /// Makes a workspace in `folder` (when there is none) with the repository and what it needs.
    virtual void cloneInto(const QString &url, const QString &folder, Done done) = 0;
    /// Makes the bundled sample workspace.
    virtual void makeSample(const QString &folder, Done done) = 0;
    /// Reads a central devstack and, without `dryRun`, makes a workspace of it.
    virtual void adopt(const AdoptRequest &request,
                       std::function<void(const Result<Adoption> &)> answer)
        = 0;
    virtual void cancel() = 0;

signals:
    /// What is going on; `fraction` below 0: unknown.
    void progressed(const QString &text, double fraction);
};

} // namespace devstack
