// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/platformcall.h"
#include "unit/foreign/guard/samplemap.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

GuardMap withRegister()
{
    GuardMap map = sampleMap();
    ServiceRun user;
    user.service = u"web"_s;
    user.run.arguments = {u"register-user"_s,
                          u"{name}"_s,
                          u"{email}"_s,
                          u"{staff:--staff}"_s,
                          u"{superuser:--superuser}"_s};
    ServiceRun oauth;
    oauth.service = u"web"_s;
    oauth.run.arguments = {u"register-client"_s,
                           u"{id}"_s,
                           u"{secret}"_s,
                           u"{grant}"_s,
                           u"{redirect_uris}"_s,
                           u"{name}"_s};
    map.projects[2].registerUser = user;
    map.projects[2].registerOauth = oauth;
    return map;
}

} // namespace

/// What scripts ask of the platform, done as the platform declares.
class PlatformCallTest : public QObject
{
    Q_OBJECT

private slots:
    void registers_data()
    {
        QTest::addColumn<QStringList>("inner");
        QTest::addColumn<QString>("becomes");
        const QString prefix = u"docker exec --env=DEVSTACK_RUN=r1 ws-1-platform-web "_s;
        const auto shell = [](const QString &text) {
            return QStringList {u"bash"_s, u"-c"_s, text};
        };
        QTest::newRow("user") << shell(
            u"source /edx/app/env && python /edx/manage.py lms --settings=devstack_docker "
            u"manage_user lib_worker lib_worker@example.com --staff --superuser"_s)
                              << prefix
                + u"register-user lib_worker lib_worker@example.com --staff --superuser"_s;
        QTest::newRow("plain user") << QStringList {u"python"_s,
                                                    u"manage.py"_s,
                                                    u"manage_user"_s,
                                                    u"w"_s,
                                                    u"w@example.com"_s}
                                    << prefix + u"register-user w w@example.com"_s;
        QTest::newRow("client with a moved port") << shell(
            u"python manage.py lms create_dot_application --grant-type authorization-code "
            u"--skip-authorization --redirect-uris 'http://localhost:18170/complete/edx-oauth2/' "
            u"--client-id 'lib-key' --client-secret 'lib-secret' --scopes 'user_id' lib-sso "
            u"lib_worker"_s)
                                                  << prefix
                + u"register-client lib-key lib-secret authorization-code "
                  u"http://localhost:28170/complete/edx-oauth2/ lib-sso"_s;
        QTest::newRow("both") << shell(
            u"manage_user a a@x && create_dot_application --grant-type client-credentials "
            u"--client-id i --client-secret s n a"_s)
                              << prefix + u"register-user a a@x\n"_s + prefix
                + u"register-client i s client-credentials  n"_s;
        QTest::newRow("something else too")
            << shell(u"manage_user a a@x && rm -rf /tmp/x"_s) << QString();
        QTest::newRow("something else") << shell(u"python manage.py lms shell"_s) << QString();
        QTest::newRow("no name") << shell(u"manage_user --staff"_s) << QString();
    }
    void registers()
    {
        QFETCH(QStringList, inner);
        QFETCH(QString, becomes);
        const GuardMap map = withRegister();
        const auto call = platformCall(map, *map.container(u"edx.devstack.lms"_s), inner);
        QCOMPARE(call ? textOf(*call).join(u'\n') : QString(), becomes);
    }

    void aPlatformThatDeclaresNothingGetsTheCallAsWritten()
    {
        const GuardMap map = sampleMap();
        QVERIFY(!platformCall(
            map, *map.container(u"edx.devstack.lms"_s), {u"manage_user"_s, u"a"_s, u"a@x"_s}));
    }
};

QTEST_GUILESS_MAIN(PlatformCallTest)
#include "tst_platformcall.moc"
