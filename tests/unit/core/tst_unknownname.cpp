// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/unknownname.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What is said of a name that nothing answers to.
class TestUnknownName : public QObject
{
    Q_OBJECT

private slots:
    void hints_data();
    void hints();
    void takesAnotherHint();
    void showsHostileNames();
};

void TestUnknownName::hints_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("known");
    QTest::addColumn<QString>("hint");
    const QStringList services {u"app"_s, u"worker"_s};
    QTest::newRow("near") << u"wroker"_s << services << u"Did you mean “worker”?"_s;
    QTest::newRow("far") << u"database"_s << services << u"It has: app, worker."_s;
    QTest::newRow("nothing known") << u"app"_s << QStringList() << u"It has: none."_s;
}

void TestUnknownName::hints()
{
    QFETCH(QString, name);
    QFETCH(QStringList, known);
    const Error error = unknownName(u"shop"_s, u"service"_s, name, known);
    QVERIFY(error.kind == Error::Kind::NotFound);
    QCOMPARE(error.message, u"“shop” has no service “%1”."_s.arg(name));
    QTEST(error.hint, "hint");
}

void TestUnknownName::takesAnotherHint()
{
    QCOMPARE(unknownName(u"shop"_s, u"seed"_s, u"x"_s, {u"base"_s}, u"Look there."_s).hint,
             u"Look there."_s);
    QCOMPARE(unknownName(u"shop"_s, u"seed"_s, u"bsae"_s, {u"base"_s}, u"Look there."_s).hint,
             u"Did you mean “base”?"_s);
    QCOMPARE(didYouMean(u"x"_s, {u"base"_s}), QString());
}

void TestUnknownName::showsHostileNames()
{
    const QString hostile = u"a\x1b[2J"_s;
    const Error error = unknownName(u"shop"_s, u"seed"_s, hostile, {u"a\x1b[3J"_s});
    QVERIFY(!error.toText().contains(u'\x1b'));
}

QTEST_GUILESS_MAIN(TestUnknownName)
#include "tst_unknownname.moc"
