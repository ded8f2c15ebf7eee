// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/rowsmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QList<QVariantList> rows(const QString &keys, int value = 0)
{
    QList<QVariantList> list;
    for (QChar key : keys)
        list.append(QVariantList {QString(key), value});
    return list;
}

} // namespace

class TestRowsModel : public QObject
{
    Q_OBJECT
private slots:
    void changes_data();
    void changes();
    void keepsWhatDidNotChange();
    void randomChanges();
};

void TestRowsModel::changes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::newRow("fill") << ""
                          << "abc" << 3 << 0;
    QTest::newRow("same") << "abc"
                          << "abc" << 0 << 0;
    QTest::newRow("remove in the middle") << "abc"
                                          << "ac" << 0 << 1;
    QTest::newRow("insert in the middle") << "ac"
                                          << "abc" << 1 << 0;
    QTest::newRow("reverse") << "abc"
                             << "cba" << 0 << 0;
    QTest::newRow("replace all") << "abc"
                                 << "xyz" << 3 << 3;
    QTest::newRow("a repeated key is dropped") << ""
                                               << "aab" << 2 << 0;
    QTest::newRow("empty") << "abc"
                           << "" << 0 << 3;
}

void TestRowsModel::changes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    RowsModel model({u"key"_s, u"value"_s});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rows(before));
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setRows(rows(after));
    QString unique;
    for (QChar key : after) {
        if (!unique.contains(key))
            unique += key;
    }
    QCOMPARE(model.keys().join(QString()), unique);
    QTEST(int(inserted.size()), "inserted");
    QTEST(int(removed.size()), "removed");
    QCOMPARE(reset.size(), 0);
}

void TestRowsModel::keepsWhatDidNotChange()
{
    RowsModel model({u"key"_s, u"value"_s});
    model.setRows(rows(u"ab"_s, 1));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows(rows(u"ab"_s, 1));
    QCOMPARE(changed.size(), 0);
    model.setValue(u"b"_s, u"value"_s, 2);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(2).value<QList<int>>(), QList<int> {Qt::UserRole + 1});
    QCOMPARE(model.value(u"b"_s, u"value"_s).toInt(), 2);
    QVERIFY(!model.value(u"c"_s, u"value"_s).isValid());
}

void TestRowsModel::randomChanges()
{
    QRandomGenerator random(20261121);
    RowsModel model({u"key"_s, u"value"_s});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int round = 0; round < 200; ++round) {
        QString keys = u"abcdefgh"_s;
        for (int i = 0; i < 8; ++i) {
            const int from = random.bounded(8);
            const QChar moved = keys.at(from);
            keys.remove(from, 1);
            keys.insert(random.bounded(8), moved);
        }
        keys.truncate(random.bounded(9));
        model.setRows(rows(keys, round));
        QCOMPARE(model.keys().join(QString()), keys);
    }
}

QTEST_GUILESS_MAIN(TestRowsModel)
#include "tst_rowsmodel.moc"
