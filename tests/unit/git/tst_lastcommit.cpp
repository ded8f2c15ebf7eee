// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/lastcommit.h"
#include "support/scratchrepository.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

class LastCommitTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        ScratchRepository::isolate(m_home.path());
    }

    void asGitSays()
    {
        const ScratchRepository repository;
        repository.commit(u"a"_s, "1");
        repository.git({u"-c"_s,
                        u"user.name=Ada Lovelace"_s,
                        u"commit"_s,
                        u"--allow-empty"_s,
                        u"--date=2024-05-06T07:08:09+02:00"_s,
                        u"-m"_s,
                        u"Keep the “order” of records\n\nAnd tell why."_s});
        const auto last = git::lastCommit(repository.work());
        QVERIFY(last);
        QCOMPARE(last->id, repository.git({u"rev-parse"_s, u"HEAD"_s}));
        QCOMPARE(last->subject, u"Keep the “order” of records"_s);
        QCOMPARE(last->author, u"Ada Lovelace"_s);
        QCOMPARE(last->date, QDateTime(QDate(2024, 5, 6), QTime(5, 8, 9), Qt::UTC));
    }

    void ofADetachedHead()
    {
        const ScratchRepository repository;
        const QString first = repository.commit(u"a"_s, "1");
        repository.commit(u"a"_s, "2");
        repository.git({u"checkout"_s, u"-q"_s, first});
        QCOMPARE(git::lastCommit(repository.work())->id, first);
    }

    void aLongSubjectIsCut()
    {
        const ScratchRepository repository;
        repository.commit(u"a"_s, "1");
        repository.git({u"commit"_s, u"--allow-empty"_s, u"-m"_s, QString(u'x').repeated(9000)});
        QCOMPARE(git::lastCommit(repository.work())->subject.size(), 200);
    }

    void whereThereIsNone()
    {
        const ScratchRepository repository;
        const auto unborn = git::lastCommit(repository.work());
        QVERIFY(!unborn);
        QVERIFY(unborn.error().kind == Error::Kind::NotFound);
        QVERIFY2(unborn.error().message.contains(u"no commit yet"_s),
                 qPrintable(unborn.error().message));
        const QTemporaryDir empty;
        QVERIFY(git::lastCommit(empty.path()).error().kind == Error::Kind::NotFound);
    }

private:
    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(LastCommitTest)
#include "tst_lastcommit.moc"
