// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>

namespace devstack {

class Reporter;
struct WorkspaceSnapshot;

/// An opened workspace: the one entry to everything the program does with it, for both faces.
///
/// All functions block and belong on worker threads; the object is safe to use from several threads
/// at once. What changes the workspace takes its lock (Error kind Conflict when somebody else holds
/// it).
class Workspace
{
public:
    /// Opens the folder (it must hold a devstack.yml). Error: NotFound, InvalidInput.
    static Result<std::shared_ptr<Workspace>> open(const QString &folder);
    /// The nearest folder at or above `start` with a devstack.yml.
    static Result<QString> locate(const QString &start);
    /// A name that a workspace may have, made from any text (a folder's name).
    static QString nameFrom(const QString &text);
    /// Makes a workspace, its name made from `name`; repositories that lie in the folder already
    /// become its IDAs (answered by name). Error: Conflict when there is one.
    static Result<QStringList> init(const QString &folder, const QString &name);

    ~Workspace();

    QString folder() const;
    QString name() const;
    /// Unique on this machine; the prefix of everything it owns on the Engine.
    QString id() const;
    /// Where run journals are (store/runjournal.h reads them).
    QString runsFolder() const;

    /// Faults in the files under `.devstack/` and how they were repaired; for people.
    QStringList warnings() const;

    /// Everything known of it now: files, repositories, the Engine's containers. An engine that
    /// does not answer is part of the snapshot, not an error.
    Result<WorkspaceSnapshot> snapshot(std::stop_token stop = {});

    struct Internals;
    Internals &internals() { return *m_parts; }

private:
    explicit Workspace(std::unique_ptr<Internals> internals);
    std::unique_ptr<Internals> m_parts;
};

} // namespace devstack
