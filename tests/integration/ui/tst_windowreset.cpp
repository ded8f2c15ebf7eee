// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/tray.h"
#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "ui/platform/enginesetup.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QMenu>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>

#include <utility>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// Resets and files by pointer, in the program's own window and tray, on a real database.
class TestWindowReset : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void fromTheDataPage();
    void isUndone();
    void fromTheTray();
    void aKeptFileIsRemoved();

private:
    Desktop &desktop() { return m_live->desktop; }
    bool endWell(qsizetype count);
    bool click(const QString &text);
    QString sql(const QString &statement) const;

    std::unique_ptr<LiveDesktop> m_live;
    std::unique_ptr<Tray> m_tray;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

namespace {

const QByteArray kStore = R"(services:
  db:
    build: ./db
    environment: {MYSQL_DATABASE: store, MYSQL_USER: store, MYSQL_PASSWORD: secret, MYSQL_ROOT_PASSWORD: root}
    volumes: ["data:/var/lib/mysql"]
volumes: {data: {}}
x-devstack:
  version: 1
  schema: [{service: db, volume: data, dump: schema.sql}]
  seeds:
    base: [{service: db, run: "mariadb -ustore -psecret store -e 'insert into kept values (1)'"}]
)";
const QByteArray kSchema = "CREATE TABLE kept (n int);\nCREATE TABLE written (n int);\n";
constexpr int kLong = 120'000; ///< milliseconds; a first build is among it

/// The control that is seen under this name, the topmost first; a dialog lies over the page.
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

/// What can be read in the window.
QStringList texts(const QQuickItem *item)
{
    if (!item->isVisible())
        return {};
    QStringList all;
    if (const QString text = item->property("text").toString(); !text.isEmpty())
        all += text;
    const QList<QQuickItem *> children = item->childItems();
    for (const QQuickItem *child : children)
        all += texts(child);
    all.removeDuplicates();
    return all;
}

QAction *trayEntry(const QString &text)
{
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) {
        const auto *menu = qobject_cast<QMenu *>(widget);
        if (!menu)
            continue;
        const QList<QAction *> entries = menu->actions();
        for (QAction *entry : entries) {
            if (entry->text() == text)
                return entry;
        }
    }
    return nullptr;
}

} // namespace

void TestWindowReset::initTestCase()
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
    folder.write(u"devstack.yml"_s, "version: 1\nname: windowreset\nidas:\n  store: {}\n");
    folder.write(u"store/docker-compose.yml"_s, kStore);
    folder.write(u"store/schema.sql"_s, kSchema);
    const QDir source(QStringLiteral(DEVSTACK_SAMPLE_DATABASE));
    QDirIterator files(source.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString copy = folder.path(u"store/db/"_s + source.relativeFilePath(file));
        QVERIFY(QDir().mkpath(QFileInfo(copy).path()));
        QVERIFY(QFile::copy(file, copy));
    }
    m_tray = std::make_unique<Tray>(desktop());
    m_engine = std::make_unique<QQmlApplicationEngine>();
    setUpEngine(*m_engine);
    m_engine->load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_window->resize(1440, 1600);
    QVERIFY(m_live->open());
    desktop().actions.provision(u"store"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desktop().actions.trustQuestions()->count() > 0, 20'000);
    QVERIFY(click(u"Trust and continue"_s));
    QVERIFY(endWell(1));
    QCOMPARE(sql(u"select count(*) from kept"_s), u"1"_s);
}

void TestWindowReset::cleanupTestCase()
{
    m_engine.reset();
    m_tray.reset();
    SilentReporter reporter;
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    QVERIFY(down(*m_live->folder.open(), request, true, reporter, {}));
}

/// Whether that many runs are recorded and all of them ended well.
bool TestWindowReset::endWell(qsizetype count)
{
    const auto ended = [&] {
        return desktop().runs.runs()->count() == count && !desktop().runs.running()
            && !desktop().actions.busy() && desktop().runs.result() == runmark::Done;
    };
    if (QTest::qWaitFor(ended, kLong))
        return true;
    qWarning() << desktop().runs.runs()->count() << desktop().runs.title()
               << desktop().runs.problem() << desktop().actions.problem();
    return false;
}

/// Clicks on what is seen under that name.
bool TestWindowReset::click(const QString &text)
{
    QQuickItem *item = nullptr;
    // Dialogs slide in: what moves is not clicked yet.
    QPointF last;
    const auto standsStill = [&] {
        item = shown(m_window->contentItem(), text);
        const QPointF now = item ? item->mapToScene(item->boundingRect().center()) : QPointF();
        return item && now == std::exchange(last, now);
    };
    if (!QTest::qWaitFor(standsStill, 20'000)) {
        qWarning() << "not seen:" << text << "but" << texts(m_window->contentItem());
        return false;
    }
    QTest::mouseClick(m_window, Qt::LeftButton, {}, last.toPoint());
    return true;
}

QString TestWindowReset::sql(const QString &statement) const
{
    const IdaView *ida = m_live->desktop.hub.snapshot().ida(u"store"_s);
    QProcess program;
    program.start(u"docker"_s,
                  {u"exec"_s,
                   ida->services.first().container,
                   u"mariadb"_s,
                   u"-ustore"_s,
                   u"-psecret"_s,
                   u"-Ne"_s,
                   statement,
                   u"store"_s});
    program.waitForFinished();
    return QString::fromUtf8(program.readAllStandardOutput()).trimmed();
}

void TestWindowReset::fromTheDataPage()
{
    sql(u"insert into written values (7)"_s);
    desktop().session.setPage(page::Data);
    QVERIFY(click(u"Reset to production schema…"_s));
    QTRY_VERIFY(!desktop().actions.resetSentences().isEmpty());
    QVERIFY(click(u"Reset store"_s));
    QVERIFY(endWell(2));
    QCOMPARE(sql(u"select count(*) from written"_s), u"0"_s);
    QCOMPARE(sql(u"select count(*) from kept"_s), u"1"_s);
    // Both times are shown.
    QTRY_VERIFY2(desktop().data.lastReset().count(u" s"_s) >= 2,
                 qPrintable(desktop().data.lastReset()));
}

void TestWindowReset::isUndone()
{
    QVERIFY(click(u"Undo"_s));
    QVERIFY(endWell(3));
    QCOMPARE(sql(u"select n from written"_s), u"7"_s);
}

void TestWindowReset::fromTheTray()
{
    desktop().session.setPage(page::Logs);
    QTRY_VERIFY(trayEntry(u"Reset to production schema…"_s));
    trayEntry(u"Reset to production schema…"_s)->trigger();
    QCOMPARE(desktop().session.page(), page::Overview);
    QVERIFY(click(u"Reset store"_s));
    QVERIFY(endWell(4));
    QCOMPARE(sql(u"select count(*) from written"_s), u"0"_s);
}

void TestWindowReset::aKeptFileIsRemoved()
{
    m_live->folder.write(u"../own.sql"_s, "insert into written values (8);\n");
    const QString file = m_live->folder.path(u"../own.sql"_s);
    desktop().actions.seedFile(u"store"_s, QUrl::fromLocalFile(file));
    QVERIFY(endWell(5));
    QCOMPARE(sql(u"select n from written"_s), u"8"_s);
    const QString kept = m_live->folder.path(u".devstack/idas/store/files/own.sql"_s);
    QVERIFY(QFile::exists(kept));
    desktop().session.setPage(page::Data);
    QVERIFY(click(u"Delete…"_s));
    QVERIFY(click(u"Keep it"_s));
    QVERIFY(click(u"Delete…"_s));
    QVERIFY(click(u"Delete"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(kept), 20'000);
    QTRY_VERIFY(!shown(m_window->contentItem(), u"Delete…"_s));
    QVERIFY(QFile::exists(file));
    QCOMPARE(sql(u"select n from written"_s), u"8"_s);
}

QTEST_MAIN(TestWindowReset)
#include "tst_windowreset.moc"
