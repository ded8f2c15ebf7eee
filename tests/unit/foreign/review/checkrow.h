// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/check.h"
#include "support/scratchfolder.h"

#include <QTest>

Q_DECLARE_METATYPE(devstack::testing::ScratchFiles)

namespace devstack::testing {

using namespace Qt::StringLiterals;

/// A stack that passes what compose files are judged by.
inline const QByteArray kCompose = R"(services:
  app:
    build: .
    environment:
      DB_PASSWORD: ${DB_PASSWORD:-secret}
    volumes: [".:/app"]
  db:
    image: mysql:8.4
    volumes:
      - shop_db:/var/lib/mysql
volumes:
  shop_db:
)";

/// The columns of a table of criteria; every table has them.
inline void addCheckColumns()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<ScratchFiles>("files");
    QTest::addColumn<bool>("pass");
    QTest::addColumn<QString>("evidence"); // "file:line" of the first; empty: not looked at
}

/// What the criterion says of a repository with these files.
inline void
row(const char *name, const char *id, const ScratchFiles &files, bool pass, const char *evidence)
{
    QTest::newRow(name) << QString::fromLatin1(id) << files << pass
                        << QString::fromLatin1(evidence);
}

/// Judges the row at hand.
inline void judgesAsExpected()
{
    QFETCH(QString, id);
    QFETCH(ScratchFiles, files);
    QFETCH(QString, evidence);
    const ScratchFolder folder(files, u"shop"_s);
    const auto subject = readReviewSubject(folder.path());
    QVERIFY(subject);
    const RepositoryCheck check = checkRepository(*subject);
    const CheckResult *result = check.find(id);
    QVERIFY(result);
    QVERIFY(!result->message.isEmpty());
    QTEST(result->pass, "pass");
    QCOMPARE(result->fix.isEmpty(), result->pass);
    if (!evidence.isEmpty())
        QCOMPARE(result->evidence.isEmpty() ? QString()
                                            : result->evidence.first().mark.file + QLatin1Char(':')
                         + QString::number(result->evidence.first().mark.line),
                 evidence);
}

} // namespace devstack::testing
