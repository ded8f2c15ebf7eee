// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "ui/platform/enginesetup.h"
#include "ui/platform/heap.h"

#include <malloc.h>
#include <unistd.h>

#include <QFile>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QRegularExpression>

#include <cstdio>
#include <cstdlib>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// A day's use in a short time: files are edited, pages visited, runs made and logs flooded, in the
/// whole window on a real workspace and a real Engine. The memory at the end is about that after
/// the first tenth.
///
/// The short form runs with every test run. DEVSTACK_SOAK_ROUNDS=200 is a day: 2,000 edits, 500
/// visits and more, 50 runs, 10 floods. DEVSTACK_SOAK_KINDS=edits,visits,runs,floods does only what
/// it names, to find what grows.
class TestSoak : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void aDayKeepsNoMemory();

private:
    void edit();
    void visit();
    void provision();
    void flood();
    void round(int number);
    bool does(const QString &kind) const { return m_kinds.contains(kind); }
    QString lastEnd() const;
    double residentMegabytes() const;
    double usedMegabytes() const;

    std::unique_ptr<LiveDesktop> m_live;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QStringList m_kinds {u"edits"_s, u"visits"_s, u"runs"_s, u"floods"_s};
    int m_edits = 0;
    int m_visits = 0;
    int m_runs = 0;
    int m_floods = 0;
};

namespace {

/// As the program does first; here, main() belongs to the test library.
[[maybe_unused]] const bool s_heapIsSetUp = [] {
    setUpHeap();
    return true;
}();

constexpr int kEditsOfARound = 10;
constexpr int kVisitsOfARound = 3;
constexpr int kRoundsOfARun = 4;
constexpr int kRoundsOfAFlood = 20;

QByteArray composeFile(int edit)
{
    return "services:\n  app:\n    image: debian:bookworm-slim\n    init: true\n"
           "    command: [sh, -c, 'seq -f \"line %.0f of the flood\" 100000; date +\"flood ended "
           "%s%N\"; sleep 3600']\n"
           "    stop_grace_period: 1s\n"
           "x-devstack:\n  primary: app\n  description: edit "
        + QByteArray::number(edit) + "\n";
}

} // namespace

void TestSoak::initTestCase()
{
    const QByteArray engine = qgetenv("DOCKER_HOST");
    m_live = std::make_unique<LiveDesktop>();
    if (engine.isEmpty())
        qunsetenv("DOCKER_HOST");
    else
        qputenv("DOCKER_HOST", engine);
    const WorkspaceFolder &folder = m_live->folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nname: soak\nidas:\n  one: {}\n  two: {}\n  three: {}\n  four: {}\n");
    for (const QString &name : {u"one"_s, u"two"_s, u"three"_s, u"four"_s}) {
        folder.write(name + u"/docker-compose.yml"_s, composeFile(0));
        for (const QStringList &arguments :
             {QStringList {u"remote"_s, u"add"_s, u"origin"_s, u"https://git.example/x.git"_s},
              QStringList {u"config"_s, u"branch.main.remote"_s, u"origin"_s},
              QStringList {u"config"_s, u"branch.main.merge"_s, u"refs/heads/main"_s}})
            QCOMPARE(
                QProcess::execute(u"git"_s, QStringList {u"-C"_s, folder.path(name)} + arguments),
                0);
    }
    QVERIFY(m_live->open());
    QQuickStyle::setStyle(u"Basic"_s);
    m_engine = std::make_unique<QQmlApplicationEngine>();
    setUpEngine(*m_engine);
    m_engine->load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    QVERIFY(!m_engine->rootObjects().isEmpty());
    Desktop &desktop = m_live->desktop;
    desktop.actions.provision();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.actions.trustQuestions()->count() > 0, 20'000);
    desktop.actions.acceptTrust();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.session.anyRunning(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(!desktop.actions.busy(), 60'000);
}

void TestSoak::cleanupTestCase()
{
    m_engine.reset();
    SilentReporter reporter;
    const auto workspace = m_live->folder.open();
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    QVERIFY(down(*workspace, request, true, reporter, {}));
}

/// Saves a file as an editor does; the window shows it.
void TestSoak::edit()
{
    ++m_edits;
    m_live->folder.write(u"one/docker-compose.yml"_s, composeFile(m_edits));
    const QString wanted = u"edit %1"_s.arg(m_edits);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->desktop.hub.snapshot().ida(u"one"_s)
                                 && m_live->desktop.hub.snapshot().ida(u"one"_s)->description
                                     == wanted,
                             20'000);
}

void TestSoak::visit()
{
    for (const page::Entry &one : page::all()) {
        ++m_visits;
        m_live->desktop.session.setPage(one.page);
        m_live->desktop.overview.setSelected(m_visits % 2 ? u"one"_s : u"two"_s);
        QTest::qWait(30);
    }
}

void TestSoak::provision()
{
    ++m_runs;
    m_live->desktop.actions.provision();
    QTRY_VERIFY_WITH_TIMEOUT(!m_live->desktop.actions.busy(), 60'000);
}

/// A container begins again and writes 100,000 lines.
void TestSoak::flood()
{
    ++m_floods;
    Desktop &desktop = m_live->desktop;
    const QString before = lastEnd();
    desktop.session.setPage(page::Logs);
    desktop.actions.restart(u"two"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!desktop.actions.busy(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(lastEnd() != before, 60'000);
}

/// The line that a flood writes last, of the last one that the window shows.
QString TestSoak::lastEnd() const
{
    const StoredLogModel &lines = *m_live->desktop.logs.current()->lines();
    for (int row = lines.count() - 1; row >= 0; --row) {
        const QString text = lines.line(row).content.text;
        if (text.startsWith(u"flood ended "))
            return text;
    }
    return {};
}

double TestSoak::residentMegabytes() const
{
    trimHeap(); // as the program does every minute
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// What was asked of the heap and not given back: the rest of the growth are gaps and what is no
/// heap.
double TestSoak::usedMegabytes() const
{
    char *text = nullptr;
    size_t size = 0;
    std::FILE *stream = open_memstream(&text, &size);
    if (!stream || malloc_info(0, stream) != 0)
        return 0;
    std::fclose(stream);
    const QString all = QString::fromLatin1(text, qsizetype(size));
    std::free(text);
    const QString sums = all.sliced(all.lastIndexOf(u"</heap>"_s));
    const auto sumOf = [&sums](const QString &pattern) {
        return QRegularExpression(pattern).match(sums).captured(1).toDouble();
    };
    return (sumOf(u"system type=\"current\" size=\"(\\d+)\""_s)
            + sumOf(u"type=\"mmap\" count=\"\\d+\" size=\"(\\d+)\""_s)
            - sumOf(u"type=\"fast\" count=\"\\d+\" size=\"(\\d+)\""_s)
            - sumOf(u"type=\"rest\" count=\"\\d+\" size=\"(\\d+)\""_s))
        / 1e6;
}

void TestSoak::round(int number)
{
    for (int i = 0; does(u"edits"_s) && i < kEditsOfARound; ++i)
        edit();
    for (int i = 0; does(u"visits"_s) && i < kVisitsOfARound; ++i)
        visit();
    if (does(u"runs"_s) && number % kRoundsOfARun == 0)
        provision();
    if (does(u"floods"_s) && number % kRoundsOfAFlood == kRoundsOfAFlood / 2)
        flood();
}

void TestSoak::aDayKeepsNoMemory()
{
    if (qEnvironmentVariableIsSet("DEVSTACK_SOAK_KINDS"))
        m_kinds = qEnvironmentVariable("DEVSTACK_SOAK_KINDS").split(u',');
    const int asked = qEnvironmentVariableIntValue("DEVSTACK_SOAK_ROUNDS");
    const int rounds = asked > 0 ? asked : 6;
    flood();
    flood(); // the store of lines is full before anything is measured
    const int warm = asked > 0 ? rounds / 10 : 2;
    const int shown = std::max(rounds / 10, 1);
    double after = 0;
    for (int i = 0; i < rounds; ++i) {
        round(i);
        if (QTest::currentTestFailed())
            return;
        if (i + 1 == warm)
            after = residentMegabytes();
        if ((i + 1) % shown == 0)
            qInfo("round %d of %d: %.1f MB, of which %.1f MB are in use of the heap",
                  i + 1,
                  rounds,
                  residentMegabytes(),
                  usedMegabytes());
    }
    const double end = residentMegabytes();
    qInfo("%d edits, %d visits, %d runs, %d floods: %.0f MB after %d of %d rounds, %.0f MB at the "
          "end",
          m_edits,
          m_visits,
          m_runs,
          m_floods,
          after,
          warm,
          rounds,
          end);
    QVERIFY2(end < after * 1.2, qPrintable(u"%1 MB, then %2 MB"_s.arg(after).arg(end)));
}

QTEST_MAIN(TestSoak)
#include "tst_soak.moc"
