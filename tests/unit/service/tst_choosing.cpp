// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/configuration/choosing.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/snapshot.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Choices of one engineer and of the workspace: what is written where, and what is refused.
class TestChoosing : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void personalLeavesTheFile();
    void sharedKeepsCommentsAndWins();
    void sharedOfAnUnlistedDependency();
    void takenBack();
    void refusals_data();
    void refusals();
    void imageOfThePrimaryService();
    void imageOfSharedBuilds();
    void externalKeepsNames();
    void offShowsWhoNeedsIt();
    void configurationDefault();
    void leanByIdaAndRule();
    void budget();
    void whatThereIsToChoose();
    void sayingItAgainChangesNothing();

private:
    Workspace &workspace() { return *m_workspace; }
    IdaDefinition ida(const QString &name)
    {
        const auto definition = readWorkspace(m_workspace->internals(), {});
        return definition ? *definition->find(name) : IdaDefinition {};
    }
    QByteArray file() const { return *readFile(m_folder->path(u"devstack.yml"_s), 1 << 20); }

    std::unique_ptr<testing::WorkspaceFolder> m_folder;
    std::shared_ptr<Workspace> m_workspace;
};

void TestChoosing::init()
{
    m_workspace.reset();
    m_folder = std::make_unique<testing::WorkspaceFolder>();
    m_folder->write(
        u"devstack.yml"_s,
        "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n"
        "  # the shop\n  shop: {ref: main}   # ours\n  pay:\n    mode: develop # now\n");
    m_folder->write(
        u"shop/docker-compose.yml"_s,
        "services:\n  app: {build: .}\n  worker: {build: .}\n  front: {build: ./front}\n"
        "x-devstack:\n  primary: app\n  depends_on: {lms: {}, pay: {optional: true}}\n"
        "  variants: {light: {without: [worker]}}\n"
        "  configurations: {default: {}, demo: {}}\n");
    m_folder->write(u"pay/docker-compose.yml"_s,
                    "services: {app: {build: ., image: registry.example.org/pay}}\n");
    m_folder->write(u"lms/docker-compose.yml"_s,
                    "services: {app: {build: ., container_name: edx.lms}, worker: {image: x}}\n"
                    "x-devstack:\n  variants: {light: {without: [worker]}}\n");
    m_workspace = m_folder->open();
}

void TestChoosing::personalLeavesTheFile()
{
    const QByteArray before = file();
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {});
    QVERIFY(done);
    QVERIFY(done->changed);
    QCOMPARE(done->before, u"none"_s);
    QCOMPARE(done->after, u"light"_s);
    QVERIFY(done->file.endsWith(u".devstack/choices.json"_s));
    QVERIFY(done->notes.join(u' ').contains(u"devstack up shop"_s));
    QCOMPARE(file(), before);
    QCOMPARE(ida(u"shop"_s).variant, u"light"_s);
}

void TestChoosing::sharedKeepsCommentsAndWins()
{
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"none"_s, ChoicePlace::Personal, {}));
    const auto done = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Shared, {});
    QVERIFY(done);
    QCOMPARE(done->after, u"light"_s);
    QVERIFY(done->notes.contains(u"It replaces your personal choice."_s));
    QCOMPARE(file(),
             "version: 1\nremotes: {default: 'https://h.org/{name}'}\nidas:\n"
             "  # the shop\n  shop: {ref: main, variant: light}   # ours\n"
             "  pay:\n    mode: develop # now\n");
    QVERIFY(chooseMode(workspace(), u"pay"_s, {Mode::Off, {}, {}}, ChoicePlace::Shared, {}));
    QVERIFY(file().contains("mode: off # now"));
}

void TestChoosing::sharedOfAnUnlistedDependency()
{
    const auto done = chooseVariant(workspace(), u"lms"_s, u"light"_s, ChoicePlace::Shared, {});
    QVERIFY(done);
    QVERIFY2(file().contains("lms: {variant: light}"), file().constData());
    QVERIFY(ida(u"lms"_s).listed);
}

void TestChoosing::takenBack()
{
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Personal, {}));
    QVERIFY(chooseMode(workspace(), u"shop"_s, {Mode::Off, {}, {}}, ChoicePlace::Personal, {}));
    QVERIFY(chooseMode(workspace(), u"shop"_s, {}, ChoicePlace::Personal, {}));
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"default"_s, ChoicePlace::Personal, {}));
    QCOMPARE(toString(ida(u"shop"_s).mode), u"develop"_s);
    QVERIFY(ida(u"shop"_s).variant.isEmpty());
    QVERIFY(ida(u"shop"_s).modeBy == DecidedBy::Nobody);
}

void TestChoosing::refusals_data()
{
    QTest::addColumn<QStringList>("words"); // what, IDA, value, url, image
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("hint");
    const auto row
        = [](const char *name, const QStringList &words, Error::Kind kind, const QString &hint) {
              QTest::newRow(name) << words << toString(kind) << hint;
          };
    using Kind = Error::Kind;
    row("no such IDA", {u"variant"_s, u"shp"_s, u"light"_s}, Kind::NotFound, u"shop"_s);
    row("no such variant", {u"variant"_s, u"shop"_s, u"ligth"_s}, Kind::NotFound, u"light"_s);
    row("no such configuration", {u"use"_s, u"shop"_s, u"dmeo"_s}, Kind::NotFound, u"demo"_s);
    row("none to choose from", {u"variant"_s, u"pay"_s, u"light"_s}, Kind::NotFound, u"none"_s);
    row("external without address",
        {u"mode"_s, u"shop"_s, u"external"_s},
        Kind::InvalidInput,
        u"--url"_s);
    row("an address of another kind",
        {u"mode"_s, u"shop"_s, u"external"_s, u"ftp://x.org"_s},
        Kind::InvalidInput,
        {});
    row("an address with a password",
        {u"mode"_s, u"shop"_s, u"external"_s, u"http://user:pw999@x.org/"_s},
        Kind::InvalidInput,
        u"secret: NAME"_s);
    row("an address with a user",
        {u"mode"_s, u"shop"_s, u"external"_s, u"http://user@x.org/"_s},
        Kind::InvalidInput,
        u"secret: NAME"_s);
    row("a wrong address with a password",
        {u"mode"_s, u"shop"_s, u"external"_s, u"ftp://user:pw999@x.org/"_s},
        Kind::InvalidInput,
        {});
    row("port 0",
        {u"mode"_s, u"shop"_s, u"external"_s, u"http://x.org:0"_s},
        Kind::InvalidInput,
        {});
    row("capital letters in an image",
        {u"mode"_s, u"shop"_s, u"image"_s, {}, u"A/B"_s},
        Kind::InvalidInput,
        {});
    row("an address for develop",
        {u"mode"_s, u"shop"_s, u"develop"_s, u"https://x.org"_s},
        Kind::InvalidInput,
        {});
    row("image without image",
        {u"mode"_s, u"shop"_s, u"image"_s},
        Kind::InvalidInput,
        u"--image"_s);
    row("no image reference",
        {u"mode"_s, u"shop"_s, u"image"_s, {}, u"-rm"_s},
        Kind::InvalidInput,
        {});
    row("image for develop",
        {u"mode"_s, u"shop"_s, u"develop"_s, {}, u"x"_s},
        Kind::InvalidInput,
        {});
}

void TestChoosing::refusals()
{
    QFETCH(QStringList, words);
    QFETCH(QString, hint);
    const QByteArray before = file();
    for (const ChoicePlace place : {ChoicePlace::Personal, ChoicePlace::Shared}) {
        Result<ChoiceOutcome> outcome = ChoiceOutcome {};
        if (words[0] == u"variant") {
            outcome = chooseVariant(workspace(), words[1], words[2], place, {});
        } else if (words[0] == u"use") {
            outcome = chooseConfiguration(workspace(), words[1], words[2], place, {});
        } else {
            ModeChoice choice {modeFromString(words[2]), words.value(3), {}};
            if (!words.value(4).isEmpty())
                choice.images.insert({}, words[4]);
            outcome = chooseMode(workspace(), words[1], choice, place, {});
        }
        QVERIFY(!outcome);
        QTEST(toString(outcome.error().kind), "kind");
        QVERIFY(!outcome.error().toText().contains(u"pw999"));
        QVERIFY2(outcome.error().hint.contains(hint), qPrintable(outcome.error().toText()));
    }
    QCOMPARE(file(), before);
    const Choices choices
        = workspace().internals().withState([](WorkspaceState &state) { return state.choices(); });
    QVERIFY(choices.idas.isEmpty());
}

void TestChoosing::imageOfThePrimaryService()
{
    // Its compose file names an image already.
    QVERIFY(chooseMode(workspace(), u"pay"_s, {Mode::Image, {}, {}}, ChoicePlace::Personal, {}));
    const auto done = chooseMode(workspace(),
                                 u"pay"_s,
                                 {Mode::Image, {}, {{{}, u"registry.example.org/pay:2"_s}}},
                                 ChoicePlace::Personal,
                                 {});
    QVERIFY(done);
    QCOMPARE(ida(u"pay"_s).images.value(u"app"_s), u"registry.example.org/pay:2"_s);
    QVERIFY(done->after.contains(u"pay:2"_s));
}

void TestChoosing::imageOfSharedBuilds()
{
    // app and worker are built alike, front is not: two images are needed.
    const QMap<QString, QString> one {{{}, u"shop:1"_s}};
    const auto missing
        = chooseMode(workspace(), u"shop"_s, {Mode::Image, {}, one}, ChoicePlace::Personal, {});
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains(u"“front”"_s));
    const QMap<QString, QString> both {{{}, u"shop:1"_s}, {u"front"_s, u"front:1"_s}};
    QVERIFY(chooseMode(workspace(), u"shop"_s, {Mode::Image, {}, both}, ChoicePlace::Personal, {}));
    QCOMPARE(ida(u"shop"_s).images.size(), 2);
}

void TestChoosing::externalKeepsNames()
{
    m_folder->write(u"devstack.yml"_s,
                    "version: 1\nidas:\n  shop: {}\n  pay: {external: {url: 'https://a.org', "
                    "names: [edx.pay]}}\n");
    QVERIFY(chooseMode(workspace(), u"pay"_s, {Mode::External, {}, {}}, ChoicePlace::Shared, {}));
    QCOMPARE(ida(u"pay"_s).external->url, u"https://a.org"_s);
    const auto done = chooseMode(workspace(),
                                 u"pay"_s,
                                 {Mode::External, u"http://localhost:8000"_s, {}},
                                 ChoicePlace::Personal,
                                 {});
    QVERIFY(done);
    QCOMPARE(ida(u"pay"_s).external->url, u"http://localhost:8000"_s);
    QCOMPARE(ida(u"pay"_s).external->names, QStringList {u"edx.pay"_s});
}

void TestChoosing::offShowsWhoNeedsIt()
{
    const auto done
        = chooseMode(workspace(), u"lms"_s, {Mode::Off, {}, {}}, ChoicePlace::Personal, {});
    QVERIFY(done);
    QCOMPARE(done->conflicts.size(), 1);
    QCOMPARE(done->conflicts.first().settledBy, u"your choice"_s);
    QVERIFY(done->conflicts.first().text().contains(u"“shop” needs it"_s));
    // An optional dependent does without.
    const auto pay
        = chooseMode(workspace(), u"pay"_s, {Mode::Off, {}, {}}, ChoicePlace::Personal, {});
    QVERIFY(pay);
    QVERIFY(pay->conflicts.isEmpty());
}

void TestChoosing::configurationDefault()
{
    QVERIFY(chooseConfiguration(workspace(), u"shop"_s, u"demo"_s, ChoicePlace::Shared, {}));
    const auto mine
        = chooseConfiguration(workspace(), u"shop"_s, u"default"_s, ChoicePlace::Personal, {});
    QVERIFY(mine);
    QCOMPARE(mine->before, u"demo"_s);
    QCOMPARE(mine->after, u"default"_s);
    QVERIFY(ida(u"shop"_s).configurationBy == DecidedBy::Engineer);
    QVERIFY(chooseConfiguration(workspace(), u"shop"_s, u"default"_s, ChoicePlace::Shared, {}));
    QVERIFY(ida(u"shop"_s).configurationBy == DecidedBy::Nobody);
}

void TestChoosing::leanByIdaAndRule()
{
    const auto all = chooseLean(workspace(), {}, {}, false, {});
    QVERIFY(all && all->changed);
    QVERIFY(chooseLean(workspace(), u"shop"_s, {}, true, {}));
    QVERIFY(chooseLean(workspace(), {}, u"mysql"_s, false, {}));
    Choices choices
        = workspace().internals().withState([](WorkspaceState &state) { return state.choices(); });
    QVERIFY(choices.leanFor(u"shop"_s) && !choices.leanFor(u"pay"_s));
    QCOMPARE(choices.leanRulesOff(), QStringList {u"mysql"_s});
    QVERIFY(chooseLean(workspace(), {}, u"mysql"_s, {}, {}));
    QVERIFY(chooseLean(workspace(), u"shop"_s, {}, {}, {}));
    choices
        = workspace().internals().withState([](WorkspaceState &state) { return state.choices(); });
    QVERIFY(!choices.leanFor(u"shop"_s));
    QVERIFY(choices.leanRulesOff().isEmpty());
    const auto wrong = chooseLean(workspace(), {}, u"mysq"_s, false, {});
    QVERIFY(!wrong && wrong.error().hint.contains(u"mysql"_s));
    QVERIFY(!chooseLean(workspace(), u"shop"_s, u"mysql"_s, false, {}));
}

void TestChoosing::budget()
{
    QVERIFY(!chooseBudget(workspace(), 1024, {}));
    QVERIFY(chooseBudget(workspace(), qint64(6) << 30, {})->changed);
    QVERIFY(!chooseBudget(workspace(), qint64(6) << 30, {})->changed);
    QCOMPARE(m_workspace->snapshot()->memoryBudget, qint64(6) << 30);
    QVERIFY(chooseBudget(workspace(), {}, {})->changed);
}

void TestChoosing::whatThereIsToChoose()
{
    const auto choices = availableChoices(workspace(), u"shop"_s, {});
    QVERIFY(choices);
    QCOMPARE(choices->modes.size(), 4);
    QCOMPARE(choices->variants, QStringList {u"light"_s});
    QCOMPARE(choices->configurations, QStringList({u"default"_s, u"demo"_s}));
    QCOMPARE(choices->services, QStringList({u"app"_s, u"front"_s, u"worker"_s}));
    QVERIFY(!availableChoices(workspace(), u"x"_s, {}));
}

void TestChoosing::sayingItAgainChangesNothing()
{
    QVERIFY(chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Shared, {}));
    const QByteArray before = file();
    const auto again = chooseVariant(workspace(), u"shop"_s, u"light"_s, ChoicePlace::Shared, {});
    QVERIFY(again && !again->changed);
    QCOMPARE(file(), before);
}

QTEST_GUILESS_MAIN(TestChoosing)
#include "tst_choosing.moc"
