// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demodata.h"
#include "demo/demosource.h"
#include "service/observing/condition.h"
#include "ui/platform/language.h"
#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"
#include "ui/text/runmark.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The window speaks the language that was chosen, and another one from the moment on.
class TestLanguage : public QObject
{
    Q_OBJECT
private slots:
    void resolves_data();
    void resolves();
    void translates();
    void statesFollow();
    void datesFollow();
    void changesAtOnce();
    void isRemembered();
};

void TestLanguage::resolves_data()
{
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QStringList>("wanted");
    QTest::addColumn<QString>("language");
    const QStringList austrian {u"de-AT"_s, u"de"_s, u"en"_s};
    QTest::newRow("the system's") << u"system"_s << austrian << u"de"_s;
    QTest::newRow("the first that there is")
        << u"system"_s << QStringList {u"fr-FR"_s, u"de-CH"_s, u"en"_s} << u"de"_s;
    QTest::newRow("English before German")
        << u"system"_s << QStringList {u"en-GB"_s, u"de"_s} << u"en"_s;
    QTest::newRow("none that there is") << u"system"_s << QStringList {u"fr-FR"_s} << u"en"_s;
    QTest::newRow("no language") << u"system"_s << QStringList {u"C"_s} << u"en"_s;
    QTest::newRow("another chosen") << u"en"_s << austrian << u"en"_s;
    QTest::newRow("German chosen") << u"de"_s << QStringList {u"en-US"_s} << u"de"_s;
}

void TestLanguage::resolves()
{
    QFETCH(QString, chosen);
    QFETCH(QStringList, wanted);
    QFETCH(QString, language);
    QCOMPARE(Language::resolved(chosen, wanted), language);
}

/// One text of each way in which they are written: a member's, a helper's, a table's, a page's.
void TestLanguage::translates()
{
    const auto text = [] { return QCoreApplication::translate("SettingsPage", "Language"); };
    Language language(u"de"_s);
    QCOMPARE(text(), u"Sprache"_s);
    QCOMPARE(runmark::word(runmark::Done), u"fertig"_s);
    QCOMPARE(page::entry(page::Overview).text(), u"Übersicht"_s);
    QCOMPARE(Session::tr("empty"), u"leer"_s);
    language.set(u"en"_s);
    QCOMPARE(text(), u"Language"_s);
    QCOMPARE(runmark::word(runmark::Done), u"done"_s);
}

/// The core says them in English; the window has its own for each.
void TestLanguage::statesFollow()
{
    const Language language(u"de"_s);
    const WorkspaceSnapshot snapshot = demo::snapshot();
    QVERIFY(!snapshot.idas.isEmpty());
    for (const IdaView &ida : snapshot.idas) {
        const QString english = stateWord(ida, snapshot.engine);
        QVERIFY2(condition::wordOf(ida, snapshot.engine) != english, qPrintable(english));
        for (const ServiceView &service : ida.services) {
            const QString word = stateWord(service, snapshot.engine);
            QVERIFY2(condition::wordOf(service, snapshot.engine) != word, qPrintable(word));
        }
    }
}

void TestLanguage::datesFollow()
{
    const QDateTime now(QDate(2026, 11, 29), QTime(12, 0));
    const QDateTime then(QDate(2026, 5, 1), QTime(12, 0));
    Language language(u"de"_s);
    QCOMPARE(whenText(then, now), u"1. Mai"_s);
    QCOMPARE(whenText(now, now), u"heute 12:00"_s);
    language.set(u"en"_s);
    QCOMPARE(whenText(then, now), u"1 May"_s);
}

void TestLanguage::changesAtOnce()
{
    QTemporaryDir scratch;
    DemoMachine machine({0, -1, false});
    Desktop desktop(machine, scratch.filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    desktop.settings.setLanguage(u"en"_s);
    desktop.welcome.open(u"."_s);
    QTRY_VERIFY(desktop.session.loaded());
    QVERIFY(desktop.session.subtitle().endsWith(u"in development"));
    QSignalSpy named(&desktop.session, &Session::pageTextChanged);
    QSignalSpy turned(&desktop.session, &Session::pageChanged);

    desktop.settings.setLanguage(u"de"_s);
    QVERIFY(desktop.session.subtitle().endsWith(u"in Entwicklung"));
    QCOMPARE(desktop.session.pageText(), u"Übersicht"_s);
    QCOMPARE(desktop.session.pages()->row(0).text(), u"Übersicht"_s);
    QCOMPARE(named.count(), 1);
    // Nobody went to another page: the focus stays where it is.
    QCOMPARE(turned.count(), 0);

    desktop.settings.setLanguage(u"en"_s);
    QVERIFY(desktop.session.subtitle().endsWith(u"in development"));
    QCOMPARE(desktop.session.pageText(), u"Overview"_s);
}

void TestLanguage::isRemembered()
{
    QTemporaryDir scratch;
    const QString file = scratch.filePath(u"desktop.ini"_s);
    {
        Settings settings(file);
        QCOMPARE(settings.language(), u"system"_s);
        settings.setLanguage(u"de"_s);
    }
    QCOMPARE(Settings(file).language(), u"de"_s);
    Settings settings(file);
    settings.setLanguage(u"klingon"_s);
    QCOMPARE(settings.language(), u"system"_s);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
