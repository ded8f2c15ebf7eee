// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/error.h"
#include "core/result.h"

#include <QSet>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void marks_data();
    void marks();
    void textHasPlaceDetailAndHint();
    void withinKeepsEverythingElse();
    void kindsHaveNamesOfTheirOwn();
    void factoriesNameTheirParts();
    void resultsPassErrorsOn();
};

void TestError::marks_data()
{
    QTest::addColumn<SourceMark>("mark");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << SourceMark {} << QString();
    QTest::newRow("file") << SourceMark {u"a.yml"_s, 0, 0} << u"a.yml"_s;
    QTest::newRow("line") << SourceMark {u"a.yml"_s, 3, 0} << u"a.yml:3"_s;
    QTest::newRow("column") << SourceMark {u"a.yml"_s, 3, 7} << u"a.yml:3:7"_s;
    QTest::newRow("column without a line") << SourceMark {u"a.yml"_s, 0, 7} << u"a.yml"_s;
    QTest::newRow("no file") << SourceMark {{}, 3, 7} << QString();
    QTest::newRow("placeholders in a name")
        << SourceMark {u"%1%2.yml"_s, 3, 7} << u"%1%2.yml:3:7"_s;
}

void TestError::marks()
{
    QFETCH(SourceMark, mark);
    QFETCH(QString, text);
    QCOMPARE(mark.toString(), text);
}

void TestError::textHasPlaceDetailAndHint()
{
    Error error = invalidInput(u"No."_s, {u"a.yml"_s, 1, 2}, u"Do this."_s);
    QCOMPARE(error.toText(), u"a.yml:1:2: No.\nDo this."_s);
    error.detail = u"it said so"_s;
    QCOMPARE(error.toText(), u"a.yml:1:2: No.\nit said so\nDo this."_s);
    QCOMPARE(cancelled().toText(), u"Cancelled."_s);
}

void TestError::withinKeepsEverythingElse()
{
    const Error error = invalidInput(u"No."_s, {u"a.yml"_s, 1, 2}, u"Do this."_s);
    const Error outer = error.within(u"credentials"_s);
    QCOMPARE(outer.message, u"credentials: No."_s);
    QVERIFY(outer.kind == error.kind);
    QCOMPARE(outer.hint, error.hint);
    QCOMPARE(outer.where, error.where);
    QCOMPARE(error.at({u"b.yml"_s, 4, 0}).where.toString(), u"b.yml:4"_s);
}

void TestError::kindsHaveNamesOfTheirOwn()
{
    QSet<QString> names;
    for (int kind = 0; kind <= int(Error::Kind::Failed); ++kind)
        names += toString(Error::Kind(kind));
    QCOMPARE(names.size(), int(Error::Kind::Failed) + 1);
    QCOMPARE(toString(Error::Kind::NeedsTrust), u"needs-trust"_s);
}

void TestError::factoriesNameTheirParts()
{
    const Error error = failed(u"No."_s, u"Do this."_s).because(u"it said so"_s);
    QCOMPARE(error, (Error {Error::Kind::Failed, u"No."_s, u"it said so"_s, u"Do this."_s, {}}));
    QVERIFY(conflict(u"No."_s).kind == Error::Kind::Conflict);
    QVERIFY(unavailable(u"No."_s).kind == Error::Kind::Unavailable);
    QVERIFY(timedOut(u"No."_s).kind == Error::Kind::Timeout);
    QVERIFY(protocolError(u"No."_s).kind == Error::Kind::Protocol);
    QVERIFY(unconfirmed(u"No."_s).kind == Error::Kind::NeedsConfirmation);
    QCOMPARE(unconfirmed(u"No."_s).hint, u"Add --yes to confirm."_s);
    QCOMPARE(unconfirmed(u"No."_s, u"Say yes."_s).hint, u"Say yes."_s);
}

void TestError::resultsPassErrorsOn()
{
    const auto half = [](const int &value) -> Result<int> {
        if (value % 2)
            return invalidInput(u"odd"_s);
        return value / 2;
    };
    QCOMPARE(*Result<int>(4).andThen(half), 2);
    QCOMPARE(Result<int>(3).andThen(half).error().message, u"odd"_s);
    QVERIFY(Result<int>(cancelled()).andThen(half).error().kind == Error::Kind::Cancelled);
    QCOMPARE(Result<int>(cancelled()).valueOr(7), 7);
    QVERIFY(ok());
}

Q_DECLARE_METATYPE(SourceMark)
QTEST_GUILESS_MAIN(TestError)
#include "tst_error.moc"
