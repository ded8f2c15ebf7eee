// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/bindsources.h"
#include "unit/assembly/inputjson.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace devstack::testing;

/// The rewrite as a table: every file in data/ is a resolved model, the choices, and what must come
/// out.
class AssembleTest : public QObject
{
    Q_OBJECT

private slots:
    void rewrites_data();
    void rewrites();
    void refusesModesThatDoNotRunHere();
    void refusesPortsWithoutChoice();
    void knowsOneShots_data();
    void knowsOneShots();
    void knowsWhatMayEnd_data();
    void knowsWhatMayEnd();
    void injectedValuesCount();
    void findsAFolderWithADollar();
};

namespace {

QString levelName(AssemblyNote::Level level)
{
    switch (level) {
    case AssemblyNote::Level::Info:
        return u"info"_s;
    case AssemblyNote::Level::Warning:
        return u"warning"_s;
    case AssemblyNote::Level::Problem:
        return u"problem"_s;
    }
    return {};
}

} // namespace

void AssembleTest::rewrites_data()
{
    QTest::addColumn<int>("index");
    const QList<AssemblyCase> cases = assemblyCases(QStringLiteral(DATA_DIR));
    QVERIFY(cases.size() >= 10);
    for (int i = 0; i < cases.size(); ++i)
        QTest::newRow(qPrintable(cases.at(i).name)) << i;
}

void AssembleTest::rewrites()
{
    QFETCH(int, index);
    const AssemblyCase test = assemblyCases(QStringLiteral(DATA_DIR)).at(index);
    const auto assembly = assemble(test.resolved, test.input);
    if (test.expected.contains(u"error")) {
        QVERIFY(!assembly);
        QVERIFY(assembly.error().kind == Error::Kind::InvalidInput);
        QVERIFY2(assembly.error().message.contains(test.expected.value(u"error").toString()),
                 qPrintable(assembly.error().message));
        return;
    }
    QVERIFY2(assembly.hasValue(), qPrintable(assembly ? QString() : assembly.error().toText()));

    const QString difference = firstDifference(test.expected.value(u"model"), assembly->model);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    const QJsonArray keys = test.expected.value(u"services").toArray();
    if (!keys.isEmpty())
        QCOMPARE(QJsonArray::fromStringList(assembly->model.value(u"services").toObject().keys()),
                 keys);

    QStringList notes;
    for (const AssemblyNote &note : assembly->notes)
        notes.append(levelName(note.level) + u' ' + note.service + u' ' + note.what);
    const QJsonArray wanted = test.expected.value(u"notes").toArray();
    for (const QJsonValue &note : wanted)
        QVERIFY2(notes.contains(note.toString()),
                 qPrintable(note.toString() + u" is not among\n"_s + notes.join(u'\n')));

    const QJsonObject urls = test.expected.value(u"urls").toObject();
    for (const Url &url : assembly->manifest.urls)
        QCOMPARE(url.url, urls.value(url.name).toString());
}

void AssembleTest::refusesModesThatDoNotRunHere()
{
    AssemblyInput input;
    input.ida = u"search"_s;
    input.mode = Mode::External;
    const auto assembly = assemble({{u"services"_s, QJsonObject()}}, input);
    QVERIFY(!assembly);
    QVERIFY(assembly.error().message.contains(u"search"));
}

void AssembleTest::refusesPortsWithoutChoice()
{
    AssemblyCase test = assemblyCases(QStringLiteral(DATA_DIR)).first();
    const QJsonObject port {{u"target"_s, 80}, {u"published"_s, u"80"_s}};
    const QJsonObject service {{u"image"_s, u"x"_s}, {u"ports"_s, QJsonArray {port}}};
    test.input.ports.clear();
    const auto assembly
        = assemble({{u"services"_s, QJsonObject {{u"app"_s, service}}}}, test.input);
    QVERIFY(!assembly);
    QVERIFY(assembly.error().message.contains(u"port 80"));
}

void AssembleTest::knowsOneShots_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<bool>("oneShot");
    const auto row = [](const char *name, const QByteArray &service, bool oneShot) {
        QTest::newRow(name) << service << oneShot;
    };
    row("no word", R"({"image": "x"})", false);
    row("stays ended", R"({"image": "x", "restart": "no"})", true);
    row("after a failure only", R"({"image": "x", "restart": "on-failure:3"})", true);
    row("policy", R"({"image": "x", "deploy": {"restart_policy": {"condition": "none"}}})", true);
    row("always", R"({"image": "x", "restart": "always"})", false);
    row("with a health test",
        R"({"image": "x", "restart": "no", "healthcheck": {"test": ["CMD", "true"]}})",
        false);
    row("data", R"({"image": "postgres:16", "restart": "no"})", false);
    row("awaited", R"({"image": "x", "labels": {"awaited": "yes"}})", true);
}

void AssembleTest::knowsOneShots()
{
    QFETCH(QByteArray, service);
    const QJsonObject once = QJsonDocument::fromJson(service).object();
    QJsonObject app {{u"image"_s, u"a"_s}};
    if (once.contains(u"labels"_s))
        app.insert(u"depends_on"_s,
                   QJsonObject {{u"once"_s,
                                 QJsonObject {{u"condition"_s, u"service_completed_successfully"_s},
                                              {u"required"_s, true}}}});
    AssemblyInput input = assemblyCases(QStringLiteral(DATA_DIR)).first().input;
    const auto assembly
        = assemble({{u"services"_s, QJsonObject {{u"app"_s, app}, {u"once"_s, once}}}}, input);
    QVERIFY2(assembly.hasValue(), qPrintable(assembly ? QString() : assembly.error().toText()));
    for (const AssembledService &found : assembly->services) {
        if (found.name == u"once")
            QTEST(found.isOneShot, "oneShot");
    }
}

void AssembleTest::knowsWhatMayEnd_data()
{
    QTest::addColumn<QByteArray>("service");
    QTest::addColumn<bool>("mayEnd");
    const auto row = [](const char *name, const QByteArray &service, bool mayEnd) {
        QTest::newRow(name) << service << mayEnd;
    };
    row("plain", R"({"image": "x"})", true);
    row("needs others",
        R"({"image": "x", "depends_on": {"app": {"condition": "service_started"}}})",
        true);
    row("needed", R"({"image": "x", "labels": {"needed": "yes"}})", false);
    row("exposes", R"({"image": "x", "expose": ["80"]})", false);
    row("health", R"({"image": "x", "healthcheck": {"test": ["CMD", "true"]}})", false);
    row("always", R"({"image": "x", "restart": "always"})", false);
    row("any", R"({"image": "x", "deploy": {"restart_policy": {"condition": "any"}}})", false);
    row("data", R"({"image": "postgres:16"})", false);
    row("lived in", R"({"image": "x", "labels": {"lived in": "yes"}})", false);
}

void AssembleTest::knowsWhatMayEnd()
{
    QFETCH(QByteArray, service);
    const QJsonObject job = QJsonDocument::fromJson(service).object();
    const QJsonObject labels = job.value(u"labels"_s).toObject();
    QJsonObject app {{u"image"_s, u"a"_s}};
    if (labels.contains(u"needed"_s))
        app.insert(u"depends_on"_s,
                   QJsonObject {{u"job"_s,
                                 QJsonObject {{u"condition"_s, u"service_started"_s},
                                              {u"required"_s, true}}}});
    if (labels.contains(u"lived in"_s))
        app.insert(u"network_mode"_s, u"service:job"_s);
    AssemblyInput input = assemblyCases(QStringLiteral(DATA_DIR)).first().input;
    const auto assembly
        = assemble({{u"services"_s, QJsonObject {{u"app"_s, app}, {u"job"_s, job}}}}, input);
    QVERIFY2(assembly.hasValue(), qPrintable(assembly ? QString() : assembly.error().toText()));
    for (const AssembledService &found : assembly->services) {
        if (found.name == u"job")
            QTEST(found.mayEnd, "mayEnd");
        QCOMPARE(AssembledService::fromJson(found.toJson()).mayEnd, found.mayEnd);
    }
}

void AssembleTest::injectedValuesCount()
{
    // The value of a secret that is made of a variable is put in when the container is made.
    AssemblyInput input = assemblyCases(QStringLiteral(DATA_DIR)).first().input;
    const QJsonObject service {{u"image"_s, u"a"_s},
                               {u"secrets"_s, QJsonArray {QJsonObject {{u"source"_s, u"key"_s}}}}};
    const QJsonObject model {
        {u"services"_s,
         QJsonObject {{u"app"_s, service}, {u"other"_s, QJsonObject {{u"image"_s, u"a"_s}}}}},
        {u"secrets"_s, QJsonObject {{u"key"_s, QJsonObject {{u"environment"_s, u"TOKEN"_s}}}}}};
    const auto hashes = [&](const QString &digest) {
        input.injected = {{u"TOKEN"_s, digest}};
        const auto assembly = assemble(model, input);
        QMap<QString, QString> result;
        for (const AssembledService &found : assembly->services)
            result.insert(found.name, found.hash);
        return result;
    };
    const auto before = hashes(u"1"_s);
    const auto after = hashes(u"2"_s);
    QCOMPARE(before.size(), 2);
    QVERIFY(before.value(u"app"_s) != after.value(u"app"_s));
    QCOMPARE(before.value(u"other"_s), after.value(u"other"_s));
}

/// `docker compose config` writes $ as $$.
void AssembleTest::findsAFolderWithADollar()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(u"x$Yz"_s));
    const QString written = folder.path() + u"/x$$Yz"_s;
    QVERIFY(probePaths({written}).value(written) == PathKind::Folder);
}

QTEST_GUILESS_MAIN(AssembleTest)
#include "tst_assemble.moc"
