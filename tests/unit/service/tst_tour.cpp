// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/tour/signins.h"
#include "service/tour/tour.h"
#include "service/tour/tourmarkdown.h"
#include "service/tour/tourstations.h"
#include "workspacefolder.h"

#include <QRegularExpression>
#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

/// Names "a b c", arrows "a>b".
WorkspaceSnapshot snapshotOfGraph(const QString &names, const QString &arrows)
{
    WorkspaceSnapshot snapshot;
    snapshot.name = u"shop"_s;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts)) {
        IdaView ida;
        ida.name = name;
        ida.path = u"/w/"_s + name;
        snapshot.idas += ida;
    }
    for (const QString &arrow : arrows.split(u' ', Qt::SkipEmptyParts)) {
        DependencyEdge edge;
        edge.from = arrow.section(u'>', 0, 0);
        edge.to = arrow.section(u'>', 1);
        edge.evidence = {{SourceMark {u"docker-compose.yml"_s, 9, 0}, u"depends on it"_s}};
        snapshot.edges += edge;
    }
    return snapshot;
}

ServiceRun runOf(const QStringList &words, const QString &shell = {})
{
    ServiceRun run;
    run.run.arguments = words;
    run.run.shell = shell;
    return run;
}

QByteArray composeOf(const QByteArray &name, const QByteArray &needs = {})
{
    return "services:\n"
           "  app:\n"
           "    image: debian:bookworm-slim\n"
           "    environment:\n"
           "      DJANGO_SUPERUSER_USERNAME: admin\n"
           "      DJANGO_SUPERUSER_PASSWORD: correct-horse-battery\n"
           "x-devstack:\n"
           "  name: "
        + name + "\n  primary: app\n  depends_on: {" + needs
        + "}\n  urls: {web: {url: \"http://localhost:18150/\"}}\n";
}

} // namespace

class TourTest : public QObject
{
    Q_OBJECT

private slots:
    void order_data()
    {
        QTest::addColumn<QString>("names");
        QTest::addColumn<QString>("arrows");
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("order");
        QTest::newRow("nothing") << u""_s << u""_s << u""_s << u""_s;
        QTest::newRow("one") << u"a"_s << u""_s << u""_s << u"a"_s;
        QTest::newRow("as they stand") << u"c a b"_s << u""_s << u""_s << u"c a b"_s;
        QTest::newRow("needed ones first") << u"a b c"_s << u"a>b b>c"_s << u""_s << u"c b a"_s;
        QTest::newRow("named and needed") << u"a b c d"_s << u"a>b c>d"_s << u"a"_s << u"b a"_s;
        QTest::newRow("cycle") << u"a b c"_s << u"a>b b>a a>c"_s << u""_s << u"c a b"_s;
        QTest::newRow("needs itself") << u"a b"_s << u"a>a"_s << u""_s << u"a b"_s;
        QTest::newRow("all in a circle") << u"a b c"_s << u"a>b b>c c>a"_s << u"b"_s << u"a b c"_s;
    }

    void order()
    {
        QFETCH(QString, names);
        QFETCH(QString, arrows);
        QFETCH(QString, wanted);
        QFETCH(QString, order);
        const WorkspaceSnapshot snapshot = snapshotOfGraph(names, arrows);
        QCOMPARE(tourOrder(snapshot, wanted.split(u' ', Qt::SkipEmptyParts)).join(u' '), order);
    }

    void stations()
    {
        WorkspaceSnapshot snapshot = snapshotOfGraph(u"a b c"_s, u"a>b b>a a>c"_s);
        snapshot.idas[0].title = u"The \u202eA\n"_s;
        snapshot.idas[0].description = u"What  it\tis.\x1b"_s;
        snapshot.idas[0].owner = u"squad"_s;
        const WorkspaceTour tour = stationsOf(snapshot, tourOrder(snapshot, {}));
        QCOMPARE(tour.stations.size(), 3);
        QCOMPARE(tour.cycles, (QList<QStringList> {{u"a"_s, u"b"_s}}));
        const TourStation &c = tour.stations.at(0);
        QCOMPARE(c.title, u"c"_s);
        QVERIFY(c.cycle.isEmpty());
        QVERIFY(c.description.text.isEmpty() && c.owner.text.isEmpty() && c.needs.isEmpty());
        QCOMPARE(c.neededBy.size(), 1);
        QCOMPARE(c.neededBy.first().folder, u"/w/a"_s);
        QVERIFY(!c.neededBy.first().isMutual);
        const TourStation &a = tour.stations.at(1);
        QCOMPARE(a.title, u"The A"_s);
        QCOMPARE(a.description.text, u"What it is."_s);
        QCOMPARE(a.owner, (TourText {u"squad"_s, {}, u"manifest"_s}));
        QCOMPARE(a.cycle, (QStringList {u"a"_s, u"b"_s}));
        QVERIFY(a.needs.at(0).isMutual);
        QVERIFY(!a.needs.at(1).isMutual);
    }

    void organisations_data()
    {
        QTest::addColumn<QString>("remote");
        QTest::addColumn<QString>("organisation");
        QTest::newRow("web") << u"https://git.example.org/team/orders.git"_s << u"team"_s;
        QTest::newRow("ssh") << u"git@git.example.org:team/sub/orders.git"_s << u"team/sub"_s;
        QTest::newRow("none") << u"https://git.example.org/orders.git"_s << u""_s;
        QTest::newRow("path") << u"/srv/git/orders.git"_s << u""_s;
        QTest::newRow("nothing") << u""_s << u""_s;
    }

    void organisations()
    {
        QFETCH(QString, remote);
        QFETCH(QString, organisation);
        QCOMPARE(organisationOf(remote), organisation);
    }

    void madeUsers_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("shell");
        QTest::addColumn<QString>("made");
        const auto row = [](const char *name,
                            const QStringList &words,
                            const QString &shell,
                            const QString &made) { QTest::newRow(name) << words << shell << made; };
        row("none", {u"manage.py"_s, u"migrate"_s}, {}, {});
        row("option",
            {u"manage.py"_s, u"createsuperuser"_s, u"--noinput"_s, u"--username"_s, u"root"_s},
            {},
            u"superuser root"_s);
        row("with an equals sign",
            {u"manage.py"_s, u"createsuperuser"_s, u"--username=root"_s},
            {},
            u"superuser root"_s);
        row("nobody named", {u"manage.py"_s, u"createsuperuser"_s}, {}, u"superuser "_s);
        row("in a shell",
            {},
            u"DJANGO_SUPERUSER_USERNAME=ada DJANGO_SUPERUSER_PASSWORD=x ./manage.py createsuperuser --noinput"_s,
            u"superuser ada"_s);
        row("sh -c",
            {u"sh"_s, u"-c"_s, u"./manage.py createsuperuser --username 'ada'"_s},
            {},
            u"superuser ada"_s);
        row("manage_user",
            {u"manage.py"_s,
             u"manage_user"_s,
             u"edx"_s,
             u"edx@example.com"_s,
             u"--superuser"_s,
             u"--staff"_s},
            {},
            u"superuser edx"_s);
        row("two of them",
            {},
            u"m manage_user a a@x --staff && m manage_user b b@x"_s,
            u"staff a;user b"_s);
        row("code",
            {u"manage.py"_s,
             u"shell"_s,
             u"-c"_s,
             u"U.objects.create_superuser('ada', 'a@x', 'secret-word')"_s},
            {},
            u"superuser ada"_s);
        row("a variable is no name",
            {u"manage.py"_s, u"createsuperuser"_s, u"--username"_s, u"$ADMIN"_s},
            {},
            u"superuser "_s);
    }

    void madeUsers()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, shell);
        QFETCH(QString, made);
        QStringList found;
        for (const MadeUser &user : devstack::madeUsers(runOf(words, shell)))
            found += toString(user.kind) + u' ' + user.user;
        QCOMPARE(found.join(u';'), made);
    }

    void markdown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("escaped");
        const auto row = [](const char *name, const QString &text, const QString &escaped) {
            QTest::newRow(name) << text << escaped;
        };
        row("plain", u"Keeps what was ordered."_s, u"Keeps what was ordered."_s);
        row("pipes and backticks", u"a|b `c`"_s, u"a\\|b \\`c\\`"_s);
        row("html", u"<img src=x onerror=alert(1)>"_s, u"\\<img src=x onerror=alert\\(1\\)\\>"_s);
        row("entity", u"&lt;b&gt;"_s, u"\\&lt;b\\&gt;"_s);
        row("link", u"[x](javascript:y)"_s, u"\\[x\\]\\(javascript:y\\)"_s);
        row("address", u"see https://x.example"_s, u"see https&#58;//x.example"_s);
        row("www", u"www.x.example"_s, u"www&#46;x.example"_s);
        row("mention", u"ask @team or a@b.c"_s, u"ask &#64;team or a&#64;b.c"_s);
        row("emphasis", u"*a* _b_ ~c~ $d$"_s, u"\\*a\\* \\_b\\_ \\~c\\~ \\$d\\$"_s);
        row("heading", u"# no"_s, u"\\# no"_s);
        row("list", u"- no"_s, u"\\- no"_s);
        row("number", u"12. no 3.4"_s, u"12\\. no 3.4"_s);
        row("backslash", u"a\\`b"_s, u"a\\\\\\`b"_s);
        row("lines", u"a\n\n# b"_s, u"a\\\\x0a\\\\x0a\\# b"_s);
        row("bidi and control", u"a\u202eb\x1b"_s, u"a\\\\u202eb\\\\x1b"_s);
        row("umlauts and others", u"Größe 数据 ✓"_s, u"Größe 数据 ✓"_s);
    }

    void markdown()
    {
        QFETCH(QString, text);
        QFETCH(QString, escaped);
        QCOMPARE(markdownText(text), escaped);
    }

    void code()
    {
        QCOMPARE(markdownCode(u"a.yml:3"_s), u"`a.yml:3`"_s);
        QCOMPARE(markdownCode(u"a`b``c"_s), u"``` a`b``c ```"_s);
        QCOMPARE(markdownCode(u"a\nb"_s), u"`a\\x0ab`"_s);
        QCOMPARE(markdownCode(u"  "_s), QString());
    }

    void mermaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("label");
        const auto row = [](const char *name, const QString &text, const QString &label) {
            QTest::newRow(name) << text << label;
        };
        row("plain", u"order-service_2.x"_s, u"order-service_2.x"_s);
        row("end", u"end"_s, u"end"_s);
        row("quotes and brackets", u"a\"]; b"_s, u"a#34;#93;#59; b"_s);
        row("html", u"<b>"_s, u"#60;b#62;"_s);
        row("markdown string", u"`**a**`"_s, u"#96;#42;#42;a#42;#42;#96;"_s);
        row("entity", u"#quot;"_s, u"#35;quot#59;"_s);
        row("line", u"a\nend"_s, u"a#92;x0aend"_s);
        row("nothing", u""_s, u"?"_s);
        row("script", u"数据"_s, u"数据"_s);
    }

    void mermaid()
    {
        QFETCH(QString, text);
        QFETCH(QString, label);
        QCOMPARE(mermaidText(text), label);
    }

    void longLabelsAreCut() { QCOMPARE(mermaidText(QString(u'a').repeated(500)).size(), 60); }

    /// Whatever the names are, nothing of them is markup, and each line is one that it should be.
    void hostileTour()
    {
        const QString evil = u"x\"];\n```\n# y <script>|`[a](b) @z https://q end"_s;
        WorkspaceSnapshot snapshot = snapshotOfGraph(u"a b"_s, u"a>b b>a"_s);
        for (IdaView &ida : snapshot.idas) {
            ida.title = ida.description = ida.owner = evil;
            ida.urls = {{evil, u"http://x/\"><b>"_s}, {u"ok"_s, u"http://localhost:1/"_s}};
            ida.repository = u"https://git.example.org/team/a.git"_s;
        }
        for (DependencyEdge &edge : snapshot.edges)
            edge.evidence = {{SourceMark {u"a`b.yml"_s, 1, 0}, evil}};
        WorkspaceTour tour = stationsOf(snapshot, tourOrder(snapshot, {}));
        tour.workspace = evil;
        tour.stations[0].lastChange = git::LastCommit {
            QString(u'a').repeated(40), evil, evil, QDateTime::currentDateTimeUtc()};
        const QString text = tourMarkdown(tour);
        QCOMPARE(text, tourMarkdown(tour));
        static const QRegularExpression kLine(
            u"^($|# Tour of |## \\d+\\. |### |- |  - |\\d+ IDAs?, |```(mermaid)?$|graph LR$|    n\\d+(\\[\"[^\"\\]\\[<>`]*\"\\]| (-->|-\\.->) n\\d+)$|a, b need |x\")"_s);
        int fences = 0;
        for (const QString &line : text.split(u'\n')) {
            QVERIFY2(kLine.match(line).hasMatch(), qPrintable(line));
            fences += line.startsWith(u"```"_s) ? 1 : 0;
            // Outside of code nothing is left as it was.
            QString outside = line;
            static const QRegularExpression kCode(u"(`+) ?.*? ?\\1(?!`)"_s);
            static const QRegularExpression kLink(u"^(.*)<https?://[A-Za-z0-9:/.]+>"_s);
            outside.replace(kLink, u"\\1"_s);
            outside.replace(u"\\`"_s, QString());
            outside.remove(kCode);
            static const QRegularExpression kMarkup(
                u"(?<!\\\\)<|(?<!\\\\)\\||(?<!\\\\)\\]\\(|https?://|@"_s);
            if (!line.startsWith(u"    n"_s))
                QVERIFY2(!kMarkup.match(outside).hasMatch(), qPrintable(line));
        }
        QCOMPARE(fences, 2);
    }

    void emptyTour()
    {
        WorkspaceTour tour;
        tour.workspace = u"shop"_s;
        QCOMPARE(tourMarkdown(tour),
                 u"# Tour of shop\n\nThis workspace has no repositories yet.\n"_s);
    }

    /// From files, without an Engine.
    void ofAWorkspace()
    {
        const WorkspaceFolder folder;
        folder.write(u"devstack.yml"_s,
                     "version: 1\nname: shop\nidas:\n  orders: {}\n  users: {}\n  gone: "
                     "{repository: https://git.example.org/team/gone.git}\n");
        folder.write(u"orders/docker-compose.yml"_s, composeOf("orders", "users: {}"));
        folder.write(u"orders/README.rst"_s, "Orders\n======\n\nKeeps what was ordered.\n");
        folder.write(u"orders/.github/CODEOWNERS"_s, "* @team/orders\n");
        folder.write(u"users/docker-compose.yml"_s, composeOf("users"));
        folder.write(
            u"users/README.md"_s,
            "# Users\n\nWho may sign in here.\nSign in as ada, password `correct-horse`.\n");
        folder.write(u"users/catalog-info.yaml"_s, "spec:\n  owner: team-users\n");
        const auto workspace = folder.open();
        const auto told = tour(*workspace, {}, {});
        QVERIFY(told);
        QStringList names;
        for (const TourStation &station : told->stations)
            names += station.name;
        QVERIFY2(names.indexOf(u"users"_s) < names.indexOf(u"orders"_s),
                 qPrintable(names.join(u' ')));
        const TourStation &orders = told->stations.at(names.indexOf(u"orders"_s));
        QCOMPARE(orders.description.text, u"Keeps what was ordered."_s);
        QCOMPARE(orders.description.mark, (SourceMark {u"README.rst"_s, 4, 0}));
        QCOMPARE(orders.owner.text, u"@team/orders"_s);
        QCOMPARE(orders.owner.mark, (SourceMark {u".github/CODEOWNERS"_s, 1, 0}));
        QCOMPARE(orders.needs.value(0).ida, u"users"_s);
        QVERIFY(!orders.lastChange);
        QVERIFY2(orders.noChange.contains(u"no commit yet"_s), qPrintable(orders.noChange));
        const TourStation &users = told->stations.at(names.indexOf(u"users"_s));
        QCOMPARE(users.owner.text, u"team-users"_s);
        QCOMPARE(users.neededBy.value(0).ida, u"orders"_s);
        QCOMPARE(users.signIns.value(0).user, u"admin"_s);
        QCOMPARE(users.signIns.value(0).mark.line, 5);
        QVERIFY(users.signIns.last().kind == TourSignIn::Kind::Described);
        QCOMPARE(users.signIns.last().mark, (SourceMark {u"README.md"_s, 4, 0}));
        const TourStation &gone = told->stations.at(names.indexOf(u"gone"_s));
        QVERIFY(!gone.cloned);
        QCOMPARE(gone.owner, (TourText {u"team"_s, {}, u"remote"_s}));
        // No password, and no folder of this machine.
        const QString text = tourMarkdown(*told);
        QVERIFY2(!text.contains(u"correct-horse"_s), qPrintable(text));
        QVERIFY2(!text.contains(folder.path()), qPrintable(text));

        const auto some = tour(*workspace, {u"users"_s}, {});
        QCOMPARE(some->stations.size(), 1);
        QVERIFY(tour(*workspace, {u"user"_s}, {}).error().kind == Error::Kind::NotFound);
    }
};

QTEST_GUILESS_MAIN(TourTest)
#include "tst_tour.moc"
