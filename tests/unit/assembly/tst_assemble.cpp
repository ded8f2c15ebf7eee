// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "unit/assembly/inputjson.h"

#include <QJsonArray>
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
        QVERIFY2(
            notes.contains(note.toString()),
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
    const QJsonObject port {{u"target"_s, 80},
                            {u"published"_s, u"80"_s}};
    const QJsonObject service {{u"image"_s, u"x"_s},
                               {u"ports"_s, QJsonArray {port}}};
    test.input.ports.clear();
    const auto assembly = assemble(
        {{u"services"_s, QJsonObject {{u"app"_s, service}}}}, test.input);
    QVERIFY(!assembly);
    QVERIFY(assembly.error().message.contains(u"port 80"));
}

QTEST_GUILESS_MAIN(AssembleTest)
#include "tst_assemble.moc"
