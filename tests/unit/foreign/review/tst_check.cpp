// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"
#include "support/scratchfolder.h"

#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// The criteria as a whole, and folders that are no repository.
class CheckTest : public QObject
{
    Q_OBJECT

private slots:
    void idsAreTheContract()
    {
        QCOMPARE(checkIds(),
                 (QStringList {u"dockerfile"_s,
                               u"publish"_s,
                               u"compose"_s,
                               u"bootstrap"_s,
                               u"bootstrap.dependencies"_s,
                               u"environment"_s,
                               u"environment.overridable"_s,
                               u"schema.volume"_s,
                               u"schema.production"_s,
                               u"targets"_s}));
        QFile docs(QStringLiteral(DEVSTACK_SOURCE_DIR "/docs/checks.md"));
        QVERIFY(docs.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(docs.readAll());
        for (const QString &id : checkIds())
            QVERIFY2(text.contains(u"\n### "_s + id + u'\n'), qPrintable(id));
    }

    void aFileIsNoRepository()
    {
        const ScratchFolder folder({{u"Makefile"_s, "x:\n"}});
        QCOMPARE(toString(readReviewSubject(folder.file(u"Makefile"_s)).error().kind),
                 toString(Error::Kind::InvalidInput));
        QCOMPARE(toString(readReviewSubject(folder.file(u"nothing"_s)).error().kind),
                 toString(Error::Kind::NotFound));
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "tst_check.moc"
