// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errorcode.h"
#include "core/guide.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class GuideTest : public QObject
{
    Q_OBJECT

private slots:
    void blocks();
    void links_data();
    void links();
    void everyLinkOfTheGuideLeadsSomewhere();
    void onlyItsOwnPages();
};

void GuideTest::blocks()
{
    const QString page
        = u"# Title\n\n## One\n\n1\n\n## Two\n\nSome *text*:\n\n```sh run\nfirst\n\nsecond\n```\n"
          u"```{toctree}\na\n```\n\n## More\n\nend\n\n```\nopen"_s;
    QCOMPARE(guideTitle(page), u"Title"_s);
    const QList<GuideBlock> expected {{u"## One\n\n1"_s, false},
                                      {u"## Two\n\nSome *text*:"_s, false},
                                      {u"first\n\nsecond"_s, true},
                                      {u"## More\n\nend"_s, false},
                                      {u"open"_s, true}};
    QCOMPARE(guideBlocks(page), expected);
    QCOMPARE(guideTitle(u"no heading"_s), QString());
    QCOMPARE(guideBlocks({}).size(), 0);
}

void GuideTest::links_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("page");
    QTest::newRow("beside") << u"concepts"_s << u"ci.md"_s << u"ci"_s;
    QTest::newRow("place") << u"concepts"_s << u"ci.md#lint"_s << u"ci"_s;
    QTest::newRow("code") << u"concepts"_s << u"errors/DS405.md"_s << u"DS405"_s;
    QTest::newRow("codes") << u"concepts"_s << u"errors/index.md"_s << u"errors"_s;
    QTest::newRow("code to code") << u"DS101"_s << u"DS405.md"_s << u"DS405"_s;
    QTest::newRow("list to code") << u"errors"_s << u"DS405.md"_s << u"DS405"_s;
    QTest::newRow("code to chapter") << u"DS101"_s << u"../ci.md"_s << u"ci"_s;
    QTest::newRow("own place") << u"DS101"_s << u"#more"_s << u"DS101"_s;
    QTest::newRow("out") << u"concepts"_s << u"https://example.org/a.md"_s << QString();
    QTest::newRow("above") << u"concepts"_s << u"../../etc/passwd.md"_s << QString();
    QTest::newRow("absolute") << u"concepts"_s << u"/etc/a.md"_s << QString();
}

void GuideTest::links()
{
    QFETCH(QString, from);
    QFETCH(QString, link);
    QTEST(guideLink(from, link), "page");
}

void GuideTest::everyLinkOfTheGuideLeadsSomewhere()
{
    QStringList pages {u"errors"_s};
    for (const GuideChapter &chapter : guideChapters())
        pages += chapter.name;
    for (const ErrorPage &page : errorPages())
        pages += toString(page.code);
    QVERIFY(pages.size() > 30);
    static const QRegularExpression link(u"\\]\\(([^)]+)\\)"_s);
    for (const QString &page : std::as_const(pages)) {
        const QString text = guidePage(page);
        QVERIFY2(!guideTitle(text).isEmpty(), qPrintable(page));
        auto found = link.globalMatch(text);
        while (found.hasNext()) {
            const QString target = found.next().captured(1);
            // The reference is a part of the site.
            if (target.startsWith(u"https://") || target.startsWith(u"../reference/")
                || QStringList {u"../parity.md"_s, u"../keys.md"_s}.contains(target))
                continue;
            const QString there = guideLink(page, target);
            QVERIFY2(!guidePage(there).isEmpty(), qPrintable(page + u": " + target));
        }
    }
}

void GuideTest::onlyItsOwnPages()
{
    for (const QString &name : {u"../README"_s, u"/etc/passwd"_s, u"Errors"_s, u"DS1"_s, QString()})
        QVERIFY2(guidePage(name).isEmpty(), qPrintable(name));
    QVERIFY(!guidePage(u"ds405"_s).isEmpty());
}

QTEST_GUILESS_MAIN(GuideTest)
#include "tst_guide.moc"
