// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/givefile.h"

#include "core/text.h"
#include "service/provisioning/steps/runinservice.h"
#include "service/schemas/clientcommand.h"
#include "service/schemas/loaddump.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// A large file takes its time; one that waits for something that never comes must not hold the
// workspace for ever.
constexpr std::chrono::hours kFileLimit {12};

} // namespace

Result<> giveFile(const EngineClient &engine,
                  const QString &container,
                  DatabaseKind kind,
                  const FileAction &action,
                  Reporter &reporter,
                  std::stop_token stop,
                  std::stop_token atOnce)
{
    const QString name = printable(QFileInfo(action.path).fileName());
    const QString place = u"%1/%2"_s.arg(action.command.ida, action.command.service);
    if (action.command.argv.isEmpty()) {
        const auto run = [&](const QStringList &argv, QIODevice *input) {
            return runInDatabase(
                engine, container, action.command.service, argv, input, reporter, stop);
        };
        reporter.line({OutputLine::Stream::Note, u"%1 < %2"_s.arg(place, name)});
        const auto loaded = loadDump(action.path, kind, LoadInto::PresentData, run, reporter, stop);
        return loaded ? ok() : Result<>(loaded.error());
    }
    ServiceCommand given;
    given.command = action.command;
    if (given.command.timeout.count() == 0)
        given.command.timeout = kFileLimit;
    given.container = container;
    given.note = u"%1 < %2"_s.arg(place, name);
    given.inputFile = action.path;
    given.what = u"Applying “%1” to %2"_s.arg(name, place);
    return runInService(engine, given, reporter, std::move(stop), std::move(atOnce));
}

} // namespace devstack
