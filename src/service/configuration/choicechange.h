// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "core/result.h"
#include "service/configuration/choosing.h"
#include "service/definition/workspacedefinition.h"

#include <functional>
#include <memory>

namespace devstack {

/// One change of the choices of an IDA, under the workspace's lock: reads the present state, writes
/// the file that the place names, and reports the outcome. Lives as long as the change.
class ChoiceChange
{
public:
    /// Locks and reads. `what` names the choice in the outcome ("mode"). Errors: Conflict,
    /// NotFound with the nearest name.
    static Result<std::unique_ptr<ChoiceChange>>
    begin(Workspace &workspace, const QString &ida, const QString &what, std::stop_token stop);

    const WorkspaceDefinition &definition() const { return m_definition; }
    const IdaDefinition &ida() const { return *m_ida; }
    /// The entry of devstack.yml; for an IDA that is only a dependency, the entry it would get.
    WorkspaceIda entry() const;

    using ShareEdit = std::function<void(WorkspaceIda &)>;
    using PersonalEdit = std::function<void(IdaChoice &)>;
    /// Writes: `shared` to devstack.yml with `personal` undone by `clear`, or `personal` alone.
    Result<> write(ChoicePlace place,
                   const ShareEdit &shared,
                   const PersonalEdit &personal,
                   const PersonalEdit &clear);

    /// Writes devstack.yml as `edit` answers it, and undoes the personal choice by `clear`. Errors:
    /// those of `edit` and of the file.
    using FileEdit = std::function<Result<QByteArray>(const QByteArray &)>;
    Result<> writeFile(const FileEdit &edit, const PersonalEdit &clear);

    using Shown = std::function<QString(const IdaDefinition &)>;
    /// Reads again and says what changed, as `shown` puts the choice into words.
    Result<ChoiceOutcome> outcome(const Shown &shown, const QStringList &notes);

private:
    ChoiceChange(Workspace &workspace, FileLock lock, QString what, std::stop_token stop);

    Result<> share(const FileEdit &edit);
    Result<> choose(const PersonalEdit &edit);

    Workspace::Internals &m_parts;
    FileLock m_lock;
    QString m_what;
    std::stop_token m_stop;
    WorkspaceDefinition m_definition;
    const IdaDefinition *m_ida = nullptr;
    QString m_file;
    bool m_overrode = false; ///< a personal choice gave way to the shared one
    EarlierChoice m_earlier;
};

} // namespace devstack
