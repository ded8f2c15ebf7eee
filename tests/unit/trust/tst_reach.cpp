// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/hostaccess.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace devstack;
using namespace Qt::StringLiterals;

using Change = std::function<void(ServiceEntry &)>;
Q_DECLARE_METATYPE(Change)

class TestReach : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void reaches_data();
    void reaches();
    void includes();
    void isSortedAndUnique();

private:
    static Change mount(const QString &source, bool readOnly = false)
    {
        return [=](ServiceEntry &service) {
            service.mounts += {MountEntry::Kind::Bind, source, u"/x"_s, readOnly, {}};
        };
    }
    ComposeFile file(const Change &change) const
    {
        ComposeFile compose;
        compose.path = m_folder.filePath(u"repo/docker-compose.yml"_s);
        ServiceEntry app;
        app.name = u"app"_s;
        change(app);
        compose.services.insert(app.name, app);
        return compose;
    }
    QString root() const { return m_folder.filePath(u"repo"_s); }

    QTemporaryDir m_folder;
};

void TestReach::initTestCase()
{
    QVERIFY(QDir().mkpath(root() + u"/src"_s));
    QVERIFY(QFile::link(u"/etc"_s, root() + u"/innocent"_s));
    QVERIFY(QFile::link(root() + u"/src"_s, root() + u"/inner"_s));
    // A name that is no UTF-8 leads out; what is shown of it would not.
    QCOMPARE(::symlink("/etc", QByteArray(QFile::encodeName(root()) + "/\xff").constData()), 0);
    QCOMPARE(::symlink("\xff", QFile::encodeName(root() + u"/odd"_s).constData()), 0);
}

void TestReach::reaches_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("sentence"); // %1: the folder above the repository; empty: nothing
    const auto build = [](const QString &context, const QString &dockerfile = {}) -> Change {
        return [=](ServiceEntry &s) { s.build = BuildSection {context, dockerfile, {}, {}, {}}; };
    };
    QTest::newRow("nothing") << Change([](ServiceEntry &) {}) << QString();
    QTest::newRow("own checkout") << mount(u"."_s) << QString();
    QTest::newRow("own folder") << mount(u"./src"_s) << QString();
    QTest::newRow("not there yet") << mount(u"./made/later"_s) << QString();
    QTest::newRow("own, absolute") << mount(root() + u"/src"_s) << QString();
    QTest::newRow("link inside") << mount(u"./inner"_s) << QString();
    QTest::newRow("sibling") << mount(u"../other"_s) << u"mount %1/other (app)"_s;
    QTest::newRow("there and back") << mount(u"./src/../../other"_s) << u"mount %1/other (app)"_s;
    QTest::newRow("name begins alike")
        << mount(root() + u"-other"_s) << u"mount %1/repo-other (app)"_s;
    QTest::newRow("absolute") << mount(u"/etc"_s) << u"mount /etc (app)"_s;
    QTest::newRow("read-only") << mount(u"/etc"_s, true) << u"mount /etc read-only (app)"_s;
    QTest::newRow("home") << mount(u"~/.ssh"_s)
                          << QString(u"mount "_s + QDir::homePath() + u"/.ssh (app)"_s);
    QTest::newRow("other home") << mount(u"~root/x"_s) << u"mount ~root/x (app)"_s;
    QTest::newRow("variable") << mount(u"${HOME}/x"_s) << u"mount ${HOME}/x (app)"_s;
    QTest::newRow("variable inside") << mount(u"./${X}"_s) << u"mount ./${X} (app)"_s;
    QTest::newRow("link outside") << mount(u"./innocent"_s)
                                  << u"mount %1/repo/innocent → /etc (app)"_s;
    const QString unseen = u" → what you may not see, so anything, now and later (app)"_s;
    QTest::newRow("a link to a name that is no UTF-8")
        << mount(u"./odd"_s) << QString(u"mount %1/repo/odd"_s + unseen);
    QTest::newRow("below it") << mount(u"./odd/sub"_s)
                              << QString(u"mount %1/repo/odd/sub"_s + unseen);
    const QString deep = QString(u"/"_s + QString(200, u'd')).repeated(25);
    QTest::newRow("longer than the kernel takes at once")
        << mount(QString(u"."_s + deep)) << QString(u"mount %1/repo"_s + deep + unseen);
    QTest::newRow("engine") << mount(u"/var/run/docker.sock"_s) << u"docker socket (app)"_s;
    QTest::newRow("named volume") << Change([](ServiceEntry &s) {
        s.mounts += {MountEntry::Kind::Volume, u"data"_s, u"/x"_s, false, {}};
    }) << QString();
    QTest::newRow("privileged") << Change([](ServiceEntry &s) { s.privileged = true; })
                                << u"privileged (app)"_s;
    QTest::newRow("capability") << Change([](ServiceEntry &s) {
        s.capabilitiesAdded = QStringList(u"SYS_ADMIN"_s);
    }) << u"capability SYS_ADMIN (app)"_s;
    QTest::newRow("device") << Change([](ServiceEntry &s) {
        s.devices = QStringList(u"/dev/kvm"_s);
    }) << u"device /dev/kvm (app)"_s;
    QTest::newRow("host network") << Change([](ServiceEntry &s) { s.networkMode = u"host"_s; })
                                  << u"host network (app)"_s;
    QTest::newRow("own network") << Change([](ServiceEntry &s) { s.networkMode = u"service:db"_s; })
                                 << QString();
    QTest::newRow("foreign network")
        << Change([](ServiceEntry &s) { s.networkMode = u"container:x"_s; })
        << u"container:x network (app)"_s;
    QTest::newRow("host processes")
        << Change([](ServiceEntry &s) { s.pid = u"host"_s; }) << u"host processes (app)"_s;
    QTest::newRow("host memory") << Change([](ServiceEntry &s) { s.ipc = u"host"_s; })
                                 << u"host memory (app)"_s;
    QTest::newRow("environment file")
        << Change([](ServiceEntry &s) { s.environmentFiles = QStringList(u"../.env"_s); })
        << u"read %1/.env (app)"_s;
    QTest::newRow("build here") << build(u"."_s, u"docker/Dockerfile"_s) << QString();
    QTest::newRow("build in a folder") << build(u"./docker/db"_s) << QString();
    QTest::newRow("build above") << build(u".."_s) << u"build from %1 (app)"_s;
    QTest::newRow("build from a URL")
        << build(u"https://h/x.git#main"_s) << u"build from https://h/x.git#main (app)"_s;
    QTest::newRow("Dockerfile elsewhere")
        << build(u"src"_s, u"../../Dockerfile"_s) << u"build with %1/Dockerfile (app)"_s;
    QTest::newRow("terminal escapes") << mount(u"/x\x1b[2J"_s) << u"?"_s;
}

void TestReach::reaches()
{
    QFETCH(Change, change);
    QFETCH(QString, sentence);
    const QStringList reach = hostAccessOf(file(change), root());
    if (sentence == u"?"_s) {
        QCOMPARE(reach.size(), 1);
        QVERIFY(!reach.first().contains(QChar(0x1b)));
        return;
    }
    if (sentence.contains(u"%1"_s))
        sentence = sentence.arg(m_folder.path());
    QCOMPARE(reach, sentence.isEmpty() ? QStringList() : QStringList(sentence));
}

void TestReach::includes()
{
    ComposeFile compose = file([](ServiceEntry &) {});
    compose.includes
        = {u"./more.yml"_s, u"../shared.yml"_s, u"https://h/compose.yml"_s, u"oci://r/x"_s};
    QCOMPARE(
        hostAccessOf(compose, root()),
        QStringList(
            {u"include "_s + m_folder.path() + u"/shared.yml"_s,
             u"include https://h/compose.yml, unread: it may have files of this machine read and reach anything"_s,
             u"include oci://r/x, unread: it may have files of this machine read and reach anything"_s}));
}

void TestReach::isSortedAndUnique()
{
    const auto reach = hostAccessOf(file([](ServiceEntry &service) {
                                        mount(u"/srv"_s)(service);
                                        mount(u"/etc"_s)(service);
                                        mount(u"/srv"_s)(service);
                                    }),
                                    root());
    QCOMPARE(reach, QStringList({u"mount /etc (app)"_s, u"mount /srv (app)"_s}));
}

QTEST_GUILESS_MAIN(TestReach)
#include "tst_reach.moc"
