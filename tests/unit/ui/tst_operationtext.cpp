// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/editorprogram.h"
#include "ui/text/operationtext.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

using Verb = Operation::Verb;

Operation about(Verb verb, const QStringList &idas)
{
    Operation operation;
    operation.verb = verb;
    operation.idas = idas;
    return operation;
}

} // namespace

/// What the window calls operations and choices.
class TestOperationText : public QObject
{
    Q_OBJECT
private slots:
    void titles_data();
    void titles();
    void titleOfAnOldJournal();
    void choices_data();
    void choices();
    void editors_data();
    void editors();
};

void TestOperationText::titles_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QStringList>("idas");
    QTest::addColumn<QString>("title");
    const QStringList several {u"a"_s, u"b"_s};
    const Operation up;
    QTest::newRow("everything") << up << QStringList {} << u"Provision everything"_s;
    QTest::newRow("named") << about(Verb::Reset, {u"credentials"_s})
                           << QStringList {u"credentials"_s, u"platform"_s}
                           << u"Reset credentials"_s;
    QTest::newRow("of the plan") << up << several << u"Provision a, b"_s;
    QTest::newRow("many") << up << QStringList {u"a"_s, u"b"_s, u"c"_s, u"d"_s}
                          << u"Provision 4 IDAs"_s;
    Operation seed = about(Verb::Seed, {u"a"_s});
    QTest::newRow("all seeds") << seed << several << u"Seed a"_s;
    seed.seeds = {u"base"_s, u"more"_s};
    QTest::newRow("seed") << seed << several << u"Seed a: base, more"_s;
    seed.seeds = {};
    seed.file = u"/x/my data.sql"_s;
    QTest::newRow("seed of a file") << seed << several << u"Seed a: my data.sql"_s;
    Operation saved = about(Verb::SaveSeed, {u"a"_s});
    saved.seeds = {u"mine"_s};
    QTest::newRow("save a seed") << saved << several << u"Save seed a: mine"_s;
    Operation restore = about(Verb::Restore, {u"a"_s});
    restore.checkpoint = u"before-reset-1"_s;
    QTest::newRow("restore") << restore << several << u"Restore a: before-reset-1"_s;
    Operation run = about(Verb::Run, {u"a"_s});
    run.script = u"dev.provision"_s;
    QTest::newRow("migrate") << about(Verb::Migrate, {u"a"_s}) << several << u"Migrate a"_s;
    QTest::newRow("down") << about(Verb::Down, {u"a"_s}) << several << u"Take down a"_s;
    QTest::newRow("run") << run << several << u"Run a: dev.provision"_s;
}

void TestOperationText::titles()
{
    QFETCH(Operation, operation);
    QFETCH(QStringList, idas);
    RunHeader header;
    header.command = u"devstack as it was typed"_s;
    header.idas = idas;
    header.operation = operation;
    QTEST(titleOf(header), "title");
}

void TestOperationText::titleOfAnOldJournal()
{
    RunHeader header;
    header.command = u"devstack up credentials --trust"_s;
    header.idas = {u"credentials"_s};
    QCOMPARE(titleOf(header), header.command);
}

void TestOperationText::choices_data()
{
    QTest::addColumn<Operation>("choice");
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("lacksAddress");
    const auto row = [](const char *name,
                        Verb verb,
                        const QString &value,
                        const QString &label,
                        bool lacksAddress = false) {
        Operation choice = about(verb, {u"platform"_s});
        choice.value = value;
        QTest::newRow(name) << choice << label << lacksAddress;
    };
    row("variant", Verb::Variant, u"light"_s, u"Run platform in its variant light"_s);
    row("no variant", Verb::Variant, u"none"_s, u"Run all of platform"_s);
    row("image", Verb::Mode, u"image"_s, u"Run platform from its image"_s);
    row("off", Verb::Mode, u"off"_s, u"Switch platform off"_s);
    row("develop", Verb::Mode, u"develop"_s, u"Run platform from its checkout"_s);
    row("somewhere", Verb::Mode, u"external"_s, u"Use platform from elsewhere…"_s, true);
    row("use", Verb::Use, u"records"_s, u"Use the configuration records of platform"_s);
    row("lean", Verb::Lean, u"on"_s, u"Switch on memory-saving settings of platform"_s);
    row("compose", Verb::Compose, u"a.yml"_s, u"Run platform by a.yml"_s);
    row("stop", Verb::Stop, {}, u"devstack stop platform"_s);
    Operation external = about(Verb::Mode, {u"platform"_s});
    external.value = u"external"_s;
    external.url = u"https://p.example"_s;
    QTest::newRow("an address") << external << u"Use platform from elsewhere"_s << false;
}

void TestOperationText::choices()
{
    QFETCH(Operation, choice);
    QTEST(choiceText(choice), "label");
    QTEST(choice.lacksAddress(), "lacksAddress");
}

void TestOperationText::editors_data()
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

void TestOperationText::editors()
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

QTEST_GUILESS_MAIN(TestOperationText)
#include "tst_operationtext.moc"
