// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/usedports.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Who was started with the address of another IDA notices when that moves.
class UsedPortsTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNamedIsUsed();
    void whatMovedIsTold();
};

namespace {

PortChoice choice(const QString &ida, int container, int host)
{
    return {{ida, u"app"_s, {}, QString::number(host), container, u"tcp"_s},
            u"127.0.0.1"_s,
            host,
            host,
            {}};
}

QJsonObject model()
{
    return {
        {u"services"_s,
         QJsonObject {
             {u"catalog.app"_s,
              QJsonObject {{u"environment"_s,
                            QJsonObject {{u"PLATFORM_PUBLIC_URL"_s, u"http://localhost:28001"_s},
                                         {u"BACK"_s, u"next=http%3A%2F%2F127.0.0.1%3A18160"_s},
                                         {u"NUMBER"_s, u"18170"_s}}}}}}}};
}

} // namespace

void UsedPortsTest::whatIsNamedIsUsed()
{
    const QList<PortChoice> choices {choice(u"platform"_s, 8000, 28001),
                                     choice(u"platform"_s, 9000, 28002),
                                     choice(u"credentials"_s, 8000, 18160),
                                     choice(u"licences"_s, 8000, 18170),
                                     choice(u"catalog"_s, 8000, 18160)};
    const QList<UsedPort> expected {{u"platform"_s, u"app"_s, 8000, 28001},
                                    {u"credentials"_s, u"app"_s, 8000, 18160}};
    QVERIFY(usedPorts(u"catalog"_s, model(), choices) == expected);
}

void UsedPortsTest::whatMovedIsTold()
{
    const QList<UsedPort> used {{u"platform"_s, u"app"_s, 8000, 28001}};
    QVERIFY(movedUses(used, {choice(u"platform"_s, 8000, 28001)}).isEmpty());
    // Published twice, once as before.
    QVERIFY(
        movedUses(used, {choice(u"platform"_s, 8000, 28001), choice(u"platform"_s, 8000, 28005)})
            .isEmpty());
    // Gone from the workspace, or without a port: that is told elsewhere.
    QVERIFY(movedUses(used, {}).isEmpty());
    const QList<MovedUse> moved = movedUses(used, {choice(u"platform"_s, 8000, 28003)});
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.first().text(), u"the old address of platform/app (port 28001, now 28003)"_s);
}

QTEST_GUILESS_MAIN(UsedPortsTest)
#include "tst_usedports.moc"
