// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/ownfiles.h"

#include "core/openfile.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "plan/fingerprints.h"
#include "plan/reasons.h"
#include "service/databases/nextgeneration.h"
#include "service/definition/trustquestions.h"
#include "service/observing/presentdata.h"
#include "service/projects/assemblysummary.h"
#include "service/provisioning/planfiles.h"
#include "service/provisioning/recordedrun.h"
#include "service/provisioning/steps/givefile.h"
#include "service/provisioning/tasks.h"
#include "service/schemas/dumpfile.h"
#include "service/workspaceinternals.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>

#include <algorithm>
#include <cstdio>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBlock = 1 << 20;

/// Copies a file, for its owner alone; answers the digest of its content.
Result<QString> copyWhole(const QString &from, const QString &to, const std::stop_token &stop)
{
    QFile source;
    if (const auto opened = openRegular(from, source); !opened)
        return opened.error();
    const QString folder = QFileInfo(to).path();
    for (const QString &own : {QFileInfo(folder).path(), folder}) {
        if (const auto made = makeOwnFolder(own); !made)
            return made.error();
    }
    QFile copy;
    const bool isOpen = openOwn(to, copy) && copy.resize(0);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool isWhole = isOpen;
    while (isWhole && !source.atEnd()) {
        if (stop.stop_requested())
            return cancelled();
        const QByteArray block = source.read(kBlock);
        hash.addData(block);
        isWhole = !block.isEmpty() && copy.write(block) == block.size();
    }
    if (!isWhole || !copy.flush())
        return ioError(
            u"“%1” cannot be kept in the workspace."_s.arg(printable(QFileInfo(from).fileName())),
            copy.error() == QFile::NoError ? source.errorString() : copy.errorString(),
            u"Free some space on the disk of the workspace."_s);
    return QString::fromLatin1(hash.result().toHex());
}

/// Puts the copy where it stays and writes it down.
Result<> keep(Workspace::Internals &internals,
              const QString &ida,
              const KeptFile &file,
              const QString &copy,
              const QString &path)
{
    if (std::rename(QFile::encodeName(copy).constData(), QFile::encodeName(path).constData()) != 0)
        return ioError(
            u"“%1” was applied, but cannot be kept in the workspace."_s.arg(printable(file.name)));
    return internals.withState([&](WorkspaceState &state) {
        Choices choices = state.choices();
        QList<KeptFile> &files = choices.idas[ida].files;
        const auto before = std::ranges::find(files, file.name, &KeptFile::name);
        if (before == files.end())
            files += file;
        else
            *before = file;
        return state.save(choices);
    });
}

} // namespace

Result<> applyFile(Workspace &workspace,
                   const OperationRequest &request,
                   const QString &file,
                   bool afterReset,
                   Reporter &reporter,
                   std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    RecordedRun run(workspace, request);
    if (const auto begun = run.begin(); !begun)
        return begun;
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return run.failed(definition.error());
    const auto found = definition->require(request.idas.value(0));
    if (!found)
        return run.failed(found.error());
    const IdaDefinition *ida = *found;
    if (!QFileInfo(file).isFile())
        return run.failed(notFound(u"There is no file “%1”."_s.arg(printable(file))));
    KeptFile kept {QFileInfo(file).fileName(), {}, afterReset};
    const auto path = keptFilePath(internals, ida->name, kept.name);
    if (!path)
        return run.failed(path.error());
    // Of the same name, since messages have it.
    const QString copy = QFileInfo(*path).path() + u"/.new/"_s + kept.name;
    auto planned = planFileOf(*ida, kept, copy);
    if (!planned)
        return run.failed(planned.error());
    const auto folder = internals.idaFolder(ida->name);
    if (!folder)
        return run.failed(folder.error());
    const auto engine = internals.engine();
    if (!engine)
        return run.failed(engine.error());
    const auto summary = readSummary(*folder);
    const AssembledService *service
        = summary ? summary->service(planned->command.service) : nullptr;
    if (!service)
        return run.failed(neverProvisioned(ida->name));
    if (const auto questions = questionsFor(internals, *definition, {ida->name}, stop);
        !questions.isEmpty() && !request.trust)
        return run.failed(trustError(questions));
    const DatabaseKind kind = databaseKindOf(ida->compose.services.value(planned->command.service));
    const auto dropped = qScopeGuard([&copy] { QFile::remove(copy); });
    const auto digest = copyWhole(file, copy, stop);
    if (!digest)
        return run.failed(digest.error());
    kept.sha256 = *digest;
    // One that may not be loaded leaves no trace in the records.
    if (planned->command.argv.isEmpty()) {
        const auto facts = inspectDump(
            copy, {kind, false, false}, [](qint64) {}, stop);
        if (!facts)
            return run.failed(facts.error());
    }
    const auto data = presentParts(internals, ida->name, stop);
    if (!data)
        return run.failed(data.error());
    // As the planner has it (plan/filesteps.cpp): what was given by hand counts there.
    Fingerprint parts = *data;
    parts.insert(u"command"_s, commandDigest(planned->command));
    parts.insert(inputPart(kept.name), kept.sha256);
    const Task apply {fileStep(ida->name, kept.name),
                      ida->name,
                      StepKind::Seed,
                      u"Apply %1"_s.arg(printable(kept.name)),
                      [&](Reporter &listener, std::stop_token ended) -> Result<> {
                          const auto given = giveFile(**engine,
                                                      service->container,
                                                      kind,
                                                      {planned->command, copy},
                                                      listener,
                                                      ended,
                                                      request.atOnce);
                          return given ? keep(internals, ida->name, kept, copy, *path) : given;
                      },
                      parts};
    return runTasks(run, {apply}, reporter, stop);
}

Result<> forgetFile(Workspace &workspace, const OperationRequest &request, const QString &name)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    const QString ida = request.idas.value(0);
    const auto path = keptFilePath(internals, ida, name);
    if (!path)
        return path.error();
    const auto forgotten = internals.withState([&](WorkspaceState &state) -> Result<> {
        Choices choices = state.choices();
        QList<KeptFile> &files = choices.idas[ida].files;
        QStringList names;
        for (const KeptFile &file : files)
            names += file.name;
        if (files.removeIf([&](const KeptFile &file) { return file.name == name; }) == 0)
            return unknownName(ida, u"kept file"_s, name, names);
        return state.save(choices);
    });
    if (forgotten)
        QFile::remove(*path);
    return forgotten;
}

} // namespace devstack
