// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/claims.h"
#include "assembly/names.h"

#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class NamesTest : public QObject
{
    Q_OBJECT

private slots:
    void namesThings();
    void keepsNeighboursApart();
    void noVolumeHasTheNameOfData();
    void tellsSharedNetworks();
    void claims();
    void withholdsWhatSeveralClaim();
};

namespace {

QJsonObject model()
{
    return QJsonDocument::fromJson(R"({"name": "shop",
        "services": {
            "app": {"container_name": "shop.app", "hostname": "shop", "networks": {"default": null, "devstack_default": {"aliases": ["edx.shop"]}}},
            "db": {"container_name": "shop.db", "networks": {"default": null}},
            "cache": {"networks": {"default": {"aliases": ["fast"]}}}},
        "networks": {"default": {"name": "shop_default"}, "devstack_default": {"name": "devstack_default", "external": true},
                     "fixed": {"name": "devstack_default"}, "own": {"name": "shop_own"}}})")
        .object();
}

QStringList texts(const QList<NameClaim> &claims)
{
    QStringList list;
    for (const NameClaim &claim : claims)
        list.append(claim.name + u'=' + claim.service + (claim.declared ? u"!"_s : QString()));
    return list;
}

} // namespace

void NamesTest::namesThings()
{
    const IdaNames names {u"sample-1f3a9c"_s, u"credentials"_s, {}};
    QCOMPARE(names.project(), u"sample-1f3a9c-credentials"_s);
    QCOMPARE(names.serviceKey(u"app"_s), u"credentials.app"_s);
    QCOMPARE(names.container(u"app"_s), u"sample-1f3a9c-credentials-app"_s);
    QCOMPARE(names.resource(u"db_data"_s), u"sample-1f3a9c-credentials-db_data"_s);
    QCOMPARE(names.privateNetwork(), u"sample-1f3a9c-credentials-private"_s);
    QCOMPARE(names.image(u"App.Main"_s), u"sample-1f3a9c/credentials-app-main:dev"_s);
}

void NamesTest::keepsNeighboursApart()
{
    const IdaNames shorter {u"w"_s, u"x"_s, {u"x-a"_s}};
    const IdaNames longer {u"w"_s, u"x-a"_s, {u"x"_s}};
    QVERIFY(shorter.container(u"a-b"_s) != longer.container(u"b"_s));
    QCOMPARE(longer.container(u"b"_s), u"w-x-a-b"_s);
}

/// The data volume of IDA "shop"'s volume "db" is "w-shop-db-g1", its layers begin with that.
void NamesTest::noVolumeHasTheNameOfData()
{
    const IdaNames shop {u"w"_s, u"shop"_s, {}};
    const IdaNames near {u"w"_s, u"shop-db"_s, {}};
    QCOMPARE(shop.volume(u"db_data"_s), u"w-shop-db_data"_s);
    QCOMPARE(shop.volume(u"big"_s), u"w-shop-big"_s);
    for (const QString &key : {u"g1"_s, u"g12"_s, u"g1-layer"_s, u"g3-base-0a1b"_s}) {
        QCOMPARE(near.volume(key), QString(u"w-shop-db.v."_s + key));
        QCOMPARE(shop.volume(u"db-"_s + key), QString(u"w-shop.v.db-"_s + key));
    }
}

void NamesTest::tellsSharedNetworks()
{
    QVERIFY(isSharedNetwork(model(), u"devstack_default"_s));
    QVERIFY(isSharedNetwork(model(), u"fixed"_s));
    QVERIFY(!isSharedNetwork(model(), u"own"_s));
    QVERIFY(!isSharedNetwork(model(), u"default"_s));
}

void NamesTest::claims()
{
    Manifest manifest;
    QCOMPARE(texts(claimedNames(u"shop"_s, model(), manifest, {})),
             (QStringList {u"edx.shop=app"_s, u"shop=app"_s, u"shop.app=app"_s}));
    QCOMPARE(texts(claimedNames(u"shop"_s, model(), manifest, {u"shop.db"_s})),
             (QStringList {u"edx.shop=app"_s, u"shop=app"_s, u"shop.app=app"_s, u"shop.db=db"_s}));
    manifest.provides
        = {{u"quick.store"_s, u"cache"_s}, {u"edx.shop"_s, u"app"_s}, {u"gone"_s, u"nobody"_s}};
    QCOMPARE(texts(claimedNames(u"shop"_s, model(), manifest, {})),
             (QStringList {
                 u"edx.shop=app!"_s, u"quick.store=cache!"_s, u"shop=app"_s, u"shop.app=app"_s}));
}

void NamesTest::withholdsWhatSeveralClaim()
{
    const auto withheld = withheldNames({{u"a"_s, u"devstack.app"_s, u"app"_s, false},
                                         {u"b"_s, u"devstack.app"_s, u"app"_s, false},
                                         {u"a"_s, u"declared"_s, u"app"_s, true},
                                         {u"b"_s, u"declared"_s, u"app"_s, false},
                                         {u"a"_s, u"twice"_s, u"app"_s, true},
                                         {u"b"_s, u"twice"_s, u"app"_s, true},
                                         {u"a"_s, u"own"_s, u"app"_s, false},
                                         {u"a"_s, u"own"_s, u"worker"_s, false}});
    QCOMPARE(withheld.value(u"a"_s), (QSet<QString> {u"devstack.app"_s, u"twice"_s}));
    QCOMPARE(withheld.value(u"b"_s),
             (QSet<QString> {u"devstack.app"_s, u"declared"_s, u"twice"_s}));
}

QTEST_GUILESS_MAIN(NamesTest)
#include "tst_names.moc"
