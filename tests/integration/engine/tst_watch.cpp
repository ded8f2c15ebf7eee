// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containers.h"
#include "engine/enginewatch.h"
#include "scratch.h"

#include <QTest>

#include <mutex>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

/// The watch on a real engine: it says that it is there, and what happens to a container.
class TestWatch : public QObject
{
    Q_OBJECT

private slots:
    void events();
};

void TestWatch::events()
{
    std::mutex mutex;
    QString version;
    std::vector<EngineEvent> seen;
    const auto actionsOf = [&](const QString &name) {
        const std::lock_guard lock(mutex);
        QStringList actions;
        for (const EngineEvent &event : seen) {
            if (event.type == u"container" && event.attributes.value(u"name"_s) == name)
                actions += event.action;
        }
        return actions;
    };
    const auto known = [&] {
        const std::lock_guard lock(mutex);
        return version;
    };
    EngineWatch watch(engine(),
                      {[&](const EngineVersion &found) {
                           const std::lock_guard lock(mutex);
                           version = found.version;
                       },
                       [&](const EngineEvent &event) {
                           const std::lock_guard lock(mutex);
                           seen.push_back(event);
                       },
                       [](const Error &error) { qCritical("%s", qPrintable(error.toText())); }});
    QTRY_VERIFY(!known().isEmpty());
    const ScratchContainer box({u"sh"_s, u"-c"_s, u"exit 5"_s},
                               {u"--health-cmd"_s, u"true"_s, u"--health-interval"_s, u"50ms"_s});
    QTRY_VERIFY(actionsOf(box.name()).contains(u"die"_s));
    const QStringList actions = actionsOf(box.name());
    QVERIFY(actions.contains(u"create"_s));
    QVERIFY(actions.indexOf(u"start"_s) < actions.indexOf(u"die"_s));
    for (const QString &action : actions)
        QVERIFY(!action.startsWith(u"exec_"_s));
    const std::lock_guard lock(mutex);
    const auto die = std::ranges::find_if(seen, [&](const EngineEvent &event) {
        return event.action == u"die" && event.attributes.value(u"name"_s) == box.name();
    });
    QVERIFY(die != seen.end());
    QCOMPARE(die->attributes.value(u"exitCode"_s), u"5"_s);
    QVERIFY(die->timeNano > 1'700'000'000'000'000'000);
}

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
