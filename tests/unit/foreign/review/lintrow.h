// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/lint.h"
#include "support/scratchfolder.h"

#include <QTest>

Q_DECLARE_METATYPE(devstack::testing::ScratchFiles)

namespace devstack::testing {

using namespace Qt::StringLiterals;

inline constexpr char kCompose[] = "docker-compose.yml";

/// A stack in which nothing is wrong; rows put their fault beside it.
inline const QByteArray kGood = R"(services:
  app:
    build: .
    command: python manage.py runserver 0.0.0.0:8001
    ports: ["8001"]
    depends_on:
      db: {condition: service_healthy}
    environment: {DB_HOST: db}
    volumes: [".:/app"]
  db:
    image: mysql:8.4
    healthcheck: {test: mysqladmin ping, interval: 5s}
    volumes: ["data:/var/lib/mysql"]
volumes:
  data:
)";

inline QByteArray changed(QByteArray text, const QByteArray &from, const QByteArray &to)
{
    if (!text.contains(from))
        qFatal("the row changes nothing: %s", from.constData());
    return text.replace(from, to);
}

inline ScratchFiles compose(const QByteArray &from, const QByteArray &to)
{
    return {{QString::fromLatin1(kCompose), changed(kGood, from, to)}};
}

inline ScratchFiles withScript(const QByteArray &script)
{
    return {{QString::fromLatin1(kCompose),
             changed(kGood, "    build: .\n", "    build: .\n    container_name: shop.app\n")},
            {u"provision-shop.sh"_s, "#!/bin/bash\nset -e\n" + script}};
}

inline ScratchFiles withMake(const QByteArray &makefile)
{
    return {{QString::fromLatin1(kCompose),
             changed(kGood, "    build: .\n", "    build: .\n    container_name: shop.app\n")},
            {u"Makefile"_s, makefile}};
}

/// The columns of a table of lint rules; every table has them.
inline void addLintColumns()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<ScratchFiles>("files");
    QTest::addColumn<QStringList>("expected"); // "severity file:line"
}

/// What the rule says of a repository with these files.
inline void
row(const char *name, const char *rule, const ScratchFiles &files, const QStringList &expected)
{
    QTest::newRow(name) << QString::fromLatin1(rule) << files << expected;
}

/// Judges the row at hand: the rule's findings are those expected, complete and in that order.
inline void findsExpected()
{
    QFETCH(QString, rule);
    QFETCH(ScratchFiles, files);
    QFETCH(QStringList, expected);
    const ScratchFolder folder(files);
    const auto subject = readReviewSubject(folder.path());
    QVERIFY(subject);
    const LintReport report = lintRepository(*subject, {});
    QStringList found;
    for (const LintFinding &finding : report.findings) {
        if (finding.rule != rule)
            continue;
        found += toString(finding.severity) + u' ' + finding.mark.file + u':'
            + QString::number(finding.mark.line);
        QVERIFY(!finding.message.isEmpty());
        QVERIFY(!finding.fix.isEmpty());
        QVERIFY(!finding.text.isEmpty());
    }
    QCOMPARE(found, expected);
}

} // namespace devstack::testing
