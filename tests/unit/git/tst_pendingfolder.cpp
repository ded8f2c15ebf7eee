// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/pendingfolder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestPendingFolder : public QObject
{
    Q_OBJECT

private slots:
    /// Clones of one run stand side by side, and each begins by removing leftovers.
    void leftoversAreRemovedBesideLivingOnes()
    {
        const QTemporaryDir folder;
        std::atomic_bool stop = false;
        std::vector<std::jthread> removers;
        for (int i = 0; i < 2; ++i) {
            removers.emplace_back([&] {
                while (!stop)
                    git::removeLeftovers(folder.path());
            });
        }
        QStringList lost;
        for (int i = 0; i < 300 && lost.isEmpty(); ++i) {
            auto pending = git::PendingFolder::make(folder.filePath(u"catalog"_s));
            if (!pending)
                lost += pending.error().message;
            else if (!QDir().mkpath(pending->tree()))
                lost += u"%1 went while its maker lives"_s.arg(pending->tree());
        }
        stop = true;
        removers.clear();
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestPendingFolder)
#include "tst_pendingfolder.moc"
