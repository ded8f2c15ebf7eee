// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/listmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// A row that counts how often it is asked and compared.
struct CountedRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(int value MEMBER value)
public:
    QString name;
    int value = 0;

    const QString &identity() const
    {
        ++asked;
        return name;
    }
    bool operator==(const CountedRow &other) const
    {
        ++compared;
        return name == other.name && value == other.value;
    }

    inline static int asked = 0;
    inline static int compared = 0;
};

namespace {

using Model = ListModel<CountedRow>;

QList<CountedRow> rows(const QString &keys, int value = 0)
{
    QList<CountedRow> list;
    for (QChar key : keys)
        list.append({QString(key), value});
    return list;
}

/// What somebody believes who hears the signals only.
class Listener : public QObject
{
public:
    explicit Listener(Model &model)
    {
        const auto read = [this, &model](int row) {
            m_rows.insert(row, {model.keyAt(row), model.row(row).value});
        };
        connect(&model, &Model::rowsInserted, this, [read](const auto &, int first, int last) {
            for (int row = first; row <= last; ++row)
                read(row);
        });
        connect(&model, &Model::rowsRemoved, this, [this](const auto &, int first, int last) {
            m_rows.remove(first, last - first + 1);
        });
        connect(&model,
                &Model::rowsMoved,
                this,
                [this](const auto &, int first, int, const auto &, int to) {
                    m_rows.move(first, to < first ? to : to - 1);
                });
        connect(&model, &Model::dataChanged, this, [this, read](const auto &first, const auto &) {
            m_rows.removeAt(first.row());
            read(first.row());
        });
    }

    QString keys() const
    {
        QString keys;
        for (const auto &row : m_rows)
            keys += row.first;
        return keys;
    }
    bool allHave(int value) const
    {
        return std::ranges::all_of(m_rows,
                                   [value](const auto &row) { return row.second == value; });
    }

private:
    QList<std::pair<QString, int>> m_rows;
};

} // namespace

class TestListModel : public QObject
{
    Q_OBJECT
private slots:
    void changes_data();
    void changes();
    void rowsBesideEachOtherGoTogether();
    void keepsWhatDidNotChange();
    void namesItsRoles();
    void randomChanges();
    void worksInLinearTime();
};

void TestListModel::changes_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<int>("inserted");
    QTest::addColumn<int>("removed");
    QTest::newRow("fill") << ""
                          << "abc" << 1 << 0;
    QTest::newRow("same") << "abc"
                          << "abc" << 0 << 0;
    QTest::newRow("remove in the middle") << "abc"
                                          << "ac" << 0 << 1;
    QTest::newRow("insert in the middle") << "ac"
                                          << "abc" << 1 << 0;
    QTest::newRow("reverse") << "abc"
                             << "cba" << 0 << 0;
    QTest::newRow("replace all") << "abc"
                                 << "xyz" << 1 << 1;
    QTest::newRow("a repeated key is dropped") << ""
                                               << "aab" << 1 << 0;
    QTest::newRow("empty") << "abc"
                           << "" << 0 << 1;
}

void TestListModel::changes()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    Model model;
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

void TestListModel::rowsBesideEachOtherGoTogether()
{
    using Kind = ListChange::Kind;
    const QStringList before {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s};
    const QStringList after {u"x"_s, u"y"_s, u"e"_s, u"a"_s, u"z"_s};
    const QList<ListChange> expected {{Kind::Remove, 1, 3, 1},
                                      {Kind::Insert, 0, 2, 0},
                                      {Kind::Move, 3, 1, 2},
                                      {Kind::Insert, 4, 1, 4}};
    QCOMPARE(changesBetween(before, after), expected);
}

void TestListModel::keepsWhatDidNotChange()
{
    Model model;
    model.setRows(rows(u"ab"_s, 1));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows(rows(u"ab"_s, 1));
    QCOMPARE(changed.size(), 0);
    model.setRows({{u"a"_s, 1}, {u"b"_s, 2}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex().row(), 1);
    QCOMPARE(changed.first().at(2).value<QList<int>>(), QList<int> {Qt::UserRole + 1});
    QCOMPARE(model.find(u"b"_s)->value, 2);
    QVERIFY(!model.find(u"c"_s));
}

void TestListModel::namesItsRoles()
{
    Model model;
    model.setRows(rows(u"ab"_s, 7));
    QCOMPARE(model.roleNames().value(Qt::UserRole), QByteArray("name"));
    QCOMPARE(model.data(model.index(1), Qt::UserRole).toString(), u"b"_s);
    QCOMPARE(model.data(model.index(1), Qt::UserRole + 1).toInt(), 7);
    QVERIFY(!model.data(model.index(1), Qt::UserRole + 2).isValid());
    QVERIFY(!model.data(model.index(1), Qt::DisplayRole).isValid());
    QCOMPARE(model.keyAt(2), QString());
    QCOMPARE(model.keyAt(-1), QString());
}

void TestListModel::randomChanges()
{
    QRandomGenerator random(20261121);
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Listener listener(model);
    for (int round = 0; round < 1000; ++round) {
        QString keys = u"abcdefghijkl"_s;
        for (int i = 0; i < 12; ++i) {
            const int from = random.bounded(12);
            const QChar moved = keys.at(from);
            keys.remove(from, 1);
            keys.insert(random.bounded(12), moved);
        }
        keys.truncate(random.bounded(13));
        model.setRows(rows(keys, round));
        QCOMPARE(model.keys().join(QString()), keys);
        QCOMPARE(listener.keys(), keys);
        QVERIFY(listener.allHave(round));
    }
}

void TestListModel::worksInLinearTime()
{
    constexpr int kMany = 8000;
    QList<CountedRow> many;
    for (int i = 0; i < kMany; ++i)
        many.append({QString::number(i), 0});
    Model model;
    model.setRows(many);
    many[kMany / 2].value = 1;
    many.append({u"new"_s, 0});
    CountedRow::asked = CountedRow::compared = 0;
    model.setRows(many);
    QVERIFY2(CountedRow::asked <= 4 * kMany, qPrintable(QString::number(CountedRow::asked)));
    QCOMPARE(CountedRow::compared, kMany);

    std::ranges::reverse(many);
    CountedRow::asked = CountedRow::compared = 0;
    model.setRows(many);
    QVERIFY2(CountedRow::asked <= 4 * kMany, qPrintable(QString::number(CountedRow::asked)));
    QCOMPARE(CountedRow::compared, kMany + 1);
    QCOMPARE(model.keyAt(0), u"new"_s);
}

QTEST_GUILESS_MAIN(TestListModel)
#include "tst_listmodel.moc"
