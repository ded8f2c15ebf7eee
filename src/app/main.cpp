// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "app/options.h"
#include "app/selftest.h"
#include "app/singleinstance.h"
#include "app/tray.h"
#include "core/hardening.h"
#include "core/log.h"
#include "demo/demosource.h"
#include "store/recentworkspaces.h"
#include "ui/platform/enginesetup.h"
#include "ui/platform/heap.h"
#include "ui/platform/notifier.h"
#include "ui/source/livemachine.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTimer>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;

using namespace devstack;

namespace {

constexpr std::chrono::minutes kTrimmingEvery {1};

std::unique_ptr<Machine> makeMachine(const Options &options)
{
    if (!options.demo && !options.selfTest)
        return std::make_unique<LiveMachine>();
    DemoSource::Options demo;
    demo.idas = options.demoIdas;
    return std::make_unique<DemoMachine>(demo);
}

QList<QPair<QString, QString>> noWorkspaces()
{
    return {};
}

QList<QPair<QString, QString>> recentWorkspacePaths()
{
    QList<QPair<QString, QString>> list;
    for (const RecentWorkspace &recent : recentWorkspaces())
        list.append({recent.path, recent.name});
    return list;
}

void raise(QQuickWindow *window)
{
    window->show();
    window->raise();
    window->requestActivate();
}

/// Tells the log how long the start took; the benchmark reads it there.
void logFirstFrame(QQuickWindow *window, const QElapsedTimer &sinceStart)
{
    QObject::connect(
        window,
        &QQuickWindow::frameSwapped,
        window,
        [sinceStart] {
            log::get("ui")->info("first frame after {} ms", sinceStart.elapsed());
            log::get("ui")->flush();
        },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

int runDesktop(QApplication &application, const Options &options, const QElapsedTimer &sinceStart)
{
    const bool madeUp = options.demo || options.selfTest;
    SingleInstance instance;
    if (!madeUp && !instance.claim(options.workspace)) {
        std::fputs("This workspace is already open; its window was brought to the front.\n",
                   stderr);
        return 0;
    }

    // The demo and the self-test leave the user's settings alone.
    QTemporaryDir scratch;
    const std::unique_ptr<Machine> machine = makeMachine(options);
    Desktop desktop(*machine,
                    madeUp ? scratch.filePath(u"desktop.ini"_s) : QString(),
                    madeUp ? &noWorkspaces : &recentWorkspacePaths);
    if (!options.theme.isEmpty())
        desktop.settings.setTheme(options.theme);
    if (!options.language.isEmpty())
        desktop.settings.setLanguage(options.language);
    desktop.session.setPage(options.page);

    QQmlApplicationEngine engine;
    setUpEngine(engine);
    QObject::connect(
        &engine,
        &QQmlApplicationEngine::objectCreationFailed,
        &application,
        [] { QCoreApplication::exit(1); },
        Qt::QueuedConnection);
    // The texts of controllers are new by then: they listened first.
    QObject::connect(
        &desktop.settings, &Settings::languageChanged, &engine, &QQmlEngine::retranslate);
    SelfTest selfTest(desktop, engine);
    const bool hasTray = Tray::isAvailable() && !options.selfTest;
    if (options.hidden && hasTray)
        engine.setInitialProperties({{u"visible"_s, false}});
    engine.load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().first());
    logFirstFrame(window, sinceStart);

    Tray tray(desktop);
    window->setProperty("trayed", hasTray);
    // The window decides: what it began may go on without it.
    QApplication::setQuitOnLastWindowClosed(false);
    if (hasTray)
        tray.show();
    Notifier notifier;
    QObject::connect(&desktop.news,
                     &News::happened,
                     &notifier,
                     [&notifier](const QString &title, const QString &text, bool bad) {
                         // Who looks at the window sees it there.
                         if (!QGuiApplication::focusWindow())
                             notifier.notify(title, text, bad);
                     });
    QObject::connect(&notifier, &Notifier::refused, &tray, &Tray::notify);
    QObject::connect(&notifier, &Notifier::chosen, window, [window] { raise(window); });
    QObject::connect(&tray, &Tray::openRequested, window, [window] { raise(window); });
    QObject::connect(&tray, &Tray::quitRequested, window, [window, &desktop] {
        // The question is asked in the window.
        if (desktop.actions.busy() || !desktop.terminals.live().isEmpty())
            raise(window);
        QMetaObject::invokeMethod(window, "leave");
    });
    QObject::connect(
        &instance, &SingleInstance::raiseRequested, window, [window] { raise(window); });

    // A workspace that is opened from the welcome page may have a window of its own already.
    QObject::connect(
        &desktop.session,
        &Session::workspaceChanged,
        &instance,
        [&desktop, &instance, madeUp] {
            if (madeUp || instance.claim(desktop.session.workspacePath()))
                return;
            desktop.welcome.leaveWorkspace();
            emit desktop.actions.noticed(QCoreApplication::translate(
                "main", "It is already open; its window was brought to the front."));
        },
        Qt::QueuedConnection);

    QTimer trimming;
    QObject::connect(&trimming, &QTimer::timeout, &application, &trimHeap);
    trimming.start(kTrimmingEvery);

    desktop.welcome.check();
    desktop.welcome.offer(options.repository);
    QString workspace = options.workspace;
    // At login nobody named one: the tray shows the last.
    if (options.hidden && workspace.isEmpty() && !madeUp)
        workspace = recentWorkspacePaths().value(0).first;
    if (!options.welcome && (!workspace.isEmpty() || madeUp))
        desktop.welcome.open(workspace.isEmpty() ? u"."_s : QDir(workspace).absolutePath());
    if (!options.size.isEmpty())
        window->resize(options.size);
    if (options.selfTest && !options.pictures.isEmpty())
        selfTest.start(*window, QDir(options.pictures).absolutePath());
    else if (options.selfTest)
        selfTest.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    prepareProcess();
    setUpHeap();
    QElapsedTimer sinceStart;
    sinceStart.start();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto parsed = parseOptions(arguments);
    if (const auto *early = std::get_if<EarlyExit>(&parsed)) {
        std::fputs(qPrintable(early->text), early->code == 0 ? stdout : stderr);
        return early->code;
    }
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"devstack"_s);
    QGuiApplication::setApplicationDisplayName(u"Devstack"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DEVSTACK_VERSION));
    QGuiApplication::setDesktopFileName(u"devstack"_s);
    QGuiApplication::setWindowIcon(trayIcon(condition::Running));
    log::start(u"devstack-desktop"_s);
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    return runDesktop(application, std::get<Options>(parsed), sinceStart);
}
