// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "service/projects/volumenames.h"

#include <QSet>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Two volumes of two names never become one, and a volume that exists keeps its name.
class TestVolumeNames : public QObject
{
    Q_OBJECT

private slots:
    void plainWhereItCan();
    void keepsApart_data();
    void keepsApart();
    void whatExistsStays();
    void isRemembered();
    void anOrdinaryOneKeepsItsName();
};

namespace {

VolumeInfo volume(const QString &name, const QString &ida, const QString &key)
{
    VolumeInfo info;
    info.name = name;
    info.labels = {{label::kIda, ida}, {label::kVolume, key}};
    return info;
}

QStringList named(const QList<VolumeWant> &wants,
                  const QMap<QString, VolumeInfo> &existing = {},
                  Generations generations = {})
{
    keepVolumeNamesApart(generations, u"w-1"_s, wants, existing);
    QStringList names;
    for (const VolumeWant &want : wants)
        names += dataVolumeName(u"w-1"_s, want.ida, want.key, generations.value(want.ida));
    return names;
}

} // namespace

void TestVolumeNames::plainWhereItCan()
{
    Generations generations;
    generations[u"shop"_s].current = {{u"db"_s, 3}};
    QCOMPARE(named({{u"shop"_s, u"db"_s}, {u"shop"_s, u"PgData"_s}, {u"pay"_s, u"db"_s}},
                   {},
                   generations),
             (QStringList {u"w-1-shop-db-g3"_s, u"w-1-shop-pgdata-g1"_s, u"w-1-pay-db-g1"_s}));
}

void TestVolumeNames::keepsApart_data()
{
    QTest::addColumn<QStringList>("wants"); // IDA/key
    QTest::newRow("dots") << QStringList {u"a/store.main"_s, u"a/store-main"_s};
    QTest::newRow("capitals") << QStringList {u"a/PgData"_s, u"a/pgdata"_s, u"a/PGDATA"_s};
    QTest::newRow("names that run together") << QStringList {u"a/b-c"_s, u"a-b/c"_s};
}

void TestVolumeNames::keepsApart()
{
    QFETCH(QStringList, wants);
    QList<VolumeWant> list;
    for (const QString &want : wants)
        list += {want.section(u'/', 0, 0), want.section(u'/', 1)};
    const QStringList names = named(list);
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), wants.size());
    QCOMPARE(named(list), names);
}

void TestVolumeNames::whatExistsStays()
{
    const QString plain = u"w-1-a-store-main-g1"_s;
    for (const QString &owner : {u"store.main"_s, u"store-main"_s}) {
        const QStringList names = named({{u"a"_s, u"store.main"_s}, {u"a"_s, u"store-main"_s}},
                                        {{plain, volume(plain, u"a"_s, owner)}});
        QCOMPARE(names.indexOf(plain), owner == u"store.main" ? 0 : 1);
        QVERIFY(names.at(0) != names.at(1));
    }
    // Also where the owner is not part of what is asked for.
    QVERIFY(named({{u"a"_s, u"pgdata"_s}},
                  {{u"w-1-a-pgdata-g1"_s, volume(u"w-1-a-pgdata-g1"_s, u"a"_s, u"PgData"_s)}})
                .first()
            != u"w-1-a-pgdata-g1"_s);
}

void TestVolumeNames::isRemembered()
{
    Generations generations;
    keepVolumeNamesApart(
        generations, u"w-1"_s, {{u"a"_s, u"store.main"_s}, {u"a"_s, u"store-main"_s}}, {});
    const Generations kept = *generationsFromJson(toJson(generations));
    QCOMPARE(kept, generations);
    // A reset takes the next number of the same name.
    IdaGenerations ida = kept.value(u"a"_s);
    const QString before = dataVolumeName(u"w-1"_s, u"a"_s, u"store-main"_s, ida);
    ida.advance(u"store-main"_s);
    const QString after = dataVolumeName(u"w-1"_s, u"a"_s, u"store-main"_s, ida);
    QCOMPARE(before.chopped(1), after.chopped(1));
    QVERIFY(after.endsWith(u"-g2"_s));
}

/// Which IDAs there are beside it changes how names are kept apart, not what it has.
void TestVolumeNames::anOrdinaryOneKeepsItsName()
{
    const auto name = [](const QString &ida,
                         const QString &key,
                         const QString &plain,
                         const QList<VolumeInfo> &there) {
        QMap<QString, VolumeInfo> existing;
        for (const VolumeInfo &one : there)
            existing.insert(one.name, one);
        return ordinaryVolumeName(u"w-1"_s, ida, key, plain, existing);
    };
    const VolumeInfo own = volume(u"w-1-shop-db-data"_s, u"shop"_s, u"db-data"_s);
    const VolumeInfo data = volume(u"w-1-shop-files-g2"_s, u"shop"_s, u"files"_s);
    // An IDA "shop-db" came: a new volume would be called otherwise from now on.
    QCOMPARE(name(u"shop"_s, u"db-data"_s, u"w-1-shop.db-data"_s, {own}), own.name);
    QCOMPARE(name(u"shop-db"_s, u"data"_s, u"w-1-shop-db-data"_s, {own}), u"w-1-shop-db.v.data"_s);
    QCOMPARE(name(u"shop"_s, u"files"_s, u"w-1-shop-files"_s, {own, data}), u"w-1-shop-files"_s);
    QCOMPARE(name(u"shop"_s, u"db-data"_s, u"w-1-shop-db-data"_s, {}), u"w-1-shop-db-data"_s);
}

QTEST_GUILESS_MAIN(TestVolumeNames)
#include "tst_volumenames.moc"
