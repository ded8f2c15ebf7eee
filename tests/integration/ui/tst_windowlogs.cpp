// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "ui/platform/enginesetup.h"

#include <QApplication>
#include <QFile>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QSignalSpy>

#include <utility>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// What containers wrote, in the program's own window, while they run and when they are gone.
class TestWindowLogs : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void errorsAreCountedOnTheCard();
    void panesSplitByKey();
    void historyOutlivesTheContainer();
    void whatIsShownIsExported();
    void panesAreRemembered();

private:
    Desktop &desktop() { return m_live->desktop; }
    LogPaneController &pane() { return *m_live->desktop.logs.current(); }
    bool click(const QString &text);
    QStringList lines();

    std::unique_ptr<LiveDesktop> m_live;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

namespace {

const QByteArray kTalker = R"(services:
  app:
    image: debian:bookworm-slim
    init: true
    command:
      - sh
      - -c
      - |
        echo INFO hello
        echo 'Traceback (most recent call last):'
        echo '  File "shop.py", line 7, in pay'
        echo 'ValueError: no such purse'
        trap 'echo goodbye; exit 7' TERM
        while :; do sleep 0.1; done
  quiet:
    image: debian:bookworm-slim
    init: true
    command: sh -c 'echo INFO ready; sleep 600'
)";
constexpr int kLong = 60'000; ///< milliseconds

QQuickItem *shown(QQuickItem *item, const QString &text)
{
    if (!item->isVisible())
        return nullptr;
    const QList<QQuickItem *> children = item->childItems();
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
        if (QQuickItem *found = shown(*child, text))
            return found;
    }
    return item->property("text").toString() == text && item->isEnabled() ? item : nullptr;
}

} // namespace

void TestWindowLogs::initTestCase()
{
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    const QByteArray engine = qgetenv("DOCKER_HOST");
    m_live = std::make_unique<LiveDesktop>();
    if (engine.isEmpty())
        qunsetenv("DOCKER_HOST");
    else
        qputenv("DOCKER_HOST", engine);
    m_live->folder.write(u"devstack.yml"_s, "version: 1\nname: windowlogs\nidas:\n  shop: {}\n");
    m_live->folder.write(u"shop/docker-compose.yml"_s, kTalker);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    setUpEngine(*m_engine);
    m_engine->load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_window->resize(1440, 900);
    QVERIFY(m_live->open());
    desktop().actions.provision(u"shop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desktop().actions.trustQuestions()->count() > 0, 20'000);
    QVERIFY(click(u"Trust and continue"_s));
    QTRY_VERIFY_WITH_TIMEOUT(desktop().runs.totalSteps() > 0 && !desktop().runs.running(), kLong);
    QCOMPARE(desktop().runs.result(), runmark::Done);
}

void TestWindowLogs::cleanupTestCase()
{
    m_engine.reset();
    SilentReporter reporter;
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    QVERIFY(down(*m_live->folder.open(), request, true, reporter, {}));
}

/// Clicks on what is seen under that name and stands still.
bool TestWindowLogs::click(const QString &text)
{
    QQuickItem *item = nullptr;
    QPointF last;
    const auto standsStill = [&] {
        item = shown(m_window->contentItem(), text);
        const QPointF now = item ? item->mapToScene(item->boundingRect().center()) : QPointF();
        return item && now == std::exchange(last, now);
    };
    if (!QTest::qWaitFor(standsStill, 20'000)) {
        qWarning() << "not seen:" << text;
        return false;
    }
    QTest::mouseClick(m_window, Qt::LeftButton, {}, last.toPoint());
    return true;
}

QStringList TestWindowLogs::lines()
{
    QStringList lines;
    for (int row = 0; row < pane().lines()->count(); ++row)
        lines += pane().lines()->line(row).content.text;
    return lines;
}

void TestWindowLogs::errorsAreCountedOnTheCard()
{
    desktop().session.setPage(page::Overview);
    QVERIFY(click(u"▲ 1"_s)); // a trace is one error
    QCOMPARE(desktop().session.page(), page::Logs);
    QCOMPARE(desktop().logs.source(), u"shop/app"_s);
    QTRY_COMPARE(lines(), QStringList {u"ValueError: no such purse"_s});
    QCOMPARE(pane().lines()->line(0).folded, 2);
    pane().clearSearch();
    QTRY_VERIFY(lines().contains(u"INFO hello"_s));
    QVERIFY(pane().lines()->line(0).isMark); // the run began
}

void TestWindowLogs::panesSplitByKey()
{
    QTest::keyClick(m_window, Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(desktop().logs.panes()->count(), 2);
    pane().setSources({u"shop/quiet"_s});
    QTRY_VERIFY(lines().contains(u"INFO ready"_s));
    QTest::keyClick(m_window, Qt::Key_F6);
    QTRY_COMPARE(desktop().logs.source(), u"shop/app"_s);
    QTRY_VERIFY(lines().contains(u"INFO hello"_s));
    QVERIFY(!lines().contains(u"INFO ready"_s));
}

void TestWindowLogs::historyOutlivesTheContainer()
{
    SilentReporter reporter;
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down"_s;
    QVERIFY(down(*m_live->folder.open(), request, false, reporter, {}));
    QTRY_VERIFY_WITH_TIMEOUT(
        desktop().hub.snapshot().ida(u"shop"_s)->services.first().container.isEmpty(), kLong);
    // The window records while it is open, to the last word.
    QTRY_VERIFY2_WITH_TIMEOUT(
        lines().contains(u"goodbye"_s), qPrintable(lines().join(u'\n')), 20'000);
    QTRY_VERIFY2_WITH_TIMEOUT(
        lines().last().endsWith(u"exit code 7"_s), qPrintable(lines().join(u'\n')), 20'000);
    pane().setSources({});
    pane().setSearch(u"service:shop after:1h HELLO"_s);
    QTRY_COMPARE(lines(), QStringList {u"INFO hello"_s});
    QCOMPARE(pane().lines()->matches(), 1);
    pane().setSearch(u"File \"shop.py\""_s); // within the trace
    QTRY_COMPARE(lines(), QStringList {u"ValueError: no such purse"_s});
}

void TestWindowLogs::whatIsShownIsExported()
{
    const QSignalSpy exported(&desktop().logs, &Logs::exported);
    const QString path = m_live->folder.path(u"../kept.log"_s);
    desktop().logs.exportLines(QUrl::fromLocalFile(path), false);
    QTRY_COMPARE(exported.count(), 1);
    QCOMPARE(exported.first().first().toString(), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray written = file.readAll();
    QCOMPARE(written.count('\n'), 3); // the whole trace
    QVERIFY2(written.contains("Z shop/app   File \"shop.py\", line 7, in pay\n"), written);
}

void TestWindowLogs::panesAreRemembered()
{
    desktop().logs.moveHandle(0, 0.25);
    QVERIFY(m_live->open()); // the same workspace once more
    const auto at = [&](int row, const char *role) {
        const GadgetListModel &panes = *desktop().logs.panes();
        return panes.data(panes.index(row), panes.roleNames().key(role));
    };
    QTRY_COMPARE(desktop().logs.panes()->count(), 2);
    QCOMPARE(at(0, "place").toRectF().width(), 0.25);
    QCOMPARE(at(1, "pane").value<LogPaneController *>()->sources(), QStringList {u"shop/quiet"_s});
    QCOMPARE(pane().search(), u"File \"shop.py\""_s);
    QTRY_COMPARE(lines(), QStringList {u"ValueError: no such purse"_s});
}

QTEST_MAIN(TestWindowLogs)
#include "tst_windowlogs.moc"
