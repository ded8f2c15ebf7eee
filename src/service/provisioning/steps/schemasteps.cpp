// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "plan/reasons.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/clientcommand.h"
#include "service/schemas/fetchdump.h"
#include "service/schemas/loaddump.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/unpacksnapshot.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

StepResult takeSnapshot(const RunContext &context,
                        const Step &step,
                        const SchemaAction &action,
                        Reporter &reporter,
                        std::stop_token stop)
{
    const SchemaSource &source = action.source;
    const Assembly *assembly = context.assembly(step.ida);
    if (!assembly)
        return notFound(u"“%1” has no part in this run."_s.arg(step.ida));
    const auto server = databaseServer(step.ida, *assembly, source.service, source.volume);
    if (!server)
        return server.error();
    const DataVolume volume {step.ida,
                             action.volume.key,
                             action.volume.volume,
                             action.volume.incarnation,
                             server->image};
    const QString base = baseVolumeName(action.volume);
    const auto labels = unpackSnapshot(
        context.internals, source.snapshot, *server, volume, base, reporter, std::move(stop));
    if (!labels)
        return source.mark.file.isEmpty() ? labels.error() : labels.error().at(source.mark);
    context.memory.began(volumePart(step.ida, action.volume.key),
                         labels->work,
                         labels->work.isEmpty() ? QString() : base);
    return StepOutcome {u"%1: %2 tables of %3%4"_s.arg(printable(source.snapshot))
                            .arg(labels->tables)
                            .arg(labels->created.toLocalTime().toString(u"yyyy-MM-dd"_s),
                                 labels->hasRows ? u", with rows"_s : QString()),
                        {}};
}

} // namespace

StepResult loadSchema(const RunContext &context,
                      const Step &step,
                      const SchemaAction &action,
                      Reporter &reporter,
                      std::stop_token stop)
{
    const SchemaSource &source = action.source;
    if (!source.snapshot.isEmpty())
        return takeSnapshot(context, step, action, reporter, stop);
    const AssembledService *service = context.service(step.ida, source.service);
    const IdaDefinition *ida = context.definition.find(step.ida);
    if (!service || !ida)
        return notFound(u"“%1” has no service “%2” in this run."_s.arg(step.ida, source.service));
    const auto dump
        = presentDump(source, *ida, context.internals.downloadsFolder(), reporter, stop);
    if (!dump)
        return dump.error();
    const EngineClient &engine = *context.internals.engineClient;
    const auto container = context.container(step.ida, source.service, stop);
    if (!container)
        return container.error();
    const auto run = [&](const QStringList &argv, QIODevice *input) {
        return runInDatabase(engine, *container, source.service, argv, input, reporter, stop);
    };
    const auto loaded = loadDump(*dump, service->database, LoadInto::Emptied, run, reporter, stop);
    if (!loaded)
        return loaded.error();
    const QString name = printable(nameOfDump(source.dump));
    return StepOutcome {loaded->isCustomFormat
                            ? u"loaded %1"_s.arg(name)
                            : u"loaded %1: %2 tables%3"_s.arg(name)
                                  .arg(loaded->tables)
                                  .arg(loaded->hasRows ? u", with rows"_s : QString()),
                        {}};
}

} // namespace devstack
