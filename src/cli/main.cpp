// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commandline.h"
#include "cli/exitcode.h"
#include "cli/interrupt.h"
#include "core/hardening.h"
#include "core/log.h"
#include "core/rawterminal.h"
#include "core/slowanswer.h"
#include "foreign/guard/launcher.h"

#include <poll.h>
#include <unistd.h>

#include <QCoreApplication>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

using namespace Qt::StringLiterals;

/// Standard output is a pipe or a socket that nobody reads any more: “devstack list | head -1”.
static bool isReaderGone()
{
    pollfd output {STDOUT_FILENO, 0, 0};
    return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

/// Who waits for an Engine that hangs learns so before it is given up. On whichever thread asks:
/// one write of a whole line.
static void tellSlowAnswers(const QStringList &arguments)
{
    if (arguments.contains(u"-q"_s) || arguments.contains(u"--quiet"_s))
        return;
    devstack::onSlowAnswer([](const QString &sentence) {
        const QString line = u"note: %1\n"_s.arg(sentence);
        std::fputs(qUtf8Printable(line), stderr);
    });
}

int main(int argc, char **argv)
{
    using namespace devstack;
    prepareProcess();
    leaveGuard();
    const cli::Interrupt interrupt;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"devstack"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DEVSTACK_VERSION));
    log::start(u"devstack"_s);
    tellSlowAnswers(QCoreApplication::arguments());

    QTextStream out(stdout);
    QTextStream err(stderr);
    const cli::Streams streams {out,
                                err,
                                isatty(1) == 1,
                                isatty(2) == 1,
                                isatty(0) == 1,
                                [] { return terminalWidth(2); },
                                [] { return terminalWidth(1); }};
    const int code = cli::runCommandLine(
        QCoreApplication::arguments().mid(1), streams, interrupt.token(), interrupt.atOnce());
    errno = 0;
    out.flush();
    if (!std::ferror(stdout))
        return code;
    // The result was not delivered. A reader that went away knows that itself, also where an
    // earlier part did not reach it.
    if (errno != EPIPE && !isReaderGone()) {
        const char *why = errno ? std::strerror(errno) : "a part was lost";
        err << "error: Standard output cannot be written: " << why << ".\n";
        err.flush();
    }
    return code == cli::kDone ? cli::kFailed : code;
}
