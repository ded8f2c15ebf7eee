// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/request.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Where to go in: an IDA and one of its services (empty: the primary one).
struct ServiceTarget
{
    QString ida;
    QString service;

    /// "ida" or "ida/service".
    static ServiceTarget parse(const QString &text);
};

/// A service that the IDA does not have (kind NotFound), with the nearest one as its target.
Error unknownService(const QString &ida, const QString &service, const QStringList &known);

/// A command in a running container, for the docker command line.
struct DockerExec
{
    QStringList client; ///< docker … exec with its options
    QString container;
    QString user; ///< who it runs as; empty: the container's
    QStringList command;

    QStringList toVector() const { return client + QStringList {container} + command; }
};

/// What runs `command` in the running container of a service, with a terminal when
/// `tty`. Error kind NotFound when there is no such service, Unavailable without an engine, Failed
/// when it does not run.
Result<DockerExec> execCommand(Workspace &workspace,
                               const ServiceTarget &target,
                               const QStringList &command,
                               bool tty,
                               std::stop_token stop);

/// What opens a shell: the manifest's `shell` command, else bash or sh. Without `tty`
/// the shell reads its commands from standard input.
Result<DockerExec> shellCommand(Workspace &workspace,
                                const ServiceTarget &target,
                                std::stop_token stop,
                                bool tty = true);

/// A command that the manifest declares (or of a reserved verb with a sensible
/// default: dbshell, migrate), with `arguments` appended. `ida` may name a service too ("lms/db")
/// for dbshell. Error kind NeedsTrust when the repository is not trusted (any more): its commands
/// are code.
Result<DockerExec> declaredCommand(Workspace &workspace,
                                   const QString &ida,
                                   const QString &name,
                                   const QStringList &arguments,
                                   bool tty,
                                   std::stop_token stop);

/// Runs the pending migrations of an IDA: its `migrate` command, else all of its bootstrap entries
/// in order. A run like others: it holds the workspace's lock, has a journal and waits for what a
/// killed one left. Blocks; lines go to the reporter. Errors as for declaredCommand(); Failed with
/// the last lines of what failed.
Result<> migrate(Workspace &workspace,
                 const OperationRequest &request,
                 Reporter &reporter,
                 std::stop_token stop);

/// Runs a command that the manifest declares as a run like others, without a terminal: what it says
/// and how it ends is kept. Blocks; lines go to the reporter. Errors as for declaredCommand();
/// Failed with the last lines when it ends with another code than 0.
Result<> runDeclaredCommand(Workspace &workspace,
                            const OperationRequest &request,
                            const QString &name,
                            const QStringList &arguments,
                            Reporter &reporter,
                            std::stop_token stop);

} // namespace devstack
