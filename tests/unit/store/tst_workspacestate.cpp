// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errorcode.h"
#include "core/files.h"
#include "store/recentworkspaces.h"
#include "store/workspacestate.h"
#include "support/fewdescriptors.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <thread>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

int modeOf(const QString &path)
{
    struct stat info = {};
    return ::stat(QFile::encodeName(path).constData(), &info) == 0 ? int(info.st_mode & 0777) : -1;
}

void copyFolder(const QString &from, const QString &to)
{
    std::filesystem::copy(
        from.toStdString(), to.toStdString(), std::filesystem::copy_options::recursive);
}

/// What an `up` leaves in the folder of an IDA.
void assemble(const QString &folder, const QString &id)
{
    QFile file(folder + u"/compose.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"services": {"lms.app": {"labels": {"devstack.workspace": ")" + id.toUtf8()
               + R"("}}}})");
}

/// Without content the file is removed.
void overwrite(const QString &path, const QByteArray &content)
{
    QVERIFY(!QFileInfo::exists(path) || QFile::remove(path));
    QFile file(path);
    if (!content.isNull()) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
}

} // namespace

class TestWorkspaceState : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_dir->filePath(u"state"_s)));
    }
    void makesAPrivateFolder();
    void idStaysAndFollowsAMove();
    void copyGetsItsOwn();
    void lostIdComesBack_data();
    void lostIdComesBack();
    void lostIdOfACopyStaysWithTheOriginal();
    void anIdOfAnotherFolderIsNotTaken();
    void oneIdForManyAtOnce();
    void valuesComeBack();
    void brokenFilesAreSetAside_data();
    void brokenFilesAreSetAside();
    void whatCannotBeReadNowStays_data();
    void whatCannotBeReadNowStays();
    void nothingIsWrittenOverWhatWasNotRead();
    void linksAreRefused();
    void lockSaysWhoHasIt();
    void newerStateIsRefused();
    void stateOfAnEarlierVersionIsRead();
    void generationsNeverComeBack();
    void generationsSurviveADamagedFile_data();
    void generationsSurviveADamagedFile();
    void recentOnes();

private:
    QString workspace(const QString &name)
    {
        QDir(m_dir->path()).mkpath(name);
        return m_dir->filePath(name);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestWorkspaceState::makesAPrivateFolder()
{
    const auto state = WorkspaceState::open(workspace(u"My Stack"_s));
    QVERIFY(state);
    QCOMPARE(modeOf(state->folder()), 0700);
    QCOMPARE(modeOf(state->folder() + u"/workspace.json"_s), 0600);
    QFile ignore(state->folder() + u"/.gitignore"_s);
    QVERIFY(ignore.open(QIODevice::ReadOnly));
    QCOMPARE(ignore.readAll(), QByteArray("*\n"));
    static const QRegularExpression form(u"^my-?stack-[0-9a-f]{6}$"_s);
    QVERIFY2(form.match(state->id()).hasMatch(), qPrintable(state->id()));
    QCOMPARE(modeOf(*state->folderFor(u"../evil"_s)), 0700);
    QVERIFY(state->folderFor(u"../evil"_s)->startsWith(state->folder() + u"/idas/"_s));
}

void TestWorkspaceState::idStaysAndFollowsAMove()
{
    const QString first = workspace(u"a"_s);
    const QString id = WorkspaceState::open(first, u"edx"_s)->id();
    QVERIFY(id.startsWith(u"edx-"));
    QCOMPARE(WorkspaceState::open(first, u"renamed"_s)->id(), id);
    const QString second = m_dir->filePath(u"b"_s);
    QVERIFY(QDir().rename(first, second));
    const auto moved = WorkspaceState::open(second);
    QCOMPARE(moved->id(), id);
    QVERIFY(moved->warnings().isEmpty());
    // Through a link it is the same folder, not a copy.
    const QString link = m_dir->filePath(u"link"_s);
    QVERIFY(QFile::link(second, link));
    QCOMPARE(WorkspaceState::open(link)->id(), id);
}

void TestWorkspaceState::copyGetsItsOwn()
{
    const QString first = workspace(u"a"_s);
    auto original = WorkspaceState::open(first);
    Choices choices;
    choices.lean = false;
    QVERIFY(original->save(choices));
    QVERIFY(original->savePorts({{u"x/app/80/tcp"_s, 18000}}));
    assemble(*original->folderFor(u"lms"_s), original->id());
    QVERIFY(original->stepRecords().record(u"seed:a/b/1"_s, u"f"_s, {}, {}));
    const QString second = m_dir->filePath(u"b"_s);
    copyFolder(first, second);
    auto copy = WorkspaceState::open(second);
    QVERIFY(copy->id() != original->id());
    QCOMPARE(copy->warnings().size(), 1);
    QCOMPARE(copy->choices(),
             choices); // choices are kept, what is bound to the original's data is not
    QVERIFY(copy->ports().isEmpty());
    QVERIFY(copy->stepRecords().all().isEmpty());
    QVERIFY(!QFileInfo::exists(copy->folder() + u"/idas/lms/compose.json"_s));
    QCOMPARE(WorkspaceState::open(second)->id(), copy->id());
    QCOMPARE(WorkspaceState::open(first)->id(), original->id());
    QCOMPARE(WorkspaceState::open(first)->ports().size(), 1);
}

void TestWorkspaceState::lostIdComesBack_data()
{
    QTest::addColumn<QByteArray>("content"); // null: the file is removed
    QTest::addColumn<bool>("registered");
    QTest::addColumn<bool>("assembled");
    QTest::addColumn<bool>("comesBack");
    QTest::newRow("damaged, the user's state knows it") << QByteArray("{") << true << false << true;
    QTest::newRow("damaged, the assembled files know it")
        << QByteArray("{") << false << true << true;
    QTest::newRow("unfit, the user's state knows it")
        << QByteArray(R"({"id": "../x"})") << true << false << true;
    QTest::newRow("removed, both know it") << QByteArray() << true << true << true;
    QTest::newRow("removed, the user's state knows it; nothing else is left")
        << QByteArray() << true << false << false;
    QTest::newRow("damaged, nobody knows it") << QByteArray("{") << false << false << false;
}

void TestWorkspaceState::lostIdComesBack()
{
    QFETCH(QByteArray, content);
    QFETCH(bool, registered);
    QFETCH(bool, assembled);
    QFETCH(bool, comesBack);
    const QString folder = workspace(u"a"_s);
    const auto state = WorkspaceState::open(folder);
    const QString id = state->id();
    if (assembled)
        assemble(*state->folderFor(u"lms"_s), id);
    if (!registered)
        QVERIFY(QFile::remove(m_dir->filePath(u"state/devstack/workspaces.json"_s)));
    overwrite(folder + u"/.devstack/workspace.json"_s, content);
    const auto again = WorkspaceState::open(folder);
    QVERIFY(again);
    QCOMPARE(again->id() == id, comesBack);
    QCOMPARE(again->warnings().join(u'\n').contains(u"keeps its id"_s), comesBack);
    QCOMPARE(WorkspaceState::open(folder)->id(), again->id());
}

void TestWorkspaceState::lostIdOfACopyStaysWithTheOriginal()
{
    const QString first = workspace(u"a"_s);
    const auto original = WorkspaceState::open(first);
    assemble(*original->folderFor(u"lms"_s), original->id());
    const QString second = m_dir->filePath(u"b"_s);
    copyFolder(first, second);
    overwrite(second + u"/.devstack/workspace.json"_s, {});
    QVERIFY(WorkspaceState::open(second)->id() != original->id());
    QCOMPARE(WorkspaceState::open(first)->id(), original->id());
}

void TestWorkspaceState::anIdOfAnotherFolderIsNotTaken()
{
    const auto mine = WorkspaceState::open(workspace(u"a"_s));
    const QString foreign = workspace(u"b"_s);
    QVERIFY(QDir(foreign).mkdir(u".devstack"_s));
    overwrite(foreign + u"/.devstack/workspace.json"_s,
              QStringLiteral(R"({"id": "%1", "path": "%2"})").arg(mine->id(), foreign).toUtf8());
    QVERIFY(WorkspaceState::open(foreign)->id() != mine->id());
}

void TestWorkspaceState::oneIdForManyAtOnce()
{
    for (int round = 0; round < 60; ++round) {
        const QString folder = workspace(u"w%1"_s.arg(round));
        QStringList ids(4);
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 4; ++i)
                threads.emplace_back(
                    [&ids, i, folder] { ids[i] = WorkspaceState::open(folder).value().id(); });
        }
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), 1);
    }
}

void TestWorkspaceState::valuesComeBack()
{
    const QString folder = workspace(u"a"_s);
    Choices choices;
    choices.engineContext = u"colima"_s;
    choices.lean = false;
    choices.memoryBudget = 8'000'000'000;
    choices.idas.insert(u"lms"_s,
                        {Mode::External,
                         u"light"_s,
                         u"demo"_s,
                         u"https://x/"_s,
                         {{u"app"_s, u"r/x@sha256:1"_s}},
                         {},
                         {{u"db"_s, u"/dumps/lms.sql.zst"_s}}});
    Generations generations;
    generations[u"lms"_s].advance(u"data"_s);
    generations[u"lms"_s].checkpoints.append(
        {u"before-reset"_s,
         QDateTime::fromString(u"2026-11-01T10:00:00.000Z"_s, Qt::ISODateWithMs),
         u"before reset"_s,
         {{u"data"_s, u"ws_data"_s}},
         true});
    const DataOrigin base {
        {u"ws_data-g1-base-1"_s},
        {{u"ws_data-g1#1#uuid"_s,
          QDateTime::fromString(u"2026-11-01T09:00:00.000Z"_s, Qt::ISODateWithMs)}},
        true,
        u"d1"_s};
    generations[u"lms"_s].bases.insert(u"data"_s, base);
    generations[u"lms"_s].origins[u"data"_s].insert(2, base);
    generations[u"lms"_s].spares.insert(u"data"_s, {u"ws_data-g3-layer"_s, u"ws_data-g1-base-1"_s});
    auto state = WorkspaceState::open(folder);
    QVERIFY(state->save(choices));
    QVERIFY(state->save(generations));
    QVERIFY(state->savePorts({{u"a"_s, 80}}));
    QVERIFY(state->saveSubnets({{u"net"_s, u"10.1.2.0/26"_s}}));
    auto again = WorkspaceState::open(folder);
    QCOMPARE(again->choices(), choices);
    QCOMPARE(again->generations(), generations);
    QCOMPARE(again->ports(), (PortChoices {{u"a"_s, 80}}));
    QCOMPARE(again->subnets(), (Subnets {{u"net"_s, u"10.1.2.0/26"_s}}));
    QVERIFY(again->warnings().isEmpty());
    QCOMPARE(modeOf(folder + u"/.devstack/choices.json"_s), 0600);
}

void TestWorkspaceState::brokenFilesAreSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut") << QByteArray("{\"idas\": {\"a\"");
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("binary") << QByteArray("\0\1\2", 3);
}

void TestWorkspaceState::brokenFilesAreSetAside()
{
    QFETCH(QByteArray, content);
    const QString folder = workspace(u"a"_s);
    const QString id = WorkspaceState::open(folder)->id();
    for (const QString &name : {u"choices.json"_s, u"workspace.json"_s}) {
        QFile file(folder + u"/.devstack/"_s + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    auto state = WorkspaceState::open(folder);
    QVERIFY(state);
    QCOMPARE(state->id(), id);
    QCOMPARE(state->choices(), Choices {});
    QCOMPARE(state->warnings().size(), 2);
    QVERIFY(QFileInfo::exists(folder + u"/.devstack/choices.json.broken"_s));
    QVERIFY(QFileInfo::exists(folder + u"/.devstack/workspace.json.broken"_s));
}

void TestWorkspaceState::whatCannotBeReadNowStays_data()
{
    QTest::addColumn<int>("descriptors");
    for (int left = 0; left < 4; ++left)
        QTest::addRow("%d descriptors", left) << left;
}

void TestWorkspaceState::whatCannotBeReadNowStays()
{
    QFETCH(int, descriptors);
    const QString folder = workspace(u"ws"_s);
    Choices choices;
    choices.idas[u"one"_s].variant = u"light"_s;
    Generations generations;
    generations[u"one"_s].advance(u"vol"_s);
    QString id;
    {
        auto state = WorkspaceState::open(folder);
        id = state->id();
        QVERIFY(state->save(choices));
        QVERIFY(state->save(generations));
        QVERIFY(state->stepRecords().record(u"seed:one"_s, u"f"_s, {}, {}));
    }
    {
        const testing::FewDescriptors few(descriptors);
        auto state = WorkspaceState::open(folder);
        if (!state)
            QCOMPARE(toString(state.error().kind), toString(Error::Kind::Io));
        else
            state->stepRecords();
    }
    auto state = WorkspaceState::open(folder);
    QVERIFY(state);
    QCOMPARE(state->id(), id);
    QCOMPARE(state->choices(), choices);
    QCOMPARE(state->generations(), generations);
    QVERIFY(state->stepRecords().find(u"seed:one"_s));
    QCOMPARE(QDir(folder + u"/.devstack"_s).entryList({u"*.broken*"_s}), QStringList());
}

void TestWorkspaceState::nothingIsWrittenOverWhatWasNotRead()
{
    const QString folder = workspace(u"ws"_s);
    auto state = WorkspaceState::open(folder);
    Generations generations;
    generations[u"one"_s].advance(u"vol"_s);
    QVERIFY(state->savePorts({{u"a"_s, 4000}}));
    QVERIFY(state->save(generations));
    QCOMPARE(state->generations(), generations);
    {
        const testing::FewDescriptors none;
        QCOMPARE(state->ports(), PortChoices());
        // Other data is never taken for the present one.
        QCOMPARE(state->generations(), generations);
    }
    QVERIFY(!state->savePorts({}));
    QCOMPARE(state->ports(), (PortChoices {{u"a"_s, 4000}}));
    QVERIFY(state->savePorts({}));
}

void TestWorkspaceState::linksAreRefused()
{
    const QString folder = workspace(u"a"_s);
    const QString elsewhere = workspace(u"elsewhere"_s);
    QVERIFY(QFile::link(elsewhere, folder + u"/.devstack"_s));
    const auto state = WorkspaceState::open(folder);
    QVERIFY(!state);
    QVERIFY(state.error().kind == Error::Kind::InvalidInput);
    QVERIFY(QDir(elsewhere).isEmpty());
}

void TestWorkspaceState::lockSaysWhoHasIt()
{
    const auto state = WorkspaceState::open(workspace(u"a"_s));
    QVERIFY(!state->lockHolder());
    {
        const auto lock = state->lock(u"devstack up"_s);
        QVERIFY(lock);
        QCOMPARE(state->lockHolder()->command, u"devstack up"_s);
        const auto second = state->lock(u"devstack reset"_s);
        QVERIFY(!second);
        QVERIFY(second.error().kind == Error::Kind::Conflict);
    }
    QVERIFY(state->lock(u"devstack reset"_s));
}

void TestWorkspaceState::newerStateIsRefused()
{
    const QString folder = workspace(u"ws"_s);
    QVERIFY(WorkspaceState::open(folder));
    const QString path = folder + u"/.devstack/workspace.json"_s;
    const QByteArray newer = R"({"version": 2, "id": "ws-123456", "path": "/elsewhere"})";
    overwrite(path, newer);
    const auto refused = WorkspaceState::open(folder);
    QVERIFY(!refused);
    QCOMPARE(codeOf(refused.error()), std::optional(ErrorCode::StateNewer));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), newer);
}

/// The folder of a version that people have: a change that no longer reads it needs a migration.
void TestWorkspaceState::stateOfAnEarlierVersionIsRead()
{
    const QString folder = workspace(u"shop"_s);
    copyFolder(QStringLiteral(DEVSTACK_SOURCE_DIR "/tests/unit/store/states/2.0.0"),
               folder + u"/.devstack"_s);
    auto state = WorkspaceState::open(folder);
    QVERIFY(state);
    QCOMPARE(state->id(), u"shop-26821e"_s);
    QCOMPARE(state->warnings(), QStringList());
    const Generations before = state->generations();
    const IdaGenerations notes = before.value(u"notes"_s);
    QCOMPARE(notes.generation(u"db_data"_s), 2);
    QCOMPARE(notes.highest.value(u"db_data"_s), 3);
    QVERIFY(notes.checkpoint(u"before-lunch"_s) && notes.checkpoint(u"before-lunch"_s)->isKept());
    QCOMPARE(notes.bases.value(u"db_data"_s).schema, u"0a8b3ae3c7933a1d"_s);
    QCOMPARE(state->memoryRecords().value(u"notes/app"_s).bytes, 67108864);
    QVERIFY(QFileInfo::exists(state->stepRecordsPath()));
    // What is written now reads the same.
    QVERIFY(state->save(before));
    QCOMPARE(WorkspaceState::open(folder)->generations(), before);
}

void TestWorkspaceState::generationsNeverComeBack()
{
    IdaGenerations ida;
    QCOMPARE(ida.generation(u"data"_s), 1);
    QCOMPARE(ida.advance(u"data"_s), 2);
    ida.current[u"data"_s] = 1; // a checkpoint was restored
    QCOMPARE(ida.advance(u"data"_s), 3);
    ida.checkpoints.append({u"mine"_s, {}, {}, {}, false});
    QVERIFY(ida.checkpoint(u"mine"_s));
    QVERIFY(!ida.checkpoint(u"other"_s));
}

void TestWorkspaceState::generationsSurviveADamagedFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("cut off") << QByteArray(R"({"version":1,"idas":{"one":{"cur)");
    QTest::newRow("of a newer version") << QByteArray(R"({"version":7,"idas":{}})");
    QTest::newRow("a number as text")
        << QByteArray(R"({"version":1,"idas":{"one":{"current":{"vol":"2"}}}})");
    QTest::newRow("checkpoints of another form")
        << QByteArray(R"({"idas":{"one":{"checkpoints":{"a":1}}}})");
    QTest::newRow("a list for names") << QByteArray(R"({"idas":{"one":{"names":[]}}})");
    QTest::newRow("gone") << QByteArray();
}

void TestWorkspaceState::generationsSurviveADamagedFile()
{
    QFETCH(QByteArray, content);
    const QString folder = workspace(u"ws"_s);
    Generations generations;
    generations[u"one"_s].advance(u"vol"_s);
    QVERIFY(WorkspaceState::open(folder)->save(generations));
    const QString path = folder + u"/.devstack/generations.json"_s;
    if (content.isEmpty())
        QVERIFY(QFile::remove(path));
    else
        QVERIFY(writeFile(path, content));
    auto state = WorkspaceState::open(folder);
    QCOMPARE(state->generations(), generations);
    QCOMPARE(state->warnings().size(), content.isEmpty() ? 0 : 1);
    generations[u"one"_s].advance(u"vol"_s);
    QVERIFY(state->save(generations));
    QCOMPARE(WorkspaceState::open(folder)->generations(), generations);
}

void TestWorkspaceState::recentOnes()
{
    qputenv("XDG_STATE_HOME", QFile::encodeName(m_dir->filePath(u"state"_s)));
    QVERIFY(recentWorkspaces().isEmpty());
    for (int i = 0; i < 25; ++i)
        QVERIFY(rememberWorkspace(workspace(u"w%1"_s.arg(i)), u"n%1"_s.arg(i)));
    QCOMPARE(recentWorkspaces().size(), 20);
    QCOMPARE(recentWorkspaces().first().name, u"n24"_s);
    QVERIFY(rememberWorkspace(m_dir->filePath(u"w10"_s), u"again"_s));
    QCOMPARE(recentWorkspaces().size(), 20);
    QCOMPARE(recentWorkspaces().first().name, u"again"_s);
    QVERIFY(QDir(m_dir->filePath(u"w10"_s)).removeRecursively());
    QCOMPARE(recentWorkspaces().first().name, u"n24"_s);
    QVERIFY(!rememberWorkspace(m_dir->filePath(u"nowhere"_s), {}));
}

QTEST_GUILESS_MAIN(TestWorkspaceState)
#include "tst_workspacestate.moc"
