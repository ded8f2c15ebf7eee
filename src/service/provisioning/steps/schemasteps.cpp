// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "engine/exec.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/schemas/loaddump.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A dump of some GB takes its time; a server that hangs must not hold the workspace for ever.
constexpr std::chrono::milliseconds kLoadLimit = 12h;
constexpr qsizetype kErrorLines = 12;

/// A path of a repository may be a link that leads out of it.
Result<> requireConfined(const QString &path, const QString &checkout, const SchemaSource &source)
{
    if (source.mark.file.isEmpty())
        return ok(); // the engineer's own choice
    const QString real = QFileInfo(path).canonicalFilePath();
    const QString root = QFileInfo(checkout).canonicalFilePath();
    return real.isEmpty() || real.startsWith(root + u'/')
        ? ok()
        : Result<>(
            invalidInput(u"“%1” leads out of the repository."_s.arg(printable(path)), source.mark));
}

Result<> requireChecksum(const SchemaSource &source, std::stop_token stop)
{
    if (source.sha256.isEmpty())
        return ok();
    QFile file(source.dump);
    if (!file.open(QIODevice::ReadOnly))
        return notFound(u"There is no file “%1”."_s.arg(printable(source.dump)));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        if (stop.stop_requested())
            return cancelled();
        hash.addData(file.read(1 << 20));
    }
    const QString found = QString::fromLatin1(hash.result().toHex());
    return found == source.sha256
        ? ok()
        : Result<>(invalidInput(
            u"“%1” is not the file that the manifest means."_s.arg(printable(source.dump)),
            source.mark,
            u"Its SHA-256 is %1."_s.arg(found)));
}

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
    if (const auto confined = requireConfined(source.dump, ida->path, source); !confined)
        return confined.error();
    if (const auto right = requireChecksum(source, stop); !right)
        return right.error();
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
