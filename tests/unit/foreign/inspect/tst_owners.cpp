// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/owners.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class OwnersTest : public QObject
{
    Q_OBJECT

private slots:
    void owners_data()
    {
        QTest::addColumn<bool>("catalog");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name,
                            bool catalog,
                            const QString &file,
                            const QString &owner,
                            int line) { QTest::newRow(name) << catalog << file << owner << line; };
        row("all of it", false, u"# who\n* @org/team-a @dana\n"_s, u"@org/team-a, @dana"_s, 2);
        row("the last one counts",
            false,
            u"* @old\n/docs @writers\n* @new # since May"_s,
            u"@new"_s,
            3);
        row("parts are not the whole", false, u"*.py @pythonists\n/src/ @devs"_s, QString(), 0);
        row("taken away", false, u"* @old\n*"_s, QString(), 0);
        row("slash", false, u"/ owner@example.org"_s, u"owner@example.org"_s, 1);
        row("empty", false, QString(), QString(), 0);
        row("controls", false, u"* @a\u202eb\x1b"_s, u"@ab"_s, 1);

        row("spec.owner",
            true,
            u"kind: Component\nmetadata:\n  name: x\n  owner: not-this\nspec:\n  type: service\n  owner: group:team-a\n"_s,
            u"team-a"_s,
            7);
        row("quoted", true, u"spec:\n  owner: \"team b\" # us"_s, u"team b"_s, 2);
        row("with a namespace", true, u"spec:\n    owner: group:default/team-c"_s, u"team-c"_s, 2);
        row("user", true, u"spec:\n  owner: user:dana"_s, u"dana"_s, 2);
        row("deeper is another",
            true,
            u"spec:\n  type: x\n  more:\n    owner: nobody"_s,
            QString(),
            0);
        row("comment", true, u"spec:\n# owner: no\n  owner: team-d # yes"_s, u"team-d"_s, 3);
        row("not of another section", true, u"spec:\n  a: b\nother:\n  owner: x"_s, QString(), 0);
        row("none", true, u"spec:\n  owner:\n"_s, QString(), 0);
    }

    void owners()
    {
        QFETCH(bool, catalog);
        QFETCH(QString, file);
        QFETCH(QString, name);
        QFETCH(int, line);
        const QStringList lines = file.split(u'\n');
        const FoundOwner found = catalog ? catalogOwner(lines) : codeOwners(lines);
        QCOMPARE(found.name, name);
        QCOMPARE(found.line, line);
    }
};

QTEST_GUILESS_MAIN(OwnersTest)
#include "tst_owners.moc"
