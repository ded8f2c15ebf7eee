// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/readmetext.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr ReadmeForm kMd = ReadmeForm::Markdown;
constexpr ReadmeForm kRst = ReadmeForm::ReStructuredText;
constexpr ReadmeForm kTxt = ReadmeForm::Plain;

} // namespace

class ReadmeTextTest : public QObject
{
    Q_OBJECT

private slots:
    void firstParagraphs_data()
    {
        QTest::addColumn<ReadmeForm>("form");
        QTest::addColumn<QString>("readme");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name,
                            ReadmeForm form,
                            const QString &readme,
                            const QString &text,
                            int line) { QTest::newRow(name) << form << readme << text << line; };

        row("heading",
            kMd,
            u"# Orders\n\nKeeps what was ordered.\nAnd by whom.\n"_s,
            u"Keeps what was ordered. And by whom."_s,
            3);
        row("heading without a gap",
            kMd,
            u"# Orders\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            2);
        row("underlined heading",
            kMd,
            u"Orders\n======\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("badges",
            kMd,
            u"# Orders\n\n[![CI](https://ci.example/b.svg)](https://ci.example) ![cov](c.svg)\n\nKeeps what was ordered.\n"_s,
            u"Keeps what was ordered."_s,
            5);
        row("badges before the sentence",
            kMd,
            u"# Orders\n\n[![CI](b.svg)](https://ci.example)\nKeeps what was ordered.\n"_s,
            u"Keeps what was ordered."_s,
            4);
        row("links and emphasis",
            kMd,
            u"The **best** [order service](https://x.example) with `code_names` and _care_."_s,
            u"The best order service with code_names and care."_s,
            1);
        row("names keep their underscores",
            kMd,
            u"Reads order_items_v2 and MY_NAME_HERE, 2*3*4 times."_s,
            u"Reads order_items_v2 and MY_NAME_HERE, 2*3*4 times."_s,
            1);
        row("html",
            kMd,
            u"<h1 align=\"center\">\n<img src=\"logo.png\">\n</h1>\n\n<p>Keeps what was <b>ordered</b> &amp; paid.</p>\n"_s,
            u"Keeps what was ordered & paid."_s,
            5);
        row("script",
            kMd,
            u"<script>alert(1)</script> Keeps what was ordered."_s,
            u"alert(1) Keeps what was ordered."_s,
            1);
        row("comment",
            kMd,
            u"<!-- this is a comment that is long\nand longer -->\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("open comment",
            kMd,
            u"Keeps what was ordered. <!-- never closed\nmore text"_s,
            u"Keeps what was ordered."_s,
            1);
        row("front matter",
            kMd,
            u"---\ntitle: a page about the orders\n---\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            4);
        row("list and table first",
            kMd,
            u"# A\n\n- one thing and another\n- two\n\n| a | b |\n|---|---|\n| some cell | more |\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            10);
        row("fence",
            kMd,
            u"```sh\nmake dev.provision everything\n```\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            5);
        row("indented code",
            kMd,
            u"    make dev.provision everything\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("quote", kMd, u"> Keeps what was ordered."_s, u"Keeps what was ordered."_s, 1);
        row("link definitions",
            kMd,
            u"[ci]: https://ci.example/orders/build\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("too short to say something",
            kMd,
            u"v1.2\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("nothing", kMd, u"# Orders\n\n## Install\n"_s, QString(), 0);
        row("empty", kMd, QString(), QString(), 0);
        row("controls and directions",
            kMd,
            u"Keeps \u202ewhat\u202c was\x1b[31m ordered\u200b.\x07"_s,
            u"Keeps what was[31m ordered."_s,
            1);

        row("rst title",
            kRst,
            u"Orders\n######\n\nKeeps what was ordered.\n"_s,
            u"Keeps what was ordered."_s,
            4);
        row("rst overline",
            kRst,
            u"======\nOrders\n======\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            5);
        row("rst title without a gap",
            kRst,
            u"Orders\n======\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("rst badges",
            kRst,
            u"Orders\n======\n\n|ci-badge| |license-badge|\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            6);
        row("rst targets right below the title",
            kRst,
            u"Orders |Codecov|_\n================\n.. |Codecov| image:: http://c.example/a.svg\n"
            u"   :alt: cover\n.. _Codecov: http://c.example\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            7);
        row("rst directive",
            kRst,
            u".. image:: logo.png\n   :alt: a picture of the orders\n\n   A caption that belongs to it.\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            6);
        row("rst roles and links",
            kRst,
            u"The **best** `order service <https://x.example>`_ with ``code`` and :ref:`a place <there>`."_s,
            u"The best order service with code and a place."_s,
            1);
        row("rst comment",
            kRst,
            u".. This is a comment about it\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("rst fields",
            kRst,
            u":Author: somebody with a name\n\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
        row("rst literal",
            kRst,
            u"It is used so, like this::\n\n    make it run now\n"_s,
            u"It is used so, like this:"_s,
            1);

        row("passwords",
            kMd,
            u"Users are ada and bob; the password of each is `pw`.\n\nKeeps what was ordered. The "
            u"password is `pw`."_s,
            u"Keeps what was ordered."_s,
            3);

        row("plain", kTxt, u"ORDERS\n\nKeeps what was ordered."_s, u"Keeps what was ordered."_s, 3);
        row("plain underlined",
            kTxt,
            u"Orders\n------\nKeeps what was ordered."_s,
            u"Keeps what was ordered."_s,
            3);
    }

    void firstParagraphs()
    {
        QFETCH(ReadmeForm, form);
        QFETCH(QString, readme);
        QFETCH(QString, text);
        QFETCH(int, line);
        const ReadmeParagraph found = firstParagraph(readme.split(u'\n'), form);
        QCOMPARE(found.text, text);
        QCOMPARE(found.line, line);
    }

    void longOnesAreCut()
    {
        const ReadmeParagraph found
            = firstParagraph({QString(u"word "_s).repeated(100'000)}, ReadmeForm::Markdown);
        QVERIFY(found.text.size() <= 401);
        QVERIFY2(found.text.endsWith(u"word…"_s), qPrintable(found.text.right(10)));
        // Half a character is none.
        QCOMPARE(plainText(QString(u"\U0001F600"_s).repeated(20), 6), u"\U0001F600\U0001F600…"_s);
    }

    void hostileOnesEnd()
    {
        for (const QString &part :
             {u"["_s, u"<"_s, u"*"_s, u"![["_s, u"<!--"_s, u"`"_s, u"_a "_s}) {
            const QStringList lines(300, part.repeated(2000));
            firstParagraph(lines, ReadmeForm::Markdown);
            firstParagraph(lines, ReadmeForm::ReStructuredText);
            signInLines(lines);
        }
    }

    void forms()
    {
        QCOMPARE(readmeFormOf(u"README.md"_s), ReadmeForm::Markdown);
        QCOMPARE(readmeFormOf(u"Readme.Markdown"_s), ReadmeForm::Markdown);
        QCOMPARE(readmeFormOf(u"README.rst"_s), ReadmeForm::ReStructuredText);
        QCOMPARE(readmeFormOf(u"README"_s), ReadmeForm::Plain);
    }

    void linesAboutSigningIn()
    {
        const QStringList lines {
            u"# Orders"_s,
            u"The users are `edx` and `staff`; the password of each is `edx`."_s,
            u"```"_s,
            u"manage.py createsuperuser"_s,
            u"```"_s,
            u"Sign in as verified."_s,
            u"Who signs in sees orders."_s};
        QCOMPARE(signInLines(lines), (QList<int> {2, 6}));
        QCOMPARE(signInLines(QStringList(50, u"log in as admin"_s)).size(), 3);
    }
};

QTEST_GUILESS_MAIN(ReadmeTextTest)
#include "tst_readmetext.moc"
