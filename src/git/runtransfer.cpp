// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/runtransfer.h"

#include "core/companionprogram.h"
#include "core/slowanswer.h"
#include "core/text.h"
#include "git/gitprogram.h"
#include "git/repositoryurl.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <cstring>

namespace devstack::git {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds kTransferIsSlow {10};

/// Whether a variable is somebody's secret that no git, ssh or credential helper asks for.
bool isForeignSecret(const QString &name)
{
    static const QRegularExpression kSecret(
        u"SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE_KEY|API_?KEY|ACCESS_?KEY|COOKIE"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kOfHelpers(
        u"^(?:GIT|GH|GITHUB|GITLAB|GITEA|BITBUCKET|AZURE|AWS|GOOGLE|GCM|SSH|GPG|KRB5|DBUS)_?"_s);
    return kSecret.match(name).hasMatch() && !kOfHelpers.match(name).hasMatch();
}

/// The user's environment, because ssh, proxies and credential helpers read variables that nobody
/// can list; without those that name another repository, ask for a password, or hold secrets of
/// something else. It runs in a folder of its own, in which no repository is found.
ProcessSpec
transferProgram(const QString &path, const TransferRequest &request, const QString &folder)
{
    ProcessSpec spec = gitProgram({}, folder);
    for (const QString &name : spec.environment.keys()) {
        if (isForeignSecret(name))
            spec.environment.remove(name);
    }
    spec.environment.insert(u"GIT_CEILING_DIRECTORIES"_s, QFileInfo(folder).absolutePath());
    spec.environment.insert(u"PWD"_s, folder);
    spec.program = path;
    spec.arguments.clear();
    spec.input = toJson(request);
    spec.captureOutput = false;
    spec.grace = 500ms;
    return spec;
}

Error crashed(const QString &address, const ProcessOutcome &outcome)
{
    return ioError(
        u"Git crashed while it read from “%1” (%2)."_s.arg(
            address, QString::fromLocal8Bit(::strsignal(outcome.signal))),
        outcome.errorTail,
        u"Try again. If it crashes again, what this repository sends is damaged, or made "
        u"to do harm."_s);
}

} // namespace

Result<TransferResult> runTransfer(const TransferRequest &request,
                                   const QString &address,
                                   Reporter &reporter,
                                   std::stop_token stop,
                                   std::chrono::milliseconds silenceLimit)
{
    const auto program = companionProgram(u"devstack-git"_s, "DEVSTACK_GIT_PROGRAM");
    if (!program)
        return program.error();
    const QTemporaryDir folder(QDir::tempPath() + u"/devstack-git-XXXXXX"_s);
    if (!folder.isValid())
        return ioError(u"A folder for git could not be made below “%1”."_s.arg(QDir::tempPath()),
                       folder.errorString());
    ProcessSpec spec = transferProgram(*program, request, folder.path());
    spec.silence = silenceLimit;
    TransferLines lines(reporter);
    SlowTool slow(u"“%1”"_s.arg(printableUrl(address)),
                  kTransferIsSlow,
                  std::chrono::duration_cast<std::chrono::seconds>(silenceLimit));
    const auto outcome = runProcess(spec, stop, [&](const OutputLine &line) {
        slow.heard();
        if (line.stream == OutputLine::Stream::Out && !stop.stop_requested())
            lines.read(line.text);
    });
    if (!outcome)
        return outcome.error();
    if (stop.stop_requested())
        return cancelled();

    const QString from = printableUrl(address);
    switch (outcome->end) {
    case ProcessOutcome::End::Cancelled:
        return cancelled();
    case ProcessOutcome::End::TimedOut:
        return Error {Error::Kind::Timeout,
                      u"“%1” did not respond for %2."_s.arg(from, formatDuration(silenceLimit)),
                      {},
                      u"Check the network connection and the address, and try again."_s,
                      {}};
    case ProcessOutcome::End::Crashed:
        return crashed(from, *outcome);
    case ProcessOutcome::End::Exited:
        break;
    }
    if (outcome->exitCode != 0 || !lines.outcome()) {
        return ioError(u"The transfer from “%1” ended without a result."_s.arg(from),
                       outcome->errorTail,
                       u"Try again; nothing half-made was left."_s);
    }
    return *lines.outcome();
}

} // namespace devstack::git
