// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/argumentvalues.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

using Kind = CommandArgument::Kind;

ServiceRun command()
{
    ServiceRun run;
    run.run.arguments = {u"load"_s,
                         u"{path}"_s,
                         u"--size={size}"_s,
                         u"{kind}"_s,
                         u"{dry_run:--dry-run}"_s,
                         u"{token}"_s};
    run.args = {{u"path"_s, u"What to load"_s, Kind::File, {}, {}, {}},
                {u"size"_s, u"How many"_s, Kind::Number, u"10"_s, {}, {}},
                {u"kind"_s, u"Kind"_s, Kind::Choice, u"small"_s, {u"small"_s, u"large"_s}, {}},
                {u"dry_run"_s, u"Only try"_s, Kind::Switch, u"false"_s, {}, {}},
                {u"token"_s, u"Token"_s, Kind::Secret, {}, {}, {}}};
    return run;
}

} // namespace

/// The arguments of declared commands: words to values, values to words, values to the vector.
class TestArgumentValues : public QObject
{
    Q_OBJECT

private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void fills();
    void tellsWhatIsMissing();
    void wordsAreReadBack();
};

void TestArgumentValues::reads_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<ArgumentValues>("values");
    const auto row = [](const QStringList &words, const ArgumentValues &values) {
        QTest::newRow(qPrintable(words.join(u' '))) << words << values;
    };
    row({}, {});
    row({u"a.json"_s}, {{u"path"_s, u"a.json"_s}});
    row({u"a.json"_s, u"3"_s, u"large"_s},
        {{u"path"_s, u"a.json"_s}, {u"size"_s, u"3"_s}, {u"kind"_s, u"large"_s}});
    row({u"--size"_s, u"3"_s, u"a.json"_s}, {{u"size"_s, u"3"_s}, {u"path"_s, u"a.json"_s}});
    row({u"--size=-1.5"_s}, {{u"size"_s, u"-1.5"_s}});
    row({u"--dry_run"_s}, {{u"dry_run"_s, u"true"_s}});
    row({u"--no-dry_run"_s}, {{u"dry_run"_s, u"false"_s}});
    row({u"--path=a=b"_s}, {{u"path"_s, u"a=b"_s}});
    row({u"--"_s, u"--odd"_s}, {{u"path"_s, u"--odd"_s}});
}

void TestArgumentValues::reads()
{
    QFETCH(QStringList, words);
    QFETCH(ArgumentValues, values);
    const auto read = readArguments(command().args, words);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, values);
}

void TestArgumentValues::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("message");
    const auto row = [](const QStringList &words, const QString &message) {
        QTest::newRow(qPrintable(words.join(u' '))) << words << message;
    };
    row({u"--sise=3"_s}, u"There is no argument “--sise”."_s);
    row({u"--no-size"_s}, u"There is no argument “--no-size”."_s);
    row({u"--size"_s}, u"“--size” needs a value."_s);
    row({u"--size=3e9"_s}, u"“3e9” is no number for “How many”."_s);
    row({u"--kind=huge"_s}, u"“huge” is no choice for “Kind”."_s);
    row({u"--dry_run=maybe"_s}, u"“maybe” is no “true” or “false” for “Only try”."_s);
    row({u"../a"_s}, u"“../a” is no path inside of the repository for “What to load”."_s);
    row({u"/etc/passwd"_s}, u"“/etc/passwd” is no path inside of the repository"_s);
    row({u"a"_s, u"1"_s, u"small"_s, u"b"_s}, u"“b” is one argument too many."_s);
    row({u"--token=x"_s}, u"“--token” is a secret"_s);
}

void TestArgumentValues::refuses()
{
    QFETCH(QStringList, words);
    QFETCH(QString, message);
    const auto read = readArguments(command().args, words);
    QVERIFY(!read);
    QVERIFY2(read.error().message.startsWith(message), qPrintable(read.error().message));
    QVERIFY(read.error().kind == Error::Kind::InvalidInput);
}

void TestArgumentValues::fills()
{
    // A value stays one argument, and is not read as a placeholder.
    const auto filled = filledCommand(
        command(),
        {{u"path"_s, u"{token} $(x); y"_s}, {u"token"_s, u"s e"_s}, {u"dry_run"_s, u"true"_s}});
    QVERIFY(filled);
    QCOMPARE(*filled,
             (QStringList {u"load"_s,
                           u"{token} $(x); y"_s,
                           u"--size=10"_s,
                           u"small"_s,
                           u"--dry-run"_s,
                           u"s e"_s}));
    const auto without = filledCommand(command(), {{u"path"_s, u"a"_s}, {u"token"_s, u"t"_s}});
    QVERIFY(without);
    QCOMPARE(without->size(), 5);
    const auto missing = filledCommand(command(), {{u"path"_s, u"a"_s}});
    QVERIFY(!missing);
    QCOMPARE(missing.error().message, u"“Token” is missing."_s);
    QVERIFY(missing.error().hint.contains(u"DEVSTACK_ARG_TOKEN"_s));
}

void TestArgumentValues::tellsWhatIsMissing()
{
    QStringList names;
    for (const CommandArgument &argument : missingArguments(command().args, {}))
        names += argument.name;
    QCOMPARE(names, (QStringList {u"path"_s, u"token"_s}));
}

void TestArgumentValues::wordsAreReadBack()
{
    const ArgumentValues values {{u"path"_s, u"--x=y"_s},
                                 {u"size"_s, u"7"_s},
                                 {u"kind"_s, u"small"_s},
                                 {u"dry_run"_s, u"true"_s},
                                 {u"token"_s, u"secret"_s}};
    const QStringList words = argumentWords(command().args, values);
    // Defaults need not be said, and a secret is not.
    QCOMPARE(words, (QStringList {u"--path=--x=y"_s, u"--size=7"_s, u"--dry_run"_s}));
    const auto back = readArguments(command().args, words);
    QVERIFY(back);
    QCOMPARE(back->value(u"path"_s), u"--x=y"_s);
    QVERIFY(!back->contains(u"token"_s));
}

QTEST_APPLESS_MAIN(TestArgumentValues)
#include "tst_argumentvalues.moc"
