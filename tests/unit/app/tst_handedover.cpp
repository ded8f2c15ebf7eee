// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/handedover.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class HandedOverTest : public QObject
{
    Q_OBJECT

private slots:
    void files();
    void links_data();
    void links();
};

void HandedOverTest::files()
{
    QTemporaryDir folder;
    const QString path = QFileInfo(folder.path()).canonicalFilePath();
    QFile file(path + u"/devstack.yml"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const HandedOver expected {path, {}};
    for (const QString &argument :
         QStringList {path, file.fileName(), u"file://"_s + path, u"file://"_s + file.fileName()}) {
        const auto opened = handedOver(argument);
        QVERIFY2(opened, qPrintable(argument));
        QVERIFY2(*opened == expected, qPrintable(argument));
    }
    QCOMPARE(handedOver({})->workspace, QString());
}

void HandedOverTest::links_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("repository"); // empty: refused
    const QString https = u"https://git.example.org/team/credentials.git"_s;
    const QString clone = u"devstack://clone?url="_s;
    QTest::newRow("https") << clone + QString::fromLatin1(QUrl::toPercentEncoding(https)) << https;
    QTest::newRow("not encoded") << clone + https << https;
    QTest::newRow("a slash") << u"devstack://clone/?url="_s + https << https;
    QTest::newRow("scheme in capitals") << u"DevStack://clone?url="_s + https << https;
    QTest::newRow("ssh") << clone + u"ssh://git@git.example.org/a.git"_s
                         << u"ssh://git@git.example.org/a.git"_s;
    QTest::newRow("scp") << clone + u"git@git.example.org:team/a.git"_s
                         << u"git@git.example.org:team/a.git"_s;
    for (const QString &bad :
         QStringList {u"devstack://"_s,
                      u"devstack:clone?url="_s + https,
                      u"devstack://reset?url="_s + https,
                      u"devstack://clone"_s,
                      clone,
                      u"devstack://clone/etc?url="_s + https,
                      clone + https + u"&trust=1"_s,
                      clone + https + u"&url="_s + https,
                      clone + u"/etc"_s,
                      clone + u"file:///etc"_s,
                      clone + u"ext%3A%3Ash%20-c%20id"_s,
                      clone + u"--upload-pack%3Dx"_s,
                      clone + u"https%3A%2F%2Fme%3Asecret%40git.example.org%2Fa"_s,
                      clone + u"https%3A%2F%2Fgit.example.org%2Fa%0Ab"_s,
                      clone + https + QString(3000, u'a')})
        QTest::addRow("refused: %s", qPrintable(bad.left(60))) << bad << QString();
}

void HandedOverTest::links()
{
    QFETCH(QString, link);
    QFETCH(QString, repository);
    const auto opened = handedOver(link);
    QCOMPARE(bool(opened), !repository.isEmpty());
    if (opened) {
        QCOMPARE(opened->repository, repository);
        QCOMPARE(opened->workspace, QString());
    } else {
        QVERIFY(!opened.error().message.contains(u'\n'));
        QVERIFY(!opened.error().message.contains(u"secret"_s));
    }
}

QTEST_GUILESS_MAIN(HandedOverTest)
#include "tst_handedover.moc"
