// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "support/fewdescriptors.h"
#include "trust/truststore.h"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <tuple>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestTrust : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void nothingIsTrustedAtFirst();
    void subsetIsTrusted_data();
    void subsetIsTrusted();
    void otherKeysAreNot_data();
    void otherKeysAreNot();
    void foldersWithOneRemoteAreTwo();
    void answersWithoutFolderAreAskedAgain();
    void newAnswerReplacesTheOld();
    void isSeenByOtherStores();
    void fileIsPrivate();
    void doubtfulFilesTrustNothing_data();
    void doubtfulFilesTrustNothing();
    void answersThatCannotBeReadNowStay();
    void refusesKeysWithoutIdentity();
    void writersDoNotLoseEachOther();

private:
    QString path() const { return m_folder->filePath(u"state/trust.json"_s); }
    TrustStore store() const { return TrustStore(path()); }
    static inline const TrustKey kKey {
        u"/home/me/ws"_s, u"git.example.org/team/platform"_s, u"/home/me/ws/platform"_s};
    static inline const QStringList kReach {u"privileged (app)"_s, u"mount /etc (app)"_s};

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTrust::nothingIsTrustedAtFirst()
{
    QVERIFY(!store().isTrusted(kKey, {}));
    QVERIFY(!store().find(kKey));
    QVERIFY(!store().isTrusted(kKey, kReach));
    QVERIFY(!QFile::exists(path()));
}

void TestTrust::subsetIsTrusted_data()
{
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("nothing") << QStringList() << true;
    QTest::newRow("same") << QStringList {u"mount /etc (app)"_s, u"privileged (app)"_s} << true;
    QTest::newRow("less") << QStringList {u"mount /etc (app)"_s} << true;
    QTest::newRow("another mount")
        << QStringList {u"mount / (app)"_s, u"mount /etc (app)"_s} << false;
    QTest::newRow("prefix is not enough") << QStringList {u"mount /etc"_s} << false;
}

void TestTrust::subsetIsTrusted()
{
    QFETCH(QStringList, asked);
    QVERIFY(store().grant(kKey, kReach));
    QTEST(store().isTrusted(kKey, asked), "trusted");
}

void TestTrust::otherKeysAreNot_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("subject");
    QTest::newRow("other workspace") << u"/home/me/other"_s << kKey.subject;
    QTest::newRow("inside") << u"/home/me/ws/sub"_s << kKey.subject;
    QTest::newRow("remote changed") << kKey.workspace << u"evil.example.org/team/platform"_s;
    QTest::newRow("devstack.yml") << kKey.workspace << TrustKey::kWorkspaceSubject;
    QTest::newRow("nothing") << kKey.workspace << QString();
}

void TestTrust::otherKeysAreNot()
{
    QFETCH(QString, workspace);
    QFETCH(QString, subject);
    QVERIFY(store().grant(kKey, kReach));
    QVERIFY(!store().isTrusted({workspace, subject, kKey.folder}, {}));
    QVERIFY(store().isTrusted({u"/home/me/../me/ws/"_s, kKey.subject, kKey.folder + u'/'}, {}));
}

/// A folder says itself what its remote is: another one with the same remote is not the same.
void TestTrust::foldersWithOneRemoteAreTwo()
{
    QVERIFY(store().grant(kKey, kReach));
    QVERIFY(!store().isTrusted({kKey.workspace, kKey.subject, u"/home/me/ws/evil"_s}, {}));
    QVERIFY(!store().isTrusted({kKey.workspace, kKey.subject, QString()}, {}));
    QVERIFY(store().grant({kKey.workspace, kKey.subject, u"/home/me/ws/evil"_s}, {}));
    QVERIFY(store().isTrusted(kKey, kReach));
}

void TestTrust::answersWithoutFolderAreAskedAgain()
{
    QVERIFY(store().grant(kKey, kReach));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(R"({"version":1,"grants":[{"workspace":"/home/me/ws",)"
               R"("subject":"git.example.org/team/platform","reach":[]}]})");
    file.close();
    QVERIFY(!store().isTrusted(kKey, {}));
    QVERIFY(store().grant(kKey, kReach));
    QVERIFY(store().isTrusted(kKey, kReach));
}

void TestTrust::newAnswerReplacesTheOld()
{
    QVERIFY(store().grant(kKey, kReach));
    QVERIFY(store().grant(kKey, {u"host network (app)"_s}));
    QVERIFY(!store().isTrusted(kKey, kReach));
    QCOMPARE(store().find(kKey)->reach, QStringList(u"host network (app)"_s));
    QVERIFY(store().find(kKey)->time.isValid());
}

void TestTrust::isSeenByOtherStores()
{
    const TrustStore first(path());
    TrustStore second(path());
    QVERIFY(second.grant(kKey, kReach));
    QVERIFY(first.isTrusted(kKey, kReach));
}

void TestTrust::fileIsPrivate()
{
    QVERIFY(store().grant(kKey, kReach));
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, mode_t(0600));
}

void TestTrust::doubtfulFilesTrustNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("mode");
    const QByteArray good
        = R"({"version":2,"grants":[{"workspace":"/home/me/ws","subject":"git.example.org/team/platform","folder":"/home/me/ws/platform","reach":[]}]})";
    QTest::newRow("others may write") << good << 0666;
    QTest::newRow("group may write") << good << 0660;
    QTest::newRow("cut") << good.left(40) << 0600;
    QTest::newRow("empty") << QByteArray() << 0600;
    QTest::newRow("list") << QByteArray("[]") << 0600;
    QTest::newRow("future") << QByteArray(good).replace(":2", ":3") << 0600;
}

void TestTrust::doubtfulFilesTrustNothing()
{
    QFETCH(QByteArray, content);
    QFETCH(int, mode);
    QVERIFY(store().grant(kKey, {}));
    QVERIFY(store().isTrusted(kKey, {}));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    QCOMPARE(::chmod(QFile::encodeName(path()).constData(), mode_t(mode)), 0);
    QVERIFY(!store().isTrusted(kKey, {}));
    // The next answer begins anew and keeps the doubtful one for a look.
    QVERIFY(store().grant(kKey, kReach));
    QVERIFY(store().isTrusted(kKey, kReach));
    QVERIFY(QFile::exists(path() + u".broken"_s));
}

void TestTrust::answersThatCannotBeReadNowStay()
{
    QVERIFY(store().grant(kKey, kReach));
    const TrustKey other {u"/home/me/ws"_s, u"x"_s, u"/home/me/ws/x"_s};
    for (int left = 0; left < 4; ++left) {
        const testing::FewDescriptors few(left);
        std::ignore = store().grant(other, {});
    }
    QVERIFY(store().isTrusted(kKey, kReach));
    QVERIFY(!QFile::exists(path() + u".broken"_s));
}

void TestTrust::refusesKeysWithoutIdentity()
{
    QVERIFY(!store().grant({u"/ws"_s, QString(), u"/ws/x"_s}, {}));
    QVERIFY(!store().grant({u"ws"_s, u"x"_s, u"/ws/x"_s}, {}));
    QVERIFY(!store().grant({u"/ws"_s, u"x"_s, QString()}, {}));
}

void TestTrust::writersDoNotLoseEachOther()
{
    constexpr int kWriters = 8;
    std::atomic_int failures = 0;
    {
        std::vector<std::jthread> writers;
        for (int i = 0; i < kWriters; ++i) {
            writers.emplace_back([this, i, &failures] {
                if (!store().grant({u"/ws/%1"_s.arg(i), u"x"_s, u"/ws/x"_s}, {}))
                    ++failures;
            });
        }
    }
    QCOMPARE(failures.load(), 0);
    for (int i = 0; i < kWriters; ++i)
        QVERIFY(store().isTrusted({u"/ws/%1"_s.arg(i), u"x"_s, u"/ws/x"_s}, {}));
}

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
