// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/checkpointlimits.h"

#include <QTest>
#include <QTimeZone>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNow(QDate(2026, 3, 31), QTime(12, 0), QTimeZone::utc());

/// "b5" was made before a reset 5 days ago, "h2" is half-made, "s9" was saved, "p9" is protected,
/// "i9" was imported, "d9" is the data of a branch. Oldest first.
QList<Checkpoint> checkpointsOf(const QString &words)
{
    QList<Checkpoint> checkpoints;
    const QStringList names = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        Checkpoint one;
        one.name = name;
        one.created = kNow.addDays(-name.mid(1).toInt());
        one.isProtected = name.startsWith(u'p');
        if (name.startsWith(u'd'))
            one.branch = u"feature"_s;
        one.reason = name.startsWith(u's') ? Checkpoint::kSaved.toString()
            : name.startsWith(u'i')        ? Checkpoint::kImported.toString()
            : name.startsWith(u'h')        ? Checkpoint::kHalfMade.toString()
                                           : Checkpoint::kBeforeReset.toString();
        checkpoints += one;
    }
    return checkpoints;
}

} // namespace

/// Which checkpoints go by themselves, and which never do.
class TestCheckpointLimits : public QObject
{
    Q_OBJECT

private slots:
    void beyond_data();
    void beyond();
    void words();
};

void TestCheckpointLimits::beyond_data()
{
    QTest::addColumn<QString>("checkpoints");
    QTest::addColumn<CheckpointLimits>("limits");
    QTest::addColumn<int>("coming");
    QTest::addColumn<QString>("gone");
    const auto row
        = [](const char *name, const QString &all, CheckpointLimits limits, const QString &gone) {
              QTest::newRow(name) << all << limits << 0 << gone;
          };
    row("none", {}, {}, {});
    row("as many as may stay", u"b3 b2 b1"_s, {3, {}, {}}, {});
    row("one too many", u"b3 b2 b1"_s, {2, {}, {}}, u"b3"_s);
    row("ten by default", u"b11 b10 b9 b8 b7 b6 b5 b4 b3 b2 b1"_s, {}, u"b11"_s);
    row("what was saved neither goes nor counts", u"s9 p8 i7 d6 b2 b1"_s, {1, {}, {}}, u"b2"_s);
    row("older than its days", u"b30 b15 b14 b1"_s, {{}, 14, {}}, u"b30 b15"_s);
    row("the newest stays, however old", u"b30 b20"_s, {{}, 14, {}}, u"b30"_s);
    row("half-made data stands in for nothing", u"b20 h1"_s, {1, {}, {}}, u"h1"_s);
    row("half-made data goes first", u"b6 b5 h4 h3 b2 h1"_s, {4, {}, {}}, u"h4 h3"_s);
    row("by size, too", u"b3 h2 b1 h1"_s, {{}, {}, 250}, u"h2 h1"_s);
    row("half-made data alone", u"h3 h2"_s, {1, {}, {}}, u"h3"_s);
    row("larger than all may be", u"b3 b2 b1"_s, {{}, {}, 250}, u"b3"_s);
    row("the newest stays, however large", u"b2 b1"_s, {{}, {}, 10}, u"b2"_s);
    QTest::newRow("one more is about to be made")
        << u"b3 b2 b1"_s << CheckpointLimits {3, {}, {}} << 1 << u"b3"_s;
    QTest::newRow("the one to come is the newest then")
        << u"b30"_s << CheckpointLimits {{}, 14, {}} << 1 << u"b30"_s;
}

void TestCheckpointLimits::beyond()
{
    QFETCH(QString, checkpoints);
    QFETCH(CheckpointLimits, limits);
    QFETCH(int, coming);
    const QList<Checkpoint> all = checkpointsOf(checkpoints);
    QMap<QString, qint64> sizes;
    for (const Checkpoint &each : all)
        sizes.insert(each.name, 100);
    QTEST(beyondLimits(all, limits, kNow, sizes, coming).join(u' '), "gone");
}

void TestCheckpointLimits::words()
{
    QCOMPARE(limitsText({}), u"the newest 10"_s);
    QCOMPARE(limitsText({1, 1, {}}), u"the newest one of the last day"_s);
    QCOMPARE(limitsText({5, 14, 2'000'000'000}),
             u"the newest 5 of the last 14 days, up to 2.0 GB"_s);
}

QTEST_GUILESS_MAIN(TestCheckpointLimits)
#include "tst_checkpointlimits.moc"
