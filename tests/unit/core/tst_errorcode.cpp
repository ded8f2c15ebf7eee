// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errorcode.h"
#include "core/unknownname.h"

#include <QTest>

Q_DECLARE_METATYPE(devstack::Error)

using namespace devstack;
using namespace Qt::StringLiterals;

class TestErrorCode : public QObject
{
    Q_OBJECT

private slots:
    void codes_data();
    void codes();
    void tableIsWhole();
};

void TestErrorCode::codes_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const Error &error, const QString &code) {
        QTest::newRow(name) << error << code;
    };
    row("no engine", unavailable(u"The container engine does not answer at x."_s), u"DS101"_s);
    row("no such kind of absence", unavailable(u"The registry is away."_s), {});
    row("an engine that hangs",
        unavailable(u"The container engine does not answer."_s, u"It listens, but hangs. Wait."_s),
        u"DS103"_s);
    row("not confirmed", unconfirmed(u"Nothing was reset."_s), u"DS305"_s);
    row("not confirmed, for want of memory",
        unconfirmed(u"This needs 9 GB."_s, u"--yes starts it anyway."_s),
        u"DS106"_s);
    row("not trusted", {Error::Kind::NeedsTrust, u"x"_s, {}, {}, {}}, u"DS304"_s);
    row("a checkpoint", unknownName(u"shop"_s, u"checkpoint"_s, u"a"_s, {}, {}), u"DS501"_s);
    row("another name", unknownName(u"shop"_s, u"seed"_s, u"a"_s, {}, {}), {});
    row("a mistake in a file", invalidInput(u"expected a list"_s, {u"f"_s, 3, 1}), u"DS203"_s);
    row("a key", invalidInput(u"idas: unknown key \"x\""_s, {u"f"_s, 3, 1}), u"DS202"_s);
    row("wrong usage", invalidInput(u"There is no command “x”."_s), {});
    row("a disk, before what it broke",
        failed(u"Build"_s, u"Check the name of the image, the network"_s)
            .because(u"write /x: No space left on device"_s),
        u"DS105"_s);
    row("cancelled", cancelled(), {});
}

void TestErrorCode::codes()
{
    QFETCH(Error, error);
    QFETCH(QString, code);
    const auto found = codeOf(error);
    QCOMPARE(found ? toString(*found) : QString(), code);
}

void TestErrorCode::tableIsWhole()
{
    int last = 0;
    for (const ErrorPage &page : errorPages()) {
        QVERIFY(int(page.code) > last);
        last = int(page.code);
    }
    for (const ErrorSign &sign : errorSigns()) {
        Error error = failed(QString::fromUtf8(sign.text));
        QCOMPARE(codeOf(error), std::optional(sign.code)); // none hides behind one before it
    }
}

QTEST_APPLESS_MAIN(TestErrorCode)
#include "tst_errorcode.moc"
