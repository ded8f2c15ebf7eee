// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/editorprogram.h"
#include "ui/source/recordedcommand.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What a run did, read from its command line.
class TestRecordedCommand : public QObject
{
    Q_OBJECT
private slots:
    void repeats_data();
    void repeats();
    void argumentsOfAScript();
    void titles_data();
    void titles();
    void choices_data();
    void choices();
    void editors_data();
    void editors();
};

void TestRecordedCommand::repeats_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("verb"); // -1: cannot be repeated
    QTest::addColumn<QStringList>("idas");
    QTest::addColumn<QStringList>("seeds");
    const QStringList header {u"credentials"_s, u"platform"_s};
    QTest::newRow("up") << u"devstack up"_s << int(Wish::Verb::Provision) << header
                        << QStringList {};
    QTest::newRow("up of one") << u"devstack up credentials --trust"_s << int(Wish::Verb::Provision)
                               << QStringList {u"credentials"_s} << QStringList {};
    QTest::newRow("seed") << u"devstack seed credentials base records"_s << int(Wish::Verb::Seed)
                          << QStringList {u"credentials"_s}
                          << QStringList {u"base"_s, u"records"_s};
    QTest::newRow("options with values")
        << u"devstack --workspace /x/seed seed credentials --format json base"_s
        << int(Wish::Verb::Seed) << QStringList {u"credentials"_s} << QStringList {u"base"_s};
    QTest::newRow("reset") << u"devstack reset credentials --yes"_s << int(Wish::Verb::Reset)
                           << QStringList {u"credentials"_s} << QStringList {};
    QTest::newRow("restore") << u"devstack checkpoint restore credentials before-reset-1 --yes"_s
                             << int(Wish::Verb::Restore) << QStringList {u"credentials"_s}
                             << QStringList {};
    QTest::newRow("checkpoints listed")
        << u"devstack checkpoint list"_s << -1 << QStringList {} << QStringList {};
    QTest::newRow("run") << u"devstack run credentials dev.provision"_s << int(Wish::Verb::Run)
                         << QStringList {u"credentials"_s} << QStringList {};
    QTest::newRow("run with a secret") << u"devstack run credentials dev.provision -- token=•••"_s
                                       << -1 << QStringList {} << QStringList {};
    QTest::newRow("seed of a file")
        << u"devstack seed credentials --file '/x/my data.sql'"_s << int(Wish::Verb::SeedFile)
        << QStringList {u"credentials"_s} << QStringList {};
    QTest::newRow("seed of a relative file")
        << u"devstack seed credentials -f data.sql"_s << -1 << QStringList {} << QStringList {};
    QTest::newRow("reset of all") << u"devstack --workspace /x reset --all --yes"_s
                                  << int(Wish::Verb::Reset) << header << QStringList {};
    QTest::newRow("an open quote")
        << u"devstack seed 'credentials"_s << -1 << QStringList {} << QStringList {};
    QTest::newRow("down") << u"devstack down --volumes"_s << -1 << QStringList {} << QStringList {};
    QTest::newRow("nothing") << u""_s << -1 << QStringList {} << QStringList {};
}

void TestRecordedCommand::repeats()
{
    QFETCH(QString, command);
    QFETCH(int, verb);
    const auto wish = wishOf(command, {u"credentials"_s, u"platform"_s});
    QCOMPARE(wish.has_value(), verb >= 0);
    if (!wish)
        return;
    QCOMPARE(int(wish->verb), verb);
    QTEST(wish->request.idas, "idas");
    QTEST(wish->seeds, "seeds");
    QVERIFY(!wish->request.confirmed); // destroying is asked for anew
}

void TestRecordedCommand::argumentsOfAScript()
{
    const auto wish
        = wishOf(u"devstack run credentials 'dev provision' -- --fast 'it'\\''s two words'"_s, {});
    QVERIFY(wish);
    QCOMPARE(wish->script, u"dev provision"_s);
    QCOMPARE(wish->scriptArguments, (QStringList {u"--fast"_s, u"it's two words"_s}));
}

void TestRecordedCommand::titles_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("idas");
    QTest::addColumn<QString>("title");
    QTest::newRow("everything") << u"devstack up"_s << QStringList {} << u"Provision everything"_s;
    QTest::newRow("named") << u"devstack reset credentials --yes"_s
                           << QStringList {u"credentials"_s, u"platform"_s}
                           << u"Reset credentials"_s;
    QTest::newRow("of the plan") << u"devstack up"_s << QStringList {u"a"_s, u"b"_s}
                                 << u"Provision a, b"_s;
    QTest::newRow("many") << u"devstack up"_s << QStringList {u"a"_s, u"b"_s, u"c"_s, u"d"_s}
                          << u"Provision 4 IDAs"_s;
    QTest::newRow("seed") << u"devstack seed a base"_s << QStringList {u"a"_s, u"b"_s}
                          << u"Seed a: base"_s;
    QTest::newRow("restore") << u"devstack checkpoint restore a before-reset-1"_s
                             << QStringList {u"a"_s, u"b"_s} << u"Restore a: before-reset-1"_s;
}

void TestRecordedCommand::titles()
{
    QFETCH(QString, command);
    QFETCH(QStringList, idas);
    QTEST(RecordedCommand::parse(command).title(idas), "title");
}

void TestRecordedCommand::choices_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("label"); // empty: no choice
    QTest::addColumn<bool>("lacksAddress");
    QTest::newRow("variant") << u"devstack variant platform light"_s
                             << u"Run platform in its variant light"_s << false;
    QTest::newRow("no variant") << u"devstack variant platform none"_s << u"Run all of platform"_s
                                << false;
    QTest::newRow("mode, shared") << u"devstack mode platform image --shared"_s
                                  << u"Run platform from its image"_s << false;
    QTest::newRow("off") << u"devstack mode platform off"_s << u"Switch platform off"_s << false;
    QTest::newRow("develop") << u"devstack mode platform develop"_s
                             << u"Run platform from its checkout"_s << false;
    QTest::newRow("somewhere") << u"devstack mode platform external --url URL"_s
                               << u"Use platform from elsewhere…"_s << true;
    QTest::newRow("an address") << u"devstack mode platform external --url https://p.example"_s
                                << u"Use platform from elsewhere"_s << false;
    QTest::newRow("use") << u"devstack use platform records"_s
                         << u"Use the configuration records of platform"_s << false;
    QTest::newRow("lean") << u"devstack config platform --lean on"_s
                          << u"Give platform the memory-saving settings"_s << false;
    QTest::newRow("config alone") << u"devstack config platform"_s << QString() << false;
    QTest::newRow("stop") << u"devstack stop platform"_s << QString() << false;
    QTest::newRow("other program") << u"rm variant platform light"_s << QString() << false;
}

void TestRecordedCommand::choices()
{
    QFETCH(QString, command);
    QFETCH(QString, label);
    QFETCH(bool, lacksAddress);
    const auto order = ChoiceOrder::parse(command);
    QCOMPARE(order.has_value(), !label.isEmpty());
    if (order) {
        QCOMPARE(order->text(), label);
        QCOMPARE(order->lacksAddress(), lacksAddress);
        QCOMPARE(order->ida, u"platform"_s);
        QCOMPARE(order->shared, command.contains(u"--shared"));
    }
}

void TestRecordedCommand::editors_data()
{
    QTest::addColumn<QString>("visual");
    QTest::addColumn<QString>("editor");
    QTest::addColumn<QString>("installed");
    QTest::addColumn<QStringList>("vector"); // empty: none
    QTest::newRow("visual first") << u"emacs -nw"_s << u"vi"_s << u"emacs vi"_s
                                  << QStringList {u"emacs"_s, u"-nw"_s, u"+7"_s, u"/x/f"_s};
    QTest::newRow("editor") << u""_s << u"vi"_s << u"vi nano"_s
                            << QStringList {u"vi"_s, u"+7"_s, u"/x/f"_s};
    QTest::newRow("not installed")
        << u"ed1"_s << u"ed2"_s << u"nano"_s << QStringList {u"nano"_s, u"+7"_s, u"/x/f"_s};
    QTest::newRow("by colon") << u"code -w"_s << u""_s << u"code"_s
                              << QStringList {u"code"_s, u"-w"_s, u"--goto"_s, u"/x/f:7"_s};
    QTest::newRow("none") << u""_s << u""_s << u""_s << QStringList {};
}

void TestRecordedCommand::editors()
{
    QFETCH(QString, visual);
    QFETCH(QString, editor);
    QFETCH(QString, installed);
    QFETCH(QStringList, vector);
    const auto found
        = findEditor([&](const QString &name) { return name == u"VISUAL" ? visual : editor; },
                     [&](const QString &program) {
                         return installed.split(u' ').contains(program) ? program : QString();
                     });
    QCOMPARE(static_cast<bool>(found), !vector.isEmpty());
    if (found)
        QCOMPARE(found->toOpen(u"/x/f"_s, 7), vector);
}

QTEST_GUILESS_MAIN(TestRecordedCommand)
#include "tst_recordedcommand.moc"
