// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "engine/exec.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/loaddump.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A dump of some GB takes its time; a server that hangs must not hold the workspace for ever.
constexpr std::chrono::milliseconds kLoadLimit = 12h;
constexpr qsizetype kErrorLines = 12;

} // namespace

StepResult loadSchema(const RunContext &context,
                      const Step &step,
                      const SchemaAction &action,
                      Reporter &reporter,
                      std::stop_token stop)
{
    const SchemaSource &source = action.source;
    const AssembledService *service = context.service(step.ida, source.service);
    const IdaDefinition *ida = context.definition.find(step.ida);
    if (!service || !ida)
        return notFound(u"“%1” has no service “%2” in this run."_s.arg(step.ida, source.service));
    if (const auto own = requireOwnFile(source, *ida, stop); !own)
        return own.error();
    const EngineClient &engine = *context.internals.engineClient;
    const auto run = [&](const QStringList &argv, QIODevice *input) -> Result<QString> {
        ExecSpec spec;
        spec.container = service->container;
        spec.command = argv;
        spec.inputDevice = input;
        spec.timeout = kLoadLimit;
        QStringList errors;
        const auto ended = runInContainer(engine, spec, stop, [&](const OutputLine &line) {
            if (line.stream != OutputLine::Stream::Err)
                return;
            errors += line.text;
            if (errors.size() > kErrorLines)
                errors.removeFirst();
            reporter.line(line);
        });
        if (!ended)
            return ended.error();
        if (ended->succeeded())
            return QString::fromUtf8(ended->standardOutput);
        Error error = ended->toError(u"The client of %1"_s.arg(source.service));
        if (error.kind == Error::Kind::Failed)
            error.detail = errors.join(u'\n');
        return error;
    };
    const auto loaded = loadDump(source.dump, service->database, run, reporter, stop);
    if (!loaded)
        return loaded.error();
    const QString name = printable(QFileInfo(source.dump).fileName());
    return StepOutcome {loaded->isCustomFormat
                            ? u"loaded %1"_s.arg(name)
                            : u"loaded %1: %2 tables%3"_s.arg(name)
                                  .arg(loaded->tables)
                                  .arg(loaded->hasRows ? u", with rows"_s : QString()),
                        {}};
}

} // namespace devstack
