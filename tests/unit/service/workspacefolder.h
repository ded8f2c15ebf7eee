// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace devstack::testing {

/// A workspace in a temporary folder, with a state directory of its own, made of files alone: no
/// engine and no process. Failures end the test program.
class WorkspaceFolder
{
public:
    /// `name` empty: "workspace".
    explicit WorkspaceFolder(const QString &name = {});

    QString path(const QString &relative = {}) const;
    /// Parent folders are made; those at the top are git repositories without a commit.
    void write(const QString &relative, const QByteArray &content) const;
    std::shared_ptr<Workspace> open() const;
    WorkspaceDefinition read() const;

private:
    QTemporaryDir m_folder;
    QString m_name;
};

} // namespace devstack::testing
