// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/latestanswer.h"

#include <QStringList>
#include <QTest>

#include <functional>
#include <optional>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestLatestAnswer : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheNewestCounts();
    void nothingComesAfterwards();
};

void TestLatestAnswer::onlyTheNewestCounts()
{
    QStringList used;
    LatestAnswer newest;
    using Answer = std::function<void(const QString &)>;
    const auto use = [&used](const QString &answer) { used.append(answer); };
    const Answer first = newest.only(use);
    const Answer second = newest.only(use);
    second(u"second"_s);
    first(u"first"_s);
    QCOMPARE(used, QStringList {u"second"_s});
    const Answer third = newest.only(use);
    newest.forget();
    third(u"third"_s);
    QCOMPARE(used.size(), 1);
}

void TestLatestAnswer::nothingComesAfterwards()
{
    bool used = false;
    std::optional<LatestAnswer> newest {std::in_place};
    const auto answer = newest->only([&used] { used = true; });
    newest.reset();
    answer();
    QVERIFY(!used);
}

QTEST_GUILESS_MAIN(TestLatestAnswer)
#include "tst_latestanswer.moc"
