// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/process.h"

#include "core/argumentvector.h"
#include "core/filelock.h"
#include "core/linesplitter.h"
#include "core/linetail.h"
#include "core/localloop.h"

#include <fcntl.h>
#include <unistd.h>

#include <QProcess>
#include <QRegularExpression>
#include <QTimer>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kCaptureLimit = 64 * 1024 * 1024;
constexpr int kLargestPipe = 1024 * 1024; // without rights, unless the machine says otherwise

QString quoted(const QString &word)
{
    // zsh takes a word that begins with = for the place of a program.
    static const QRegularExpression kPlain(u"\\A[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*\\z"_s);
    if (kPlain.match(word).hasMatch())
        return word;
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// A mask or an ignored signal of ours would be inherited and make the child deaf to TERM.
void resetSignalsForChild()
{
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int signal : {SIGPIPE, SIGXFSZ})
        std::signal(signal, SIG_DFL);
}

/// Pipes that have a reader do not end their writer, and these have one for as long as it lives.
/// They are made as large as a user may, because nobody empties them once the caller is gone.
void readOwnOutput()
{
    for (const char *pipe : {"/proc/self/fd/1", "/proc/self/fd/2"}) {
        const int reader = ::open(pipe, O_RDONLY | O_NONBLOCK);
        if (reader >= 0)
            ::fcntl(reader, F_SETPIPE_SZ, kLargestPipe);
    }
}

void signalGroup(qint64 group, int signal)
{
    if (group > 1)
        ::kill(-static_cast<pid_t>(group), signal);
}

/// Ends the whole group: TERM, a grace in which it may clean up, KILL for what is left.
void endGroup(QProcess &process, LocalLoop &loop, qint64 group, std::chrono::milliseconds grace)
{
    signalGroup(group, SIGTERM);
    if (process.state() != QProcess::NotRunning)
        loop.run({}, grace);
    signalGroup(group, SIGKILL);
    if (process.state() != QProcess::NotRunning)
        process.waitForFinished(2000);
}

} // namespace

QString shellText(const QStringList &words)
{
    QStringList quotedWords;
    for (const QString &word : words)
        quotedWords += quoted(word);
    return quotedWords.join(u' ');
}

Error ProcessOutcome::toError(const QString &what) const
{
    switch (end) {
    case End::Cancelled:
        return cancelled();
    case End::TimedOut:
        return timedOut(what + u" did not finish in the time given."_s).because(errorTail);
    case End::Crashed:
        return failed(what + u" was ended by a signal."_s).because(errorTail);
    case End::Exited:
        break;
    }
    return failed(u"%1 failed with exit code %2."_s.arg(what, QString::number(exitCode)))
        .because(errorTail);
}

Result<ProcessOutcome>
runProcess(const ProcessSpec &spec, std::stop_token stop, const LineSink &sink)
{
    ProcessOutcome outcome;
    if (stop.stop_requested()) {
        outcome.end = ProcessOutcome::End::Cancelled;
        return outcome;
    }

    LocalLoop loop;
    QProcess process;
    process.setProcessEnvironment(spec.environment);
    process.setWorkingDirectory(spec.directory);
    // A disk on which there can be no lock is no reason not to run it.
    const auto lock
        = spec.lock.isEmpty() ? Result<FileLock>(FileLock()) : FileLock::share(spec.lock);
    const int locked = lock ? lock->descriptor() : -1;
    process.setChildProcessModifier([locked, alone = spec.finishesAlone] {
        ::setpgid(0, 0);
        resetSignalsForChild();
        if (locked >= 0)
            ::fcntl(locked, F_SETFD, 0);
        if (alone)
            readOwnOutput();
    });
    if (spec.inputFile.isEmpty() && spec.input.isEmpty())
        process.setStandardInputFile(QProcess::nullDevice());
    else if (!spec.inputFile.isEmpty())
        process.setStandardInputFile(spec.inputFile);

    LineTail tail;
    LineSplitter out([&](QByteArrayView line) {
        if (sink)
            sink({OutputLine::Stream::Out, QString::fromUtf8(line)});
    });
    LineSplitter err([&](QByteArrayView line) {
        const QString text = QString::fromUtf8(line);
        tail.add(text);
        if (sink)
            sink({OutputLine::Stream::Err, text});
    });
    QTimer silence;
    silence.setSingleShot(true);
    silence.setInterval(spec.silence);
    bool silent = false;
    const auto sign = [&] {
        if (spec.silence.count() > 0)
            silence.start(); // anew
    };
    const auto readOut = [&] {
        sign();
        const QByteArray bytes = process.readAllStandardOutput();
        if (spec.captureOutput && outcome.standardOutput.size() < kCaptureLimit)
            outcome.standardOutput += bytes;
        out.feed(bytes);
    };
    const auto readErr = [&] {
        sign();
        err.feed(process.readAllStandardError());
    };
    QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, readOut);
    QObject::connect(&process, &QProcess::readyReadStandardError, &process, readErr);
    QObject::connect(&process, &QProcess::finished, &process, [&] { loop.quit(); });
    QObject::connect(&silence, &QTimer::timeout, &process, [&] {
        silent = true;
        loop.quit();
    });

    process.start(spec.program, spec.arguments);
    if (!process.waitForStarted(-1)) {
        return notFound(
            u"“%1” could not be started: %2."_s.arg(spec.program, process.errorString()),
            u"Check that it is installed and in PATH."_s);
    }
    const qint64 group = process.processId();
    if (!spec.input.isEmpty()) {
        process.write(spec.input);
        process.closeWriteChannel();
    }

    sign();
    const auto end = process.state() == QProcess::NotRunning ? LocalLoop::End::Quit
                                                             : loop.run(stop, spec.timeout);
    silence.disconnect();
    if (end != LocalLoop::End::Quit || (silent && process.state() != QProcess::NotRunning)) {
        endGroup(process, loop, group, spec.grace);
        outcome.end = end == LocalLoop::End::Stopped ? ProcessOutcome::End::Cancelled
                                                     : ProcessOutcome::End::TimedOut;
    } else if (process.exitStatus() == QProcess::CrashExit) {
        outcome.end = ProcessOutcome::End::Crashed;
        outcome.signal = process.exitCode(); // for a crash QProcess keeps the signal there
    } else {
        outcome.exitCode = process.exitCode();
    }
    readOut();
    readErr();
    out.finish();
    err.finish();
    outcome.errorTail = tail.text();
    return outcome;
}

Error replaceProcess(const QStringList &command)
{
    ArgumentVector words(command);
    resetSignalsForChild();
    ::execvp(words.program(), words.data());
    return notFound(u"“%1” could not be started: %2."_s.arg(
                        command.first(), QString::fromLocal8Bit(std::strerror(errno))),
                    u"Check that it is installed and in PATH."_s);
}

Result<QByteArray> runTool(const ProcessSpec &spec, std::stop_token stop, const LineSink &sink)
{
    auto outcome = runProcess(spec, stop, sink);
    if (!outcome)
        return outcome.error();
    if (!outcome->succeeded())
        return outcome->toError(spec.program);
    return std::move(outcome->standardOutput);
}

} // namespace devstack
