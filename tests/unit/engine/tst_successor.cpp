// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/successor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QMap<QString, QString> kVolumes {{u"data-g1"_s, u"data-g2"_s}};

/// An answer of the Engine about a container of Compose, shortened.
constexpr char kInspected[] = R"({
    "Id": "0123456789abcdef", "Name": "/shop-db", "Image": "sha256:one",
    "Config": {"Hostname": "0123456789ab", "Image": "db:1", "Env": ["A=1"], "Cmd": ["serve"],
               "Labels": {"com.docker.compose.config-hash": "h"}},
    "HostConfig": {"Binds": ["data-g1:/data:rw", "/host:/data-g1"], "NetworkMode": "private",
                   "Mounts": [{"Type": "volume", "Source": "data-g1", "Target": "/parts"},
                              {"Type": "bind", "Source": "data-g1", "Target": "/bind"}]},
    "Mounts": [{"Type": "volume", "Name": "data-g1", "Destination": "/data"},
               {"Type": "volume", "Name": "data-g1", "Destination": "/parts"},
               {"Type": "bind", "Destination": "/data-g1"}],
    "NetworkSettings": {"Networks": {
        "private": {"Aliases": ["db", "0123456789ab"], "IPAddress": "10.0.0.2", "MacAddress": "02:42"},
        "shared": {"Aliases": ["shop.db"], "IPAMConfig": {"IPv4Address": "10.1.0.9"}}}}
})";

QJsonObject inspected()
{
    return QJsonDocument::fromJson(kInspected).object();
}

/// The same with another value at a place: "HostConfig/PidMode".
QJsonObject with(const QString &place, const QJsonValue &value)
{
    QJsonObject object = inspected();
    const QString section = place.section(u'/', 0, 0);
    if (section == place) {
        object.insert(place, value);
        return object;
    }
    QJsonObject inner = object.value(section).toObject();
    inner.insert(place.section(u'/', 1), value);
    object.insert(section, inner);
    return object;
}

} // namespace

class TestSuccessor : public QObject
{
    Q_OBJECT

private slots:
    void isTheSameOverOtherVolumes();
    void needsAllThatMakesOneLikeIt_data();
    void needsAllThatMakesOneLikeIt();
};

void TestSuccessor::isTheSameOverOtherVolumes()
{
    const auto successor = successorOf(inspected(), kVolumes);
    QVERIFY(successor);
    QCOMPARE(successor->name, u"shop-db"_s);
    QCOMPARE(successor->imageId, u"sha256:one"_s);
    const QJsonObject &body = successor->body;
    QVERIFY(!body.contains(u"Hostname"_s)); // the Engine's own, not asked for
    QCOMPARE(body.value(u"Env"_s).toArray(), QJsonArray {u"A=1"_s});
    QCOMPARE(body.value(u"Labels"_s), inspected()[u"Config"_s].toObject()[u"Labels"_s]);
    const QJsonObject host = body.value(u"HostConfig"_s).toObject();
    // A path of the host that is called like the volume stays.
    QCOMPARE(host.value(u"Binds"_s).toArray(),
             (QJsonArray {u"data-g2:/data:rw"_s, u"/host:/data-g1"_s}));
    const QJsonArray mounts = host.value(u"Mounts"_s).toArray();
    QCOMPARE(mounts.at(0).toObject().value(u"Source"_s).toString(), u"data-g2"_s);
    QCOMPARE(mounts.at(1).toObject().value(u"Source"_s).toString(), u"data-g1"_s);
    const QJsonObject joined = body.value(u"NetworkingConfig"_s)
                                   .toObject()
                                   .value(u"EndpointsConfig"_s)
                                   .toObject()
                                   .value(u"private"_s)
                                   .toObject();
    QCOMPARE(joined, (QJsonObject {{u"Aliases"_s, QJsonArray {u"db"_s}}}));
    QCOMPARE(successor->networks.keys(), QStringList {u"shared"_s});
    QCOMPARE(successor->networks.first().value(u"IPAMConfig"_s).toObject(),
             (QJsonObject {{u"IPv4Address"_s, u"10.1.0.9"_s}}));
}

void TestSuccessor::needsAllThatMakesOneLikeIt_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QJsonValue>("value");

    const auto row = [](const char *name, const QString &place, const QJsonValue &value) {
        QTest::newRow(name) << place << value;
    };
    row("nothing is known", u"Id"_s, {});
    row("no settings", u"Config"_s, {});
    row("another one's network", u"HostConfig/NetworkMode"_s, u"container:abc"_s);
    row("another one's processes", u"HostConfig/PidMode"_s, u"container:abc"_s);
    row("another one's memory", u"HostConfig/IpcMode"_s, u"container:abc"_s);
    row("another one's volumes", u"HostConfig/VolumesFrom"_s, QJsonArray {u"abc"_s});
    row("links", u"HostConfig/Links"_s, QJsonArray {u"/a:/b/a"_s});
    row("an address on the wire", u"Config/MacAddress"_s, u"02:42:ac:11:00:02"_s);
    row("a volume without a name",
        u"Mounts"_s,
        QJsonArray {QJsonObject {{u"Type"_s, u"volume"_s}, {u"Destination"_s, u"/unnamed"_s}}});
    // It is asked for, but its name is the Engine's.
    row("a volume asked for without a name",
        u"HostConfig/Mounts"_s,
        QJsonArray {QJsonObject {{u"Type"_s, u"volume"_s}, {u"Target"_s, u"/parts"_s}}});
}

void TestSuccessor::needsAllThatMakesOneLikeIt()
{
    QFETCH(QString, place);
    QFETCH(QJsonValue, value);
    QVERIFY(!successorOf(with(place, value), kVolumes));
}

QTEST_APPLESS_MAIN(TestSuccessor)
#include "tst_successor.moc"
