// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/configuration/choosing.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// A choice is put back as it stood on disk, and only while nobody chose again.
class TestEarlierChoice : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void personal_data();
    void personal();
    void sharedIsPutBackByteForByte();
    void leanIsPutBack();
    void whatChangedNothingReplacesNothing();
    void somebodyChoseAgain();
    void somebodyEditedTheFile();
    void sharedWithoutAPersonalOneOverridesNothing();

private:
    Workspace &workspace() { return *m_workspace; }
    IdaChoice choice(const QString &ida) const
    {
        return m_workspace->internals().withState(
            [&](WorkspaceState &state) { return state.choices().idas.value(ida); });
    }
    QByteArray file() const { return *readFile(m_folder->path(u"devstack.yml"_s), 1 << 20); }

    std::unique_ptr<testing::WorkspaceFolder> m_folder;
    std::shared_ptr<Workspace> m_workspace;
};

void TestEarlierChoice::init()
{
    m_workspace.reset();
    m_folder = std::make_unique<testing::WorkspaceFolder>();
    m_folder->write(u"devstack.yml"_s,
                    "version: 1\nidas:\n  shop: {}   # ours\n  pay:\n    mode: develop # now\n");
    m_folder->write(u"shop/docker-compose.yml"_s,
                    "services:\n  app: {image: x}\n  worker: {image: x}\n"
                    "x-devstack:\n  variants: {light: {without: [worker]}}\n"
                    "  configurations: {default: {}, demo: {}}\n");
    m_folder->write(u"pay/docker-compose.yml"_s, "services: {app: {image: x}}\n");
    m_workspace = m_folder->open();
}

void TestEarlierChoice::personal_data()
{
    QTest::addColumn<QString>("before"); // a variant that is chosen first; empty: none
    QTest::newRow("nothing was chosen") << QString();
    QTest::newRow("something was chosen") << u"none"_s;
}

void TestEarlierChoice::personal()
{
    QFETCH(QString, before);
    if (!before.isEmpty())
        QVERIFY(chooseVariant(workspace(), u"shop"_s, before, ChoicePlace::Personal, {}));
    const QByteArray untouched = file();
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {});
    QVERIFY(done);
    QCOMPARE(choice(u"shop"_s).variant, u"light"_s);
    QVERIFY(done->earlier.replaced());
    QVERIFY(putBack(workspace(), done->earlier, {}));
    QCOMPARE(choice(u"shop"_s).variant, before);
    QCOMPARE(file(), untouched);
}

void TestEarlierChoice::sharedIsPutBackByteForByte()
{
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"none"_s, ChoicePlace::Personal, {}));
    const QByteArray before = file();
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Shared, {});
    QVERIFY(done);
    QVERIFY(file() != before);
    QVERIFY(choice(u"shop"_s).variant.isEmpty());
    QVERIFY(putBack(workspace(), done->earlier, {}));
    QCOMPARE(file(), before);
    QCOMPARE(choice(u"shop"_s).variant, u"none"_s); // gave way, and is back as well
}

void TestEarlierChoice::leanIsPutBack()
{
    const auto done = chooseLean(workspace(), u"shop"_s, {}, false, {});
    QVERIFY(done);
    QCOMPARE(choice(u"shop"_s).lean, std::optional(false));
    QVERIFY(putBack(workspace(), done->earlier, {}));
    QCOMPARE(choice(u"shop"_s).lean, std::optional<bool>());
}

void TestEarlierChoice::whatChangedNothingReplacesNothing()
{
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {}));
    const auto again = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {});
    QVERIFY(again);
    QVERIFY(!again->earlier.replaced());
}

void TestEarlierChoice::somebodyChoseAgain()
{
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {});
    QVERIFY(done);
    QVERIFY(chooseConfiguration(workspace(), u"shop"_s, u"demo"_s, ChoicePlace::Personal, {}));
    const auto back = putBack(workspace(), done->earlier, {});
    QVERIFY(!back);
    QVERIFY(back.error().kind == Error::Kind::Conflict);
    QVERIFY(back.error().message.contains(u"shop"));
    QCOMPARE(choice(u"shop"_s).variant, u"light"_s);
    QCOMPARE(choice(u"shop"_s).configuration, u"demo"_s);
}

void TestEarlierChoice::somebodyEditedTheFile()
{
    const auto done
        = chooseMode(workspace(), u"pay"_s, {Mode::Off, {}, {}}, ChoicePlace::Shared, {});
    QVERIFY(done);
    m_folder->write(u"devstack.yml"_s, file() + "# mine\n");
    const QByteArray edited = file();
    const auto back = putBack(workspace(), done->earlier, {});
    QVERIFY(!back);
    QVERIFY(back.error().kind == Error::Kind::Conflict);
    QCOMPARE(file(), edited);
}

void TestEarlierChoice::sharedWithoutAPersonalOneOverridesNothing()
{
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Shared, {});
    QVERIFY(done);
    QVERIFY2(!done->notes.join(u' ').contains(u"replaces your"),
             qPrintable(done->notes.join(u' ')));
}

QTEST_GUILESS_MAIN(TestEarlierChoice)
#include "tst_earlierchoice.moc"
