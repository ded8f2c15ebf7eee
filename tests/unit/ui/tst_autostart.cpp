// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/autostartsetting.h"
#include "ui/platform/autostart.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestAutostart : public QObject
{
    Q_OBJECT
private slots:
    void quotes_data();
    void quotes();
    void refusesPaths_data();
    void refusesPaths();
    void readsEntries_data();
    void readsEntries();
    void leavesForeignEntries();
    void leavesLinks();
    void goesOnAndOff();
};

void TestAutostart::quotes_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("exec");
    QTest::newRow("plain") << "/usr/bin/d"
                           << R"(Exec="/usr/bin/d" --hidden)";
    QTest::newRow("space") << "/a b/d"
                           << R"(Exec="/a b/d" --hidden)";
    QTest::newRow("field code") << "/a%f/d"
                                << R"(Exec="/a%%f/d" --hidden)";
    QTest::newRow("shell") << "/a$(b)`c`/d"
                           << R"(Exec="/a\\$(b)\\`c\\`/d" --hidden)";
    QTest::newRow("quote") << "/a\"b/d"
                           << R"(Exec="/a\\"b/d" --hidden)";
    QTest::newRow("backslash") << "/a\\b/d"
                               << R"(Exec="/a\\\\b/d" --hidden)";
}

void TestAutostart::quotes()
{
    QFETCH(QString, program);
    QFETCH(QString, exec);
    const auto text = autostart::entryText(program);
    QVERIFY(text);
    QVERIFY2(text.value().split('\n').contains(exec.toUtf8()), text.value().constData());
}

void TestAutostart::refusesPaths_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("a line more") << "/a\nExec=evil";
    QTest::newRow("relative") << "bin/d";
    QTest::newRow("empty") << "";
}

void TestAutostart::refusesPaths()
{
    QFETCH(QString, program);
    QVERIFY(!autostart::entryText(program));
}

void TestAutostart::readsEntries_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<autostart::State>("state");
    const QByteArray ours = autostart::entryText(u"/usr/bin/d"_s).value();
    QTest::newRow("ours") << ours << autostart::State::On;
    QTest::newRow("switched off by the desktop")
        << QByteArray(ours + "X-GNOME-Autostart-enabled=false\n") << autostart::State::Off;
    QTest::newRow("hidden by the desktop")
        << QByteArray(ours + "Hidden=true\n") << autostart::State::Off;
    QTest::newRow("somebody's") << QByteArray("[Desktop Entry]\nExec=other\n")
                                << autostart::State::Foreign;
    QTest::newRow("empty") << QByteArray() << autostart::State::Foreign;
    QTest::newRow("too large") << QByteArray(ours + QByteArray(70'000, '#'))
                               << autostart::State::Foreign;
}

void TestAutostart::readsEntries()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    QFile file(folder.filePath(u"devstack.desktop"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    QTEST(autostart::state(file.fileName()), "state");
}

void TestAutostart::leavesForeignEntries()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"devstack.desktop"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[Desktop Entry]\nExec=other\n");
    file.close();
    AutostartSetting setting(file.fileName());
    QCOMPARE(setting.foreign(), file.fileName());
    for (const bool on : {true, false}) {
        setting.set(on);
        QVERIFY(!setting.problem().isEmpty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("[Desktop Entry]\nExec=other\n"));
        file.close();
    }
}

void TestAutostart::leavesLinks()
{
    QTemporaryDir folder;
    const QString entry = folder.filePath(u"devstack.desktop"_s);
    QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), entry));
    QCOMPARE(autostart::state(entry), autostart::State::Foreign);
    QVERIFY(!autostart::set(entry, u"/usr/bin/d"_s, true));
    QVERIFY(QFileInfo(entry).isSymLink());
}

void TestAutostart::goesOnAndOff()
{
    QTemporaryDir folder;
    const QString entry = folder.filePath(u"autostart/devstack.desktop"_s);
    AutostartSetting setting(entry);
    QVERIFY(!setting.on());
    setting.set(true);
    QCOMPARE(setting.problem(), QString());
    QVERIFY(setting.on());
    setting.set(false);
    QVERIFY(!setting.on());
    QVERIFY(!QFileInfo::exists(entry));
    setting.set(false);
    QCOMPARE(setting.problem(), QString());
}

QTEST_GUILESS_MAIN(TestAutostart)
#include "tst_autostart.moc"
