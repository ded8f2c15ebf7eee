// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "ui/platform/enginesetup.h"

#include <QApplication>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QThreadPool>

#include <utility>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// Terminals of the program's own window, typed into, in a real container.
class TestWindowTerminal : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void isTypedInto();
    void editorsAndPagersWork();
    void resizes();
    void endsAndBeginsAgain();
    void closingEndsWhatRunsInTheContainer();
    void closingAtOnceLeavesNothing();
    void leavingTheWorkspaceEndsAll();
    void aStoppedServiceSaysSo();

private:
    Desktop &desktop() { return m_live->desktop; }
    bool click(const QString &text);
    void type(const QString &text) const
    {
        for (const QChar one : text)
            QTest::keyClick(m_window, one == u'\n' ? '\r' : one.toLatin1());
    }
    void open();
    /// The terminal has the keyboard.
    bool isTyped() const
    {
        const QQuickItem *item = m_window->activeFocusItem();
        return item && item->inherits("devstack::TerminalItem");
    }
    bool shows(const QString &text);
    QString processes() const;
    bool isQuiet() const
    {
        return !processes().contains(u"sh"_s) && !processes().contains(u"424"_s);
    }

    std::unique_ptr<LiveDesktop> m_live;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
    QString m_container;
};

namespace {

const QByteArray kCompose = R"(services:
  app:
    build: .
    init: true
    command: [tail, -f, /dev/null]
)";
const QByteArray kDockerfile
    = "FROM debian:bookworm-slim\n"
      "RUN apt-get update && apt-get install -y --no-install-recommends vim-tiny less "
      "&& rm -rf /var/lib/apt/lists/*\n";
constexpr int kLong = 240'000; ///< milliseconds; a first build is among it
constexpr int kSoon = 20'000;

QQuickItem *shown(QQuickItem *item, const QString &text)
{
    if (!item->isVisible())
        return nullptr;
    const QList<QQuickItem *> children = item->childItems();
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
        if (QQuickItem *found = shown(*child, text))
            return found;
    }
    const bool isNamed
        = item->property("text").toString() == text || item->property("tip").toString() == text;
    return isNamed && item->isEnabled() && item->width() > 0 ? item : nullptr;
}

} // namespace

void TestWindowTerminal::initTestCase()
{
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    const QByteArray engine = qgetenv("DOCKER_HOST");
    m_live = std::make_unique<LiveDesktop>();
    if (engine.isEmpty())
        qunsetenv("DOCKER_HOST");
    else
        qputenv("DOCKER_HOST", engine);
    const WorkspaceFolder &folder = m_live->folder;
    folder.write(u"devstack.yml"_s, "version: 1\nname: windowterminal\nidas:\n  web: {}\n");
    folder.write(u"web/docker-compose.yml"_s, kCompose);
    folder.write(u"web/Dockerfile"_s, kDockerfile);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    setUpEngine(*m_engine);
    m_engine->load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_window->resize(1200, 800);
    QVERIFY(m_live->open());
    desktop().actions.provision(u"web"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desktop().actions.trustQuestions()->count() > 0, kSoon);
    QVERIFY(click(u"Trust and continue"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desktop().terminals.choices()->rowCount() == 1, kLong);
    QTRY_VERIFY_WITH_TIMEOUT(!desktop().actions.busy(), kLong);
    m_container = desktop().hub.snapshot().ida(u"web"_s)->services.first().container;
    QVERIFY(isQuiet());
}

void TestWindowTerminal::cleanupTestCase()
{
    m_engine.reset();
    SilentReporter reporter;
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    const auto ended = down(*m_live->folder.open(), request, true, reporter, {});
    QVERIFY2(ended.hasValue(), ended ? "" : qPrintable(ended.error().message));
}

bool TestWindowTerminal::click(const QString &text)
{
    QQuickItem *item = nullptr;
    QPointF last;
    const auto standsStill = [&] {
        item = shown(m_window->contentItem(), text);
        const QPointF now = item ? item->mapToScene(item->boundingRect().center()) : QPointF();
        return item && now == std::exchange(last, now);
    };
    if (!QTest::qWaitFor(standsStill, kSoon)) {
        qWarning() << "not seen:" << text;
        return false;
    }
    QTest::mouseClick(m_window, Qt::LeftButton, {}, last.toPoint());
    return true;
}

/// What runs in the container, one line each.
QString TestWindowTerminal::processes() const
{
    QProcess program;
    program.start(u"docker"_s, {u"top"_s, m_container, u"-o"_s, u"pid,args"_s});
    program.waitForFinished();
    QStringList lines = QString::fromUtf8(program.readAllStandardOutput()).split(u'\n');
    lines.removeIf([](const QString &line) {
        return line.contains(u"tail -f"_s) || line.contains(u"COMMAND"_s);
    });
    return lines.join(u'\n').trimmed();
}

/// Whether the terminal comes to show it.
bool TestWindowTerminal::shows(const QString &text)
{
    const auto all = [this] {
        QString lines;
        const TerminalSession *session = desktop().terminals.session();
        if (!session)
            return lines;
        const TerminalScreen &screen = session->screen();
        for (qint64 line = screen.firstLine(); line < screen.endLine(); ++line)
            lines += screen.textOf(line) + u'\n';
        return lines;
    };
    if (QTest::qWaitFor([&] { return all().contains(text); }, kSoon))
        return true;
    qWarning().noquote() << "not shown:" << text << "but" << all().trimmed();
    return false;
}

void TestWindowTerminal::open()
{
    desktop().session.setPage(page::Terminals);
    QVERIFY(click(desktop().terminals.tabs()->rowCount() == 0 ? u"Open a terminal"_s
                                                              : u"New terminal"_s));
    QVERIFY(click(u"web/app"_s));
    QVERIFY(shows(u":/#"_s));
    QTRY_VERIFY(isTyped());
}

void TestWindowTerminal::isTypedInto()
{
    open();
    QCOMPARE(desktop().terminals.currentName(), u"web/app"_s);
    type(u"echo $((40+2)) $TERM\n"_s);
    QVERIFY(shows(u"\n42 xterm-256color"_s));
    // Keys of the window are the shell's here: the start of the line, then up to what was typed.
    type(u"cho again"_s);
    QTest::keyClick(m_window, Qt::Key_A, Qt::ControlModifier);
    type(u"e"_s);
    QTest::keyClick(m_window, Qt::Key_E, Qt::ControlModifier);
    type(u"-and-again\n"_s);
    QVERIFY(shows(u"\nagain-and-again"_s));
    QTest::keyClick(m_window, Qt::Key_P, Qt::ControlModifier);
    type(u"2\n"_s);
    QVERIFY(shows(u"\nagain-and-again2"_s));
    // They go on while another page is shown.
    desktop().session.setPage(page::Logs);
    QCOMPARE(desktop().terminals.live().size(), 1);
    desktop().session.setPage(page::Terminals);
    QTRY_VERIFY(isTyped());
}

void TestWindowTerminal::editorsAndPagersWork()
{
    const TerminalScreen &screen = desktop().terminals.session()->screen();
    type(u"vi /tmp/note\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(screen.isAlternate(), kSoon);
    QVERIFY(shows(u"~"_s));
    type(u"iwritten in vi"_s);
    QVERIFY(shows(u"written in vi"_s));
    QTest::keyClick(m_window, Qt::Key_Escape);
    type(u":wq\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!screen.isAlternate(), kSoon);
    type(u"less /tmp/note /etc/passwd\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(screen.isAlternate(), kSoon);
    QVERIFY(shows(u"written in vi"_s));
    type(u"q"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!screen.isAlternate(), kSoon);
}

void TestWindowTerminal::resizes()
{
    const int before = desktop().terminals.session()->screen().size().columns;
    m_window->resize(1400, 900);
    QTRY_VERIFY(desktop().terminals.session()->screen().size().columns > before);
    QTest::qWait(500); // its rows follow, and the Engine tells the container a little later
    const TerminalSize size = desktop().terminals.session()->screen().size();
    type(u"until stty size | grep '^%1 %2$'; do sleep 0.2; done\n"_s.arg(size.rows).arg(
        size.columns));
    QVERIFY(shows(u"\n%1 %2"_s.arg(size.rows).arg(size.columns)));
}

void TestWindowTerminal::endsAndBeginsAgain()
{
    type(u"exit 3\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(shown(m_window->contentItem(), u"It ended with code 3."_s), kSoon);
    QCOMPARE(desktop().terminals.live().size(), 0);
    QVERIFY(click(u"Again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(desktop().terminals.live().size(), 1, kSoon);
    QTRY_VERIFY(isTyped());
    type(u"echo $((40+4))\n"_s);
    QVERIFY(shows(u"\n44"_s));
}

void TestWindowTerminal::closingEndsWhatRunsInTheContainer()
{
    // One that ignores the hang-up, behind one that is waited for.
    type(u"nohup sleep 4241 >/dev/null 2>&1 &\nsleep 4242\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(processes().contains(u"sleep 4242"_s), kSoon);
    QVERIFY(click(u"Close web/app"_s));
    QTRY_COMPARE(desktop().terminals.tabs()->rowCount(), 0);
    QTRY_VERIFY2_WITH_TIMEOUT(isQuiet(), qPrintable(processes()), kSoon);
}

void TestWindowTerminal::closingAtOnceLeavesNothing()
{
    // Before docker has begun, and right after.
    for (int round = 0; round < 5; ++round) {
        desktop().actions.openShell(u"web"_s);
        QTest::qWait(round * 60);
        desktop().terminals.closeAll();
    }
    QTRY_VERIFY2_WITH_TIMEOUT(QThreadPool::globalInstance()->activeThreadCount() == 0 && isQuiet(),
                              qPrintable(processes()),
                              kSoon);
}

void TestWindowTerminal::leavingTheWorkspaceEndsAll()
{
    desktop().actions.openShell(u"web"_s);
    QVERIFY(shows(u":/#"_s));
    QTRY_VERIFY(isTyped());
    type(u"sleep 4243\n"_s);
    QTRY_VERIFY_WITH_TIMEOUT(processes().contains(u"sleep 4243"_s), kSoon);
    desktop().welcome.leaveWorkspace();
    QTRY_VERIFY2_WITH_TIMEOUT(isQuiet(), qPrintable(processes()), kSoon);
    QVERIFY(m_live->open());
}

void TestWindowTerminal::aStoppedServiceSaysSo()
{
    desktop().actions.openShell(u"web"_s);
    QVERIFY(shows(u":/#"_s));
    QTRY_VERIFY(isTyped());
    desktop().actions.stop(u"web/app"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!desktop().actions.busy(), kSoon);
    QTRY_VERIFY_WITH_TIMEOUT(desktop().terminals.live().isEmpty(), kSoon);
    QVERIFY(click(u"Start web/app"_s));
    QVERIFY(click(u"Again"_s));
    QTRY_COMPARE_WITH_TIMEOUT(desktop().terminals.live().size(), 1, kSoon);
    desktop().terminals.closeAll();
}

QTEST_MAIN(TestWindowTerminal)
#include "tst_windowterminal.moc"
