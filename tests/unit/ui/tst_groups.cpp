// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demodata.h"
#include "unit/ui/givensource.h"

#include <QMetaProperty>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// Counts every notify signal of an object, by name.
class Signals : public QObject
{
public:
    explicit Signals(const QObject &object)
    {
        const QMetaObject &meta = *object.metaObject();
        for (int i = meta.propertyOffset(); i < meta.propertyCount(); ++i) {
            const QMetaMethod notify = meta.property(i).notifySignal();
            if (notify.isValid() && !m_spies.contains(notify.name()))
                m_spies[notify.name()] = std::make_shared<QSignalSpy>(&object, notify);
        }
    }

    /// Those that were sent since the last call, each once, in alphabetical order.
    QStringList take()
    {
        QStringList sent;
        for (const auto &[name, spy] : m_spies.asKeyValueRange()) {
            if (!spy->isEmpty())
                sent.append(QString::fromLatin1(name));
            spy->clear();
        }
        sent.sort();
        return sent;
    }

private:
    QMap<QByteArray, std::shared_ptr<QSignalSpy>> m_spies;
};

} // namespace

/// What changes is signalled, and nothing else: every binding of a page follows these signals.
class TestGroups : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void session();
    void runs();
    void configurator();

private:
    QTemporaryDir m_scratch;
    DemoMachine m_machine {{0, -1, false}};
    std::unique_ptr<Desktop> m_desktop;
    GivenSource *m_source = nullptr;
};

void TestGroups::init()
{
    m_desktop = std::make_unique<Desktop>(m_machine, m_scratch.filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    auto source = std::make_unique<GivenSource>();
    m_source = source.get();
    m_desktop->hub.setSource(std::move(source));
}

void TestGroups::session()
{
    Session &session = m_desktop->session;
    Signals sent(session);
    WorkspaceSnapshot snapshot = demo::snapshot();
    emit m_source->snapshotChanged(snapshot);
    QCOMPARE(sent.take(),
             QStringList({u"engineChanged"_s,
                          u"filesChanged"_s,
                          u"loadedChanged"_s,
                          u"summaryChanged"_s,
                          u"usageChanged"_s}));
    emit m_source->snapshotChanged(snapshot);
    QCOMPARE(sent.take(), QStringList());
    snapshot.memory += 1'000'000'000;
    emit m_source->snapshotChanged(snapshot);
    QCOMPARE(sent.take(), QStringList {u"usageChanged"_s});
    session.setPage(page::Logs);
    session.setPage(page::Logs);
    QCOMPARE(sent.take(), QStringList({u"pageChanged"_s, u"pageTextChanged"_s}));
}

void TestGroups::runs()
{
    Runs &runs = m_desktop->runs;
    Signals sent(runs);
    const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-60);
    RunState run = demo::run(60, start);
    emit m_source->runsChanged({run});
    const QStringList first = sent.take();
    for (const QString &one : {u"activeChanged"_s,
                               u"currentChanged"_s,
                               u"resultChanged"_s,
                               u"figuresChanged"_s,
                               u"stepChanged"_s,
                               u"ticked"_s})
        QVERIFY2(first.contains(one), qPrintable(one));
    emit m_source->runsChanged({run});
    QCOMPARE(sent.take(), QStringList {u"ticked"_s});
    run.result = RunResult::Cancelled;
    emit m_source->runsChanged({run});
    const QStringList ended = sent.take();
    QVERIFY(ended.contains(u"resultChanged"_s));
    QVERIFY(ended.contains(u"activeChanged"_s));
    QVERIFY(!ended.contains(u"currentChanged"_s));
    QVERIFY(!ended.contains(u"stepChanged"_s));
}

void TestGroups::configurator()
{
    Configurator &page = m_desktop->configurator;
    emit m_source->snapshotChanged(demo::snapshot());
    Signals sent(page);
    page.setActive(true);
    QTRY_VERIFY(!page.loading());
    QVERIFY(sent.take().contains(u"choicesChanged"_s));
    page.setShared(true);
    page.setShared(true);
    QCOMPARE(sent.take(), QStringList {u"sharedChanged"_s});
    page.refresh();
    QVERIFY(page.loading());
    QCOMPARE(sent.take(), QStringList {u"loadingChanged"_s});
    QTRY_VERIFY(!page.loading());
    QCOMPARE(sent.take(), QStringList({u"loadingChanged"_s, u"problemChanged"_s}));
    page.dismissOutcome();
    QCOMPARE(sent.take(), QStringList {u"outcomeChanged"_s});
}

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
