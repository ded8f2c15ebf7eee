// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "core/result.h"
#include "model/manifest/commandargument.h"
#include "model/operation/operation.h"
#include "plan/plan.h"
#include "service/definition/trustquestions.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>

namespace devstack {

class PlanObserver;
class Workspace;

/// Something of a repository's own that runs on this machine, not in a container.
struct OwnScript
{
    enum class Source { MakeTarget, Script };
    Source source = Source::MakeTarget;
    QString name; ///< as one asks for it: "dev.up", "%-shell", "provision-library.sh"
    QString text; ///< its help or kind, for people
    SourceMark mark; ///< relative to the checkout

    /// Sets the IDA up: its dependencies are started first.
    bool provisions() const;
    /// Meant to stop or remove containers: what ran before is not started again afterwards.
    bool stops() const;
};

/// A command that a manifest declares.
struct DeclaredCommand
{
    QString name;
    QString text; ///< what runs, and where
    bool tty = false;
    QList<CommandArgument> args; ///< what it asks for
};
/// Those of an IDA, by name. Reads files only. Errors as for a verb on an IDA.
Result<QList<DeclaredCommand>>
declaredCommands(Workspace &workspace, const QString &ida, std::stop_token stop);

/// What a repository offers: its Make targets (patterns as "%-shell"), then the provision and
/// bootstrap scripts in its root. Reads files only, runs nothing. Errors as for a verb on an IDA.
Result<QList<OwnScript>> ownScripts(Workspace &workspace, const QString &ida, std::stop_token stop);

/// The one that answers to a name; a pattern answers with the name put in. Nothing when none does.
Result<std::optional<OwnScript>>
findOwnScript(Workspace &workspace, const QString &ida, const QString &name, std::stop_token stop);

/// A script to run in the guarded runner.
struct ScriptRequest
{
    static constexpr std::chrono::milliseconds kUsualLimit = std::chrono::minutes(30);

    QString ida;
    QString name;
    QStringList arguments; ///< after it
    QString commandText; ///< "devstack run credentials dev.provision": recorded with the run
    bool trust = false; ///< trusts the repositories involved, host scripts included
    std::chrono::milliseconds timeout = kUsualLimit;
    int terminal = -1; ///< the user's own, for input and size (core/pty.h); -1: none

    std::function<void(QByteArrayView)> bytes; ///< output as written, for a terminal
    std::function<void(const QString &)> line; ///< output line by line
    std::function<void(const QString &)> note; ///< what the runner has to say

    /// The same, to be recorded and repeated.
    Operation operation() const
    {
        Operation operation;
        operation.verb = Operation::Verb::Run;
        operation.idas = {ida};
        operation.script = name;
        operation.arguments = arguments;
        if (timeout != kUsualLimit)
            operation.timeout = std::chrono::ceil<std::chrono::seconds>(timeout);
        return operation;
    }
};

/// Runs a repository's own script so that it acts on the workspace's containers.
///
/// Prepares them (for a script that provisions: starts the IDA and what it needs), then runs it in
/// a pseudo-terminal with launchers for docker, docker-compose and make first in PATH
/// (foreign/guard/dockermapping.h), in a listed environment with the variables that the central
/// devstack defined, until its end, the time limit or a stop; nothing it started is left on this
/// machine or in containers. Afterwards services that ran before and were stopped are started
/// again. The run is journalled as one bootstrap step, its secrets masked.
///
/// Holds the workspace's lock only while preparing and starting again, and one lock per IDA
/// throughout: scripts of different IDAs run side by side. The answer's plan holds the preparing
/// steps and the script; a failed or cancelled one is a value. Errors: NeedsTrust, NotFound,
/// Conflict when another script of the IDA runs, Unavailable without an engine.
Result<Plan> runScript(Workspace &workspace,
                       const ScriptRequest &request,
                       PlanObserver &preparing,
                       std::stop_token stop);

/// The trust questions that running a repository's scripts asks: those of the IDA and what it
/// needs, the IDA's with host scripts among what it could reach. Empty when all is agreed to.
Result<QList<TrustQuestion>> scriptQuestions(Workspace &workspace, const QString &ida);

} // namespace devstack
