// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "livedesktop.h"
#include "store/logstore.h"
#include "ui/items/logview.h"
#include "ui/platform/enginesetup.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int kLines = 1'000'000;
constexpr int kFrames = 600;
constexpr double kFrameMs = 1000.0 / 60;

double megabytes(const char *field)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf(field);
    return at < 0
        ? 0
        : all.mid(at + qsizetype(strlen(field))).trimmed().split(' ').first().toDouble() / 1024;
}

bool fill(const QString &store)
{
    auto opened = LogWriter::open(loggedServiceFolder(store, u"shop"_s, u"app"_s), u"c1"_s);
    if (!opened)
        return false;
    constexpr qint64 kMicro = 1000;
    const qint64 begin = QDateTime::currentMSecsSinceEpoch() * 1'000'000 - kLines * kMicro;
    QByteArray lines;
    for (int i = 0; i < kLines; ++i) {
        const bool isError = i % 1000 == 999;
        const QByteArray text = QByteArray(isError ? "ERROR" : "INFO")
            + " [records] GET /api/v2/records/ 200 in 14 ms, request " + QByteArray::number(i);
        appendStored(lines,
                     {StoredLine::Kind::Out,
                      begin + i * kMicro,
                      isError ? LineLevel::Error : LineLevel::Info,
                      false,
                      false,
                      text});
        if (lines.size() > 256 * 1024 || i + 1 == kLines) {
            if (!(*opened)->append(lines))
                return false;
            lines.clear();
        }
    }
    return true;
}

/// How long a search takes until it has read everything.
qint64 searched(LogPaneController &pane, const QString &search, bool pattern)
{
    QElapsedTimer clock;
    clock.start();
    pane.setIsPattern(pattern);
    pane.setSearch(search);
    // The old lines go when the fingers rest; then all are counted anew.
    const bool found = QTest::qWaitFor([&] { return pane.lines()->total() < kLines; }, 5'000)
        && QTest::qWaitFor([&] { return pane.lines()->total() >= kLines; }, 60'000);
    return found ? clock.elapsed() : -1;
}

LogView *viewIn(QQuickItem *item)
{
    if (auto *view = qobject_cast<LogView *>(item); view && view->isVisible())
        return view;
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children) {
        if (LogView *view = viewIn(child))
            return view;
    }
    return nullptr;
}

int failed(const char *what)
{
    std::fprintf(stderr, "bench_logwindow: %s\n", what);
    return 1;
}

} // namespace

/// The page Logs in the program's own window over a store of a million lines: memory, time of a
/// search, and frames that come late while somebody scrolls. Without an engine.
int main(int argc, char *argv[])
{
    qputenv("QT_QPA_UPDATE_IDLE_TIME", "0"); // else each frame waits for 5 ms
    QApplication program(argc, argv);
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    LiveDesktop live;
    live.folder.write(u"devstack.yml"_s, "version: 1\nname: logwindow\nidas:\n  shop: {}\n");
    live.folder.write(u"shop/docker-compose.yml"_s, "services:\n  app:\n    image: none\n");
    if (!fill(live.folder.path(u".devstack/logs"_s)))
        return failed("the store cannot be filled");
    QQmlApplicationEngine engine;
    setUpEngine(engine);
    engine.load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window || !live.open())
        return failed("the window does not open");
    window->resize(1440, 900);
    const double before = megabytes("VmRSS:");
    QElapsedTimer clock;
    clock.start();
    live.desktop.session.setPage(page::Logs);
    LogPaneController &pane = *live.desktop.logs.current();
    if (!QTest::qWaitFor([&] { return pane.lines()->count() >= kLines; }, 60'000))
        return failed("the lines do not come");
    const qint64 shown = clock.elapsed();
    LogView *view = nullptr;
    if (!QTest::qWaitFor([&] { return (view = viewIn(window->contentItem())) != nullptr; }))
        return failed("there is no view");

    std::vector<double> times;
    QEventLoop drawing;
    QObject::connect(window, &QQuickWindow::frameSwapped, &drawing, &QEventLoop::quit);
    QElapsedTimer frame;
    quint32 random = 7;
    for (int i = 0; i < kFrames; ++i) {
        frame.start();
        if (i % 2 == 0) {
            view->scrollBy(-54); // a notch of the wheel
        } else { // the scroll bar, dragged anywhere
            random = random * 1664525U + 1013904223U;
            view->scrollTo(double(random) / 4294967296.0 * view->contentHeight());
        }
        drawing.exec();
        times.push_back(double(frame.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(times);
    const auto late = std::ranges::count_if(times, [](double time) { return time > kFrameMs; });
    std::printf("a million lines shown after     %lld ms\n", static_cast<long long>(shown));
    std::printf(
        "resident memory                 %.0f MB before, %.0f MB with them, %.0f MB at most\n",
        before,
        megabytes("VmRSS:"),
        megabytes("VmHWM:"));
    if (!times.empty())
        std::printf("frames while scrolling          %zd of %zu later than %.1f ms, median %.1f "
                    "ms, worst %.1f ms\n",
                    size_t(late),
                    times.size(),
                    kFrameMs,
                    times[times.size() / 2],
                    times.back());
    std::printf("search for a text (1 found)     %lld ms, typing pause included\n",
                static_cast<long long>(searched(pane, u"request 999123"_s, false)));
    std::printf("search for a pattern (1 found)  %lld ms\n",
                static_cast<long long>(searched(pane, u"request 9{3}1[0-9]4$"_s, true)));
    return 0;
}
