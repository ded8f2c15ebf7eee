// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/statuswatch.h"

#include "cli/json.h"
#include "cli/statetext.h"
#include "service/observing/watch.h"
#include "service/workspace.h"

#include <unistd.h>

#include <QTime>

#include <condition_variable>
#include <mutex>
#include <optional>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

// xterm's alternate screen: what stood in the terminal before is there again afterwards.
constexpr QLatin1StringView kEnterScreen {"\x1b[?1049h\x1b[?25l"};
constexpr QLatin1StringView kLeaveScreen {"\x1b[?25h\x1b[?1049l"};
constexpr QLatin1StringView kHome {"\x1b[H"};
constexpr QLatin1StringView kClearBelow {"\x1b[J"};
constexpr QLatin1StringView kClearRight {"\x1b[K\n"};

/// What of the files cannot be read: what is shown is then older than they are.
void tellProblems(Output &output, const WorkspaceSnapshot &snapshot, const QStringList &idas)
{
    if (snapshot.problem) {
        output.problem(*snapshot.problem);
        output.complaint(u"What is shown is the last good state of the files."_s);
    }
    reportProblems(output, snapshot, idas);
}

/// Prints into text first, so that one write replaces the screen without flicker.
void redraw(Output &output, const WorkspaceSnapshot &snapshot, const QStringList &idas)
{
    QString text;
    QTextStream stream(&text);
    Output page(stream, stream, output.style());
    printStatus(page, snapshot, idas);
    tellProblems(page, snapshot, idas);
    stream << '\n'
           << page.toned(u"%1 · Ctrl-C ends"_s.arg(QTime::currentTime().toString(u"HH:mm:ss"_s)),
                         Tone::Dim)
           << '\n';
    stream.flush();
    text.replace(u"\n"_s, kClearRight);
    output.rawOut() << kHome << text << kClearBelow;
    output.rawOut().flush();
}

} // namespace

int watchStatus(Context &context,
                const std::shared_ptr<Workspace> &workspace,
                const QStringList &idas)
{
    Output &output = context.output;
    const bool onScreen = !output.json() && ::isatty(STDOUT_FILENO) == 1;
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<WorkspaceSnapshot> latest;
    // The watch's thread only leaves the newest snapshot: a slow reader skips states instead of
    // holding it up.
    WorkspaceWatch watch(workspace, [&](const WorkspaceSnapshot &snapshot) {
        const std::scoped_lock lock(mutex);
        latest = snapshot;
        changed.notify_one();
    });
    watch.sampleResources(!output.json());
    if (onScreen)
        output.rawOut() << kEnterScreen;
    QJsonObject shown;
    std::optional<Error> told;
    int code = kCancelled;
    for (;;) {
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, context.stop, [&] { return latest.has_value(); }))
            break;
        const WorkspaceSnapshot snapshot = *std::exchange(latest, std::nullopt);
        lock.unlock();
        if (onScreen) {
            redraw(output, snapshot, idas);
        } else if (output.json()) {
            const QJsonObject document = statusJson(snapshot, idas);
            // The watch also tells changes of IDAs that were not asked for.
            if (document != std::exchange(shown, document))
                output.streamDocument(document);
            // The document has a place for what is wrong with an IDA only.
            if (snapshot.problem && snapshot.problem != told)
                output.problem(*snapshot.problem);
            told = snapshot.problem;
        } else {
            printStatus(output, snapshot, idas);
            tellProblems(output, snapshot, idas);
            output.line();
        }
        if (output.rawOut().status() == QTextStream::WriteFailed) {
            code = kDone;
            break;
        }
    }
    if (onScreen) {
        output.rawOut() << kLeaveScreen;
        output.rawOut().flush();
    }
    return code;
}

} // namespace devstack::cli
