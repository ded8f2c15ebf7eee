// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"
#include "ui/platform/enginesetup.h"

#include <QDirIterator>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Every file of the interface compiles; nothing of it reaches the network.
class TestQmlFiles : public QObject
{
    Q_OBJECT
private slots:
    void compiles_data();
    void compiles();
    void networkIsRefused();
    void foreignTextIsPlain_data() { compiles_data(); }
    void foreignTextIsPlain();
    void paleSaysWhy_data() { compiles_data(); }
    void paleSaysWhy();
};

void TestQmlFiles::compiles_data()
{
    QTest::addColumn<QString>("file");
    QDirIterator files(
        u":/qt/qml/Devstack/Ui"_s, {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
        const QString file = files.next();
        QTest::newRow(qPrintable(file.section(u'/', -2))) << file;
        ++count;
    }
    QVERIFY(count > 40);
}

void TestQmlFiles::compiles()
{
    QFETCH(QString, file);
    if (file.endsWith(u"Theme.qml"))
        return; // a singleton, used by all others
    QTemporaryDir scratch;
    DemoMachine machine({0, -1, false});
    Desktop desktop(machine, scratch.filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    QQmlEngine engine;
    setUpEngine(engine);
    QQmlComponent component(&engine, QUrl(u"qrc"_s + file));
    QVERIFY2(component.isReady(), qPrintable(component.errorString()));
}

void TestQmlFiles::networkIsRefused()
{
    QQmlEngine engine;
    setUpEngine(engine);
    QScopedPointer<QNetworkReply> reply(
        engine.networkAccessManager()->get(QNetworkRequest(QUrl(u"http://127.0.0.1:9/x.png"_s))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::ContentAccessDenied);
}

void TestQmlFiles::foreignTextIsPlain()
{
    QFETCH(QString, file);
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());
    // Every text is a PlainText; only that file, and the guide, which is ours, may write Text itself.
    static const QRegularExpression bare(u"^\\s*(Text|Label|TextEdit|TextArea) \\{"_s,
                                         QRegularExpression::MultilineOption);
    if (!file.endsWith(u"/PlainText.qml") && !file.endsWith(u"/help/HelpBlock.qml"))
        QVERIFY2(!bare.match(text).hasMatch(), qPrintable(file));
    QVERIFY2(text.count(u'\n') <= 250, "a QML file is at most 250 lines");
}

/// What waits for an action or for the Engine has a `refusal`, which is shown: `enabled` alone is
/// pale without a word.
void TestQmlFiles::paleSaysWhy()
{
    QFETCH(QString, file);
    QFile source(file);
    QVERIFY(source.open(QIODevice::ReadOnly));
    static const QRegularExpression mute(
        u"^.*\\benabled:.*(Actions\\.busy|Session\\.engineAvailable|\\brunning\\b).*$"_s,
        QRegularExpression::MultilineOption);
    auto lines = mute.globalMatch(QString::fromUtf8(source.readAll()));
    while (lines.hasNext()) {
        const QString line = lines.next().captured().trimmed();
        // A place to drop files has no look of its own; a double click is over in a moment.
        QVERIFY2(line == u"enabled: root.running" || line == u"enabled: !settle.running",
                 qPrintable(line));
    }
}

QTEST_MAIN(TestQmlFiles)
#include "tst_qmlfiles.moc"
