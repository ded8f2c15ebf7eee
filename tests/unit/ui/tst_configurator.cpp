// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "livedesktop.h"

#include <QSignalSpy>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// Proposals carried out from the window, and put back, on a real workspace.
class TestConfigurator : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void aConflictIsSettledAndUnsettled();
    void sharedChoiceIsUndone();
    void memorySettingsAreGivenBack();
    void anAddressIsAskedFor();
    void nothingToUndoAfterNoChange();
    void undoAfterSomebodyElseChose();

private:
    Configurator &page() { return m_live->desktop.configurator; }
    QByteArray choices() const
    {
        return readFile(m_live->folder.path(u".devstack/choices.json"_s), 1 << 20).valueOr({});
    }
    QByteArray file() const
    {
        return readFile(m_live->folder.path(u"devstack.yml"_s), 1 << 20).valueOr({});
    }
    static Operation choice(Operation::Verb verb, const QString &ida, const QString &value)
    {
        Operation operation;
        operation.verb = verb;
        operation.idas = {ida};
        operation.value = value;
        return operation;
    }
    void settle() { QTRY_VERIFY(!page().loading()); }

    std::unique_ptr<LiveDesktop> m_live;
};

void TestConfigurator::init()
{
    m_live.reset();
    m_live = std::make_unique<LiveDesktop>();
    // Two that want different variants of a third, which nobody lists.
    m_live->folder.write(u"devstack.yml"_s,
                         "version: 1\nremotes: {default: 'https://h.org/{name}'}\n"
                         "idas:\n  shop: {}   # ours\n  pay: {}\n");
    m_live->folder.write(u"shop/docker-compose.yml"_s,
                         "services: {app: {image: x}}\n"
                         "x-devstack: {depends_on: {lms: {variant: light}}}\n");
    m_live->folder.write(u"pay/docker-compose.yml"_s,
                         "services: {app: {image: x}}\n"
                         "x-devstack: {depends_on: {lms: {variant: tiny}}}\n");
    m_live->folder.write(u"lms/docker-compose.yml"_s,
                         "services: {app: {image: x}, worker: {image: x}, search: {image: x}}\n"
                         "x-devstack:\n  primary: app\n  variants:\n"
                         "    light: {without: [worker]}\n    tiny: {without: [worker, search]}\n");
    QVERIFY(m_live->open());
    page().setActive(true);
    page().setIda(u"lms"_s);
    settle();
}

void TestConfigurator::aConflictIsSettledAndUnsettled()
{
    QCOMPARE(page().conflicts()->count(), 1);
    const QStringList commands = page().conflicts()->row(0).commands;
    const QStringList labels = page().conflicts()->row(0).labels;
    QCOMPARE(labels.size(), commands.size());
    const qsizetype light = commands.indexOf(u"devstack variant lms light"_s);
    QVERIFY(light >= 0);
    QCOMPARE(labels.at(light), u"Run lms in its variant light"_s);

    page().settleConflict(page().conflicts()->keyAt(0), int(light));
    QTRY_VERIFY(!page().outcome().isEmpty());
    settle();
    QCOMPARE(page().variant(), u"light"_s);
    QCOMPARE(page().conflicts()->count(), 0);
    QVERIFY2(page().outcome().contains(u"light"), qPrintable(page().outcome()));
    QVERIFY(choices().contains("light"));
    QVERIFY(page().undoable());

    page().undo();
    QTRY_VERIFY(!page().undoable());
    settle();
    QVERIFY(!choices().contains("light"));
    QTRY_COMPARE(page().conflicts()->count(), 1);
    QVERIFY(!page().outcome().isEmpty());
    QVERIFY(m_live->desktop.actions.problem().isEmpty());
    page().dismissOutcome();
    QVERIFY(page().outcome().isEmpty());
}

void TestConfigurator::sharedChoiceIsUndone()
{
    const QByteArray before = file();
    page().setShared(true);
    page().chooseMode(mode::Off, {}, {}, u"pay"_s);
    QTRY_VERIFY(page().undoable());
    settle();
    QVERIFY(file().contains("off"));
    page().undo();
    QTRY_COMPARE(file(), before);
}

void TestConfigurator::memorySettingsAreGivenBack()
{
    page().follow(choice(Operation::Verb::Lean, u"shop"_s, u"off"_s));
    QTRY_VERIFY(page().undoable());
    settle();
    page().follow(choice(Operation::Verb::Lean, u"shop"_s, u"on"_s));
    QTRY_VERIFY(page().outcome().contains(u"is now on"));
    settle();
    QVERIFY2(choices().contains("\"lean\": true"), choices().constData());
    page().undo();
    QTRY_VERIFY(choices().contains("\"lean\": false"));
}

void TestConfigurator::anAddressIsAskedFor()
{
    QSignalSpy wanted(&page(), &Configurator::addressWanted);
    page().follow(choice(Operation::Verb::Mode, u"lms"_s, u"external"_s));
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"lms"_s);
    QVERIFY(page().outcome().isEmpty());
    page().chooseMode(mode::External, u"https://lms.example.org"_s, {}, u"lms"_s);
    QTRY_VERIFY(page().outcome().contains(u"https://lms.example.org"));
}

void TestConfigurator::nothingToUndoAfterNoChange()
{
    page().follow(choice(Operation::Verb::Variant, u"lms"_s, u"light"_s));
    QTRY_VERIFY(page().undoable());
    settle();
    page().follow(choice(Operation::Verb::Variant, u"lms"_s, u"light"_s));
    QTRY_VERIFY(page().outcome().contains(u"already"));
    QVERIFY(!page().undoable());
}

void TestConfigurator::undoAfterSomebodyElseChose()
{
    page().follow(choice(Operation::Verb::Variant, u"lms"_s, u"light"_s));
    QTRY_VERIFY(page().undoable());
    settle();
    // Another process of the same engineer.
    const auto other = m_live->folder.open();
    QVERIFY(chooseVariant(*other, u"lms"_s, u"tiny"_s, ChoicePlace::Personal, {}));
    page().undo();
    QTRY_VERIFY(!m_live->desktop.actions.problem().isEmpty());
    QVERIFY(choices().contains("tiny"));
}

QTEST_MAIN(TestConfigurator)
#include "tst_configurator.moc"
