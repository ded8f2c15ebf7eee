// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/closingstatement.h"
#include "service/comparing/compareschemas.h"
#include "service/comparing/comparisontext.h"
#include "service/comparing/keptrows.h"
#include "service/comparing/rowmerge.h"
#include "service/comparing/schemaquestion.h"
#include "service/comparing/seedstatements.h"
#include "service/comparing/touchedfiles.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

using ObjectKind = SchemaObject::Kind;

const ServerDialect kMariaDb {DatabaseKind::MySql, true, 10};
const ServerDialect kMySql {DatabaseKind::MySql, false, 9};
const ServerDialect kPostgres {DatabaseKind::Postgres, false, 15};

/// A line of an answer, as a server would write it.
QString answered(const QStringList &fields)
{
    QStringList digits;
    for (const QString &field : fields)
        digits += field.isNull() ? u"N"_s : QString::fromLatin1(field.toUtf8().toHex());
    return digits.join(u',') + u'\n';
}

DatabaseSchema schemaOf(const QList<SchemaObject> &objects, const QStringList &migrations = {})
{
    return {objects, migrations};
}

const SchemaObject kTable {ObjectKind::Table, {}, u"course"_s, {}, {u"ENGINE=InnoDB"_s}};
const SchemaObject kColumn {
    ObjectKind::Column, {}, u"course"_s, u"id"_s, {u"int"_s, u"NOT NULL"_s}};
const SchemaObject kOther {ObjectKind::Column, {}, u"course"_s, u"name"_s, {u"text"_s}};

/// One side of a merge.
NextRow rowsOf(const QList<RowDigest> &rows)
{
    return [rows, i = qsizetype(0)]() mutable -> Result<std::optional<RowDigest>> {
        return i < rows.size() ? std::optional(rows.at(i++)) : std::optional<RowDigest>();
    };
}

} // namespace

class ComparingTest : public QObject
{
    Q_OBJECT

private slots:
    void namesAreQuotedWhateverTheyHold()
    {
        QCOMPARE(quotedName(DatabaseKind::MySql, u"a`b\n;"_s), u"`a``b\n;`"_s);
        QCOMPARE(quotedName(DatabaseKind::Postgres, u"a\"b"_s), u"\"a\"\"b\""_s);
        QCOMPARE(quotedTable(DatabaseKind::MySql, u"x"_s, u"y"_s), u"`x`.`y`"_s);
        QCOMPARE(quotedText(DatabaseKind::MySql, u"it's"_s), u"'it''s'"_s);
        QCOMPARE(quotedText(DatabaseKind::MySql, u"\\'"_s), u"CONVERT(X'5c27' USING utf8mb4)"_s);
        QCOMPARE(quotedText(DatabaseKind::Postgres, u"\\'"_s), u"E'\\\\'''"_s);
    }

    void whatIsSaidOfChanges()
    {
        DataChanges changes;
        changes.since = u"demo"_s;
        changes.isCheckpoint = true;
        changes.tables = 4;
        changes.examined = 3;
        QCOMPARE(sinceText(changes), u"the checkpoint “demo”"_s);
        QCOMPARE(readText(changes), u"3 of 4 tables were read, the others were not written"_s);
        changes.examined = 4;
        QCOMPARE(readText(changes), u"all of 4 tables were read"_s);
        changes.isCheckpoint = false;
        changes.since = u"2026-11-24T09:12:00Z"_s;
        QVERIFY(sinceText(changes).startsWith(u"the data kept on 2026-11-2"_s));
        TableChanges table;
        QVERIFY(tableText(table).isEmpty());
        table.hasOtherColumns = true;
        QCOMPARE(tableText(table), u"other columns"_s);
        table.state = TableChanges::State::Dropped;
        QCOMPARE(tableText(table), u"dropped"_s);
    }

    void rareKindsOfRowsAreKept()
    {
        using Kind = RowChange::Kind;
        KeptRows kept(4);
        const auto offer = [&](const QString &key, Kind kind) {
            RowChange change;
            change.kind = kind;
            kept.offer(key, change);
        };
        for (int i = 10; i < 30; ++i)
            offer(QString::number(i), Kind::Added);
        QCOMPARE(kept.rows().keys(), (QStringList {u"10"_s, u"11"_s, u"12"_s, u"13"_s}));
        offer(u"30"_s, Kind::Changed);
        offer(u"31"_s, Kind::Removed);
        QCOMPARE(kept.rows().keys(), (QStringList {u"10"_s, u"11"_s, u"30"_s, u"31"_s}));
        offer(u"32"_s, Kind::Removed); // as many as of the others: the first ones stay
        offer(u"33"_s, Kind::Added);
        QCOMPARE(kept.rows().keys(), (QStringList {u"10"_s, u"11"_s, u"30"_s, u"31"_s}));
        QCOMPARE(kept.size(), 4);
        KeptRows none(0);
        none.offer(u"1"_s, {});
        QCOMPARE(none.size(), 0);
    }

    void columnsThatDiffer()
    {
        TableChanges table;
        table.table.columns
            = {{u"id"_s, u"int"_s, true}, {u"name"_s, u"varchar"_s}, {u"icon"_s, u"blob"_s}};
        RowChange row {RowChange::Kind::Changed,
                       RowValues {"1", "a", "x"},
                       RowValues {"1", std::nullopt, "x"}};
        QCOMPARE(differingColumns(table, row), QList<qsizetype> {1});
        QCOMPARE(valueText(table.table.columns.at(1), *row.after, 1), u"NULL"_s);
        QCOMPARE(valueText(table.table.columns.at(2), *row.after, 2), u"0x78"_s);
        row.after = row.before; // what differs was cut off
        QVERIFY(differingColumns(table, row).isEmpty());
        row.after.reset();
        QCOMPARE(differingColumns(table, row).size(), 3);
    }

    void whatIsSaidOfSchemas()
    {
        QCOMPARE(definitionText(u"int  NOT\nNULL"_s, true), u"int NOT NULL"_s);
        QCOMPARE(definitionText(QString(u""_s), true), u"there"_s);
        QCOMPARE(definitionText(std::nullopt, true), u"–"_s);
        QCOMPARE(definitionText(std::nullopt, false), u"?"_s);
        SchemaDiff diff;
        diff.ida = u"store"_s;
        diff.service = u"db"_s;
        diff.compared = 1;
        QCOMPARE(sameText(diff), u"store/db: no difference in 1 object."_s);
        QVERIFY(pendingText(diff).isEmpty());
        QVERIFY(notesOf(diff).isEmpty());
        diff.pending = {u"a.0002_b"_s};
        diff.liveNote = u"It does not run."_s;
        QCOMPARE(pendingText(diff), u"Pending: a.0002_b. “devstack up store” runs them."_s);
        QCOMPARE(notesOf(diff), QStringList {u"It does not run."_s});
    }

    void aRowIsReadOrRefused()
    {
        const auto row = answerRow(u"6162,N,,2C"_s);
        QVERIFY(row);
        QCOMPARE(*row, (AnswerRow {"ab", std::nullopt, QByteArray(""), ","}));
        for (const QString &line : {u"zz"_s, u"616"_s, u"NULL"_s, u"61 62"_s})
            QVERIFY2(!answerRow(line), qPrintable(line));
    }

    void theServerTellsItself()
    {
        QVERIFY(dialectOf(DatabaseKind::MySql, u"10.11.6-MariaDB-0+deb12u1\n"_s)->isMariaDb);
        QCOMPARE(*dialectOf(DatabaseKind::MySql, u"9.7.0\n"_s), kMySql);
        QCOMPARE(*dialectOf(DatabaseKind::Postgres, u"15.4 (Debian 15.4-1)\n"_s), kPostgres);
        QVERIFY(!dialectOf(DatabaseKind::MySql, u"what?"_s));
    }

    void anAnswerBecomesASchema()
    {
        const QString answer
            = answered({u"table"_s, u""_s, u"course"_s, u"InnoDB"_s, u"utf8mb4_bin"_s})
            + answered({u"column"_s,
                        u""_s,
                        u"course"_s,
                        u"id"_s,
                        u"int(11)"_s,
                        {},
                        u"NO"_s,
                        {},
                        u"auto_increment"_s,
                        {},
                        u""_s})
            + answered({u"column"_s,
                        u""_s,
                        u"course"_s,
                        u"name"_s,
                        u"varchar(9)"_s,
                        u"utf8mb4_bin"_s,
                        u"YES"_s,
                        u"NULL"_s,
                        u""_s,
                        {},
                        u"it's"_s})
            + answered({u"column"_s,
                        u""_s,
                        u"a view"_s,
                        u"x"_s,
                        u"int(11)"_s,
                        {},
                        u"NO"_s,
                        {},
                        u""_s,
                        {},
                        u""_s})
            + answered({u"index"_s,
                        u""_s,
                        u"course"_s,
                        u"both"_s,
                        u"0"_s,
                        u"id"_s,
                        {},
                        u"A"_s,
                        u"BTREE"_s,
                        {}})
            + answered({u"index"_s,
                        u""_s,
                        u"course"_s,
                        u"both"_s,
                        u"0"_s,
                        u"name"_s,
                        u"5"_s,
                        u"D"_s,
                        u"BTREE"_s,
                        {}})
            + answered({u"foreign"_s,
                        u""_s,
                        u"course"_s,
                        u"fk"_s,
                        u"id"_s,
                        u"o"_s,
                        u"t"_s,
                        u"x"_s,
                        u"RESTRICT"_s,
                        u"CASCADE"_s})
            + answered({u"check"_s, u""_s, u"course"_s, u"name"_s, u"Column"_s, u"`name` <> ''"_s})
            + answered({u"migration"_s, u"shop"_s, u"0002_b"_s})
            + answered({u"migration"_s, u"shop"_s, u"0001_a"_s});
        const auto schema = readSchema(kMariaDb, answer);
        QVERIFY2(schema, qPrintable(schema ? QString() : schema.error().toText()));
        const auto definition = [&](ObjectKind kind, const QString &name) {
            const SchemaObject *object = schema->find(kind, name);
            return object ? object->definition() : u"none"_s;
        };
        QCOMPARE(definition(ObjectKind::Table, u"course"_s),
                 u"ENGINE=InnoDB COLLATE=utf8mb4_bin"_s);
        QCOMPARE(definition(ObjectKind::Column, u"course.id"_s),
                 u"int(11) NOT NULL auto_increment"_s);
        QCOMPARE(definition(ObjectKind::Column, u"course.name"_s),
                 u"varchar(9) COLLATE utf8mb4_bin COMMENT 'it''s' CHECK (`name` <> '')"_s);
        QCOMPARE(definition(ObjectKind::Column, u"a view.x"_s), u"none"_s);
        QCOMPARE(definition(ObjectKind::Index, u"course.both"_s),
                 u"UNIQUE KEY (`id`,`name`(5) DESC)"_s);
        QCOMPARE(definition(ObjectKind::Constraint, u"course.fk"_s),
                 u"FOREIGN KEY (`id`) REFERENCES `o`.`t` (`x`) ON DELETE CASCADE"_s);
        QCOMPARE(schema->migrations, (QStringList {u"shop.0001_a"_s, u"shop.0002_b"_s}));
        QCOMPARE(*databaseSchemaFromJson(toJson(*schema)), *schema);
        QVERIFY(!databaseSchemaFromJson({}));
        QVERIFY(!readSchema(kMariaDb, u"7461626C65,61\n"_s));
    }

    void statementsClose_data()
    {
        QTest::addColumn<bool>("isPostgres");
        QTest::addColumn<QStringList>("present");
        QTest::addColumn<QStringList>("target");
        QTest::addColumn<QString>("statement");
        const QStringList none;
        QTest::newRow("add") << false << none << QStringList {u"int"_s, u"NOT NULL"_s}
                             << u"ALTER TABLE `o``r` ADD COLUMN `it's` int NOT NULL;"_s;
        QTest::newRow("drop") << false << QStringList {u"int"_s} << none
                              << u"ALTER TABLE `o``r` DROP COLUMN `it's`;"_s;
        QTest::newRow("change") << false << QStringList {u"int"_s} << QStringList {u"bigint"_s}
                                << u"ALTER TABLE `o``r` MODIFY COLUMN `it's` bigint;"_s;
        QTest::newRow("same") << false << QStringList {u"int"_s} << QStringList {u"int"_s}
                              << QString();
        QTest::newRow("null") << true << QStringList {u"text"_s, {}, {}, {}}
                              << QStringList {u"text"_s, u"NOT NULL"_s, u"DEFAULT 1"_s, {}}
                              << u"ALTER TABLE \"o`r\" ALTER COLUMN \"it's\" SET DEFAULT 1, ALTER "
                                 u"COLUMN \"it's\" SET NOT NULL;"_s;
        QTest::newRow("type") << true << QStringList {u"text"_s, {}, u"DEFAULT 1"_s, {}}
                              << QStringList {u"integer"_s, {}, {}, {}}
                              << u"ALTER TABLE \"o`r\" ALTER COLUMN \"it's\" DROP DEFAULT, ALTER "
                                 u"COLUMN \"it's\" TYPE integer USING \"it's\"::integer;"_s;
    }

    void statementsClose()
    {
        QFETCH(const bool, isPostgres);
        QFETCH(const QStringList, present);
        QFETCH(const QStringList, target);
        QFETCH(const QString, statement);
        const SchemaObject one {ObjectKind::Column, {}, u"o`r"_s, u"it's"_s, present};
        const SchemaObject other {ObjectKind::Column, {}, u"o`r"_s, u"it's"_s, target};
        QCOMPARE(closingStatement(isPostgres ? kPostgres : kMariaDb,
                                  present.isEmpty() ? nullptr : &one,
                                  target.isEmpty() ? nullptr : &other,
                                  {}),
                 statement);
    }

    void aTableIsMadeWithAllItsParts()
    {
        const SchemaObject key {
            ObjectKind::Index, {}, u"course"_s, u"PRIMARY"_s, {u"PRIMARY KEY"_s, u"(`id`)"_s, {}}};
        const SchemaObject foreign {
            ObjectKind::Constraint, {}, u"course"_s, u"fk"_s, {u"FOREIGN KEY"_s, u"(`id`)"_s}};
        const DatabaseSchema schema = schemaOf({kTable, kColumn, key, foreign});
        QCOMPARE(closingStatement(kMariaDb, nullptr, &kTable, schema),
                 u"CREATE TABLE `course` (\n  `id` int NOT NULL,\n  PRIMARY KEY (`id`),\n  "
                 u"CONSTRAINT `fk` FOREIGN KEY (`id`)\n) ENGINE=InnoDB;"_s);
        QCOMPARE(closingStatement(kMariaDb, &foreign, nullptr, schema),
                 u"ALTER TABLE `course` DROP FOREIGN KEY `fk`;"_s);
        QCOMPARE(closingStatement(kMariaDb, &key, nullptr, schema),
                 u"ALTER TABLE `course` DROP PRIMARY KEY;"_s);
    }

    void meaningsFollowFromWhoHasIt()
    {
        const DatabaseSchema without = schemaOf({kTable, kColumn});
        const DatabaseSchema with = schemaOf({kTable, kColumn, kOther});
        const auto meaning = [](const std::optional<DatabaseSchema> &production,
                                const std::optional<DatabaseSchema> &migrations,
                                const DatabaseSchema &live) {
            const auto found = compareSchemas(kMariaDb, {production, migrations, live, true, {}});
            return found.size() == 1 ? found.first().meaning : QString::number(found.size());
        };
        QCOMPARE(meaning(without, without, without), u"0"_s);
        QCOMPARE(meaning(std::nullopt, with, without), u"migration pending: run devstack up"_s);
        QCOMPARE(meaning(std::nullopt, without, with), u"made by hand"_s);
        QCOMPARE(meaning(without, with, with), u"production is behind"_s);
        QCOMPARE(meaning(with, std::nullopt, without), u"missing in the live database"_s);
        // Django's own table tells more.
        DatabaseSchema one = without;
        one.migrations = {u"shop.0001_a"_s};
        DatabaseSchema two = with;
        two.migrations = {u"shop.0001_a"_s, u"shop.0002_b"_s};
        QCOMPARE(meaning(std::nullopt, two, one),
                 u"migration pending (shop.0002_b): run devstack up"_s);
        QCOMPARE(meaning(one, two, two), u"production is behind (shop.0002_b)"_s);
        QCOMPARE(meaning(two, one, one),
                 u"production is ahead (shop.0002_b): update the checkout"_s);
        DatabaseSchema removed = two;
        removed.objects.removeLast();
        QCOMPARE(meaning(std::nullopt, two, removed), u"removed by hand"_s);
        // Nothing is proposed where the migrations are not known as they are now.
        const auto older = compareSchemas(kMariaDb, {std::nullopt, one, two, false, {}});
        QCOMPARE(older.size(), 1);
        QCOMPARE(older.first().meaning,
                 u"a migration since the data was kept (shop.0002_b), or by hand"_s);
        QCOMPARE(older.first().statement, QString());
    }

    void theColumnsOfAMissingTableAreNoDifferencesOfTheirOwn()
    {
        const auto found = compareSchemas(
            kMariaDb, {std::nullopt, schemaOf({kTable, kColumn, kOther}), {}, true, {}});
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().name, u"course"_s);
        QCOMPARE(found.first().live, std::nullopt);
    }

    /// A name with “%2” in it is no place for another text.
    void questionsKeepHostileNames()
    {
        const TableShape table {
            {},
            u"%3`"_s,
            {},
            {{u"%2 `x"_s, u"int"_s, true, false}, {u"%1"_s, u"text"_s, false, false}},
            {}};
        for (const DatabaseKind kind : {DatabaseKind::MySql, DatabaseKind::Postgres}) {
            const QStringList names {quotedName(kind, u"%2 `x"_s),
                                     quotedName(kind, u"%1"_s),
                                     quotedName(kind, u"%3`"_s)};
            for (const QByteArray &question : {sumsQuestion(kind, {table}),
                                               digestsQuestion(kind, table, {u"a7"_s}),
                                               rowsQuestion(kind, table, {u"00"_s}, 80)}) {
                for (const QString &name : names)
                    QVERIFY2(question.contains(name.toUtf8()), question.constData());
            }
        }
    }

    void rowsAreMergedInOneGo()
    {
        QStringList seen;
        const auto note = [&](const QString &key,
                              const std::optional<QString> &before,
                              const std::optional<QString> &after) {
            seen += key + u':' + before.value_or(u"-"_s) + u'>' + after.value_or(u"-"_s);
        };
        QVERIFY(mergeRows(
            rowsOf({{u"a"_s, u"1"_s}, {u"b"_s, u"1"_s}, {u"d"_s, u"1"_s}}),
            rowsOf({{u"b"_s, u"1"_s}, {u"c"_s, u"1"_s}, {u"d"_s, u"2"_s}, {u"e"_s, u"1"_s}}),
            note));
        QCOMPARE(seen.join(u' '), u"a:1>- c:->1 d:1>2 e:->1"_s);
        QVERIFY(!mergeRows(rowsOf({{u"b"_s, u"1"_s}, {u"a"_s, u"1"_s}}), rowsOf({}), note));
        QVERIFY(!rowDigest(u"NULL"_s));
    }

    void untouchedTablesAreNotRead()
    {
        TableShape table;
        table.place = u"store/course"_s;
        const TouchedFiles inn(DatabaseKind::MySql,
                               {true,
                                {u"./store/other.ibd"_s, u"./ibdata1"_s},
                                {u"./store/other.ibd"_s, u"./store/course.ibd"_s}});
        QVERIFY(!inn.mayDiffer(table, table));
        table.place = u"store/other"_s;
        QVERIFY(inn.mayDiffer(table, table));
        // In a file with others, with a name written otherwise, of another engine: it may.
        for (const QString &place : {u"store/shared"_s, u"store/a b"_s, QString()}) {
            table.place = place;
            QVERIFY2(inn.mayDiffer(table, table), qPrintable(place));
        }
        const TouchedFiles post(DatabaseKind::Postgres,
                                {true,
                                 {u"./pgdata/base/5/20.1"_s, u"./base/5/30_fsm"_s},
                                 {u"./base/5/10"_s, u"./base/5/20"_s, u"./base/5/30"_s}});
        table.place = u"base/5/10"_s;
        QVERIFY(!post.mayDiffer(table, table));
        TableShape rewritten = table;
        rewritten.place = u"base/5/11"_s;
        QVERIFY(post.mayDiffer(table, rewritten));
        for (const QString &place : {u"base/5/20"_s, u"base/5/30"_s, u"pg_tblspc/1/2"_s}) {
            table.place = place;
            QVERIFY2(post.mayDiffer(table, table), qPrintable(place));
        }
        QVERIFY(TouchedFiles(DatabaseKind::Postgres, {}).mayDiffer(table, table));
    }

    void valuesComeBackAsTheyWere()
    {
        const ColumnShape number {u"n"_s, u"int"_s, true, false};
        const ColumnShape text {u"t"_s, u"varchar"_s, false, false};
        const ColumnShape bytes {u"b"_s, u"blob"_s, false, false};
        QCOMPARE(sqlValue(DatabaseKind::MySql, number, "-5"), u"-5"_s);
        QCOMPARE(sqlValue(DatabaseKind::MySql, number, "1; drop"), u"'1; drop'"_s);
        QCOMPARE(sqlValue(DatabaseKind::MySql, text, "it's"), u"'it''s'"_s);
        QCOMPARE(sqlValue(DatabaseKind::MySql, text, std::nullopt), u"NULL"_s);
        QCOMPARE(sqlValue(DatabaseKind::MySql, bytes, QByteArray("\0'", 2)), u"X'0027'"_s);
        QCOMPARE(sqlValue(DatabaseKind::Postgres, {u"n"_s, u"integer"_s, true, false}, "5"),
                 u"'5'::integer"_s);
    }

    void aSeedTakesAllRowsAwayBeforeItWrites()
    {
        TableChanges child;
        child.table = {{}, u"a_child"_s, {}, {{u"id"_s, u"int"_s, true, false}}, {u"parent"_s}};
        child.added = 1;
        child.rows = {{RowChange::Kind::Added, std::nullopt, RowValues {"1"}, 0, 0}};
        TableChanges parent = child;
        parent.table.name = u"parent"_s;
        parent.table.parents.clear();
        parent.table.columns += {u"u"_s, u"varchar"_s, false, false};
        parent.removed = 1;
        parent.changed = 1;
        parent.rows = {
            {RowChange::Kind::Added, std::nullopt, RowValues {"1", "x"}, 0, 0},
            {RowChange::Kind::Changed, RowValues {"2", "x"}, RowValues {"2", "y"}, 0, 0},
            {RowChange::Kind::Removed, RowValues {"7", "y"}, std::nullopt, 0, 0},
        };
        TableChanges made;
        made.state = TableChanges::State::Made;
        made.table.name = u"made"_s;
        DataChanges changes;
        changes.changes = {child, made, parent};
        changes.triggers = {{u"parent"_s, u"untouched"_s}, {u"parent"_s}, false};
        const SeedStatements seed = seedStatements(DatabaseKind::MySql, changes);
        const QString sql = QString::fromUtf8(seed.sql);
        QCOMPARE(seed.leftOut, QStringList {u"made"_s});
        QCOMPARE(seed.rows, 4);
        QCOMPARE(seed.warnings.size(), 1);
        QVERIFY(seed.warnings.first().contains(u"triggers of parent ("));
        QVERIFY(sql.contains(u"-- " + seed.warnings.first() + u'\n'));
        QCOMPARE(sql.section(u"START TRANSACTION;\n"_s, 1),
                 u"DELETE FROM `a_child` WHERE `id` = 1;\n"
                 u"DELETE FROM `parent` WHERE `id` = 1;\n"
                 u"DELETE FROM `parent` WHERE `id` = 2;\n"
                 u"DELETE FROM `parent` WHERE `id` = 7;\n"
                 u"INSERT INTO `parent` (`id`, `u`) VALUES (2, 'y');\n"
                 u"INSERT INTO `parent` (`id`, `u`) VALUES (1, 'x');\n"
                 u"INSERT INTO `a_child` (`id`) VALUES (1);\n"
                 u"COMMIT;\n"_s);
        // What one side has alone is not to be lost with a row.
        changes.changes = {parent};
        changes.changes.first().hasOtherColumns = true;
        const SeedStatements partly = seedStatements(DatabaseKind::MySql, changes);
        QVERIFY(partly.sql.contains("UPDATE `parent` SET `u` = 'y' WHERE `id` = 2;\n"));
        QVERIFY(!partly.sql.contains("DELETE FROM `parent` WHERE `id` = 2;"));
        QCOMPARE(partly.warnings.size(), 2);
    }

    void triggersOfPostgresAreOffWhereTheUserMay()
    {
        TableChanges table;
        table.table = {{},
                       u"t"_s,
                       {},
                       {{u"id"_s, u"integer"_s, true, false},
                        {u"n"_s, u"integer"_s, false, false, true},
                        {u"v"_s, u"text"_s, false, false}},
                       {}};
        table.added = 1;
        table.changed = 1;
        table.rows = {
            {RowChange::Kind::Added, std::nullopt, RowValues {"1", "5", "x"}, 0, 0},
            {RowChange::Kind::Changed, RowValues {"2", "6", "x"}, RowValues {"2", "6", "y"}, 0, 0}};
        DataChanges changes;
        changes.changes = {table};
        changes.triggers = {{u"t"_s}, {}, true};
        const SeedStatements seed = seedStatements(DatabaseKind::Postgres, changes);
        QCOMPARE(seed.warnings, QStringList());
        QVERIFY(seed.sql.contains("session_replication_role = replica;\n"));
        QVERIFY(seed.sql.contains("DELETE FROM ONLY \"t\" WHERE \"id\" = '2'::integer;\n"));
        QVERIFY(!seed.sql.contains("ON CONFLICT"));
        // Else a row that goes could take others with it.
        changes.triggers.canSwitchOff = false;
        const SeedStatements guarded = seedStatements(DatabaseKind::Postgres, changes);
        QCOMPARE(guarded.warnings.size(), 2);
        QVERIFY(!guarded.sql.contains("DELETE"));
        QVERIFY(!guarded.sql.contains("replica"));
        QVERIFY2(guarded.sql.contains("DO UPDATE SET \"v\" = EXCLUDED.\"v\";\n"),
                 guarded.sql.constData());
        QVERIFY(guarded.sql.contains(
            "UPDATE ONLY \"t\" SET \"v\" = 'y'::text WHERE \"id\" = '2'::integer;\n"));
    }

    /// A server's order of letters takes "a", "A" and "a " for one.
    void rowsWithoutAKeyAreTheSameByteByByte()
    {
        TableChanges table;
        table.table = {{}, u"t"_s, {}, {{u"v"_s, u"varchar"_s, false, false}}, {}};
        table.added = 5;
        table.removed = 1;
        table.rows = {{RowChange::Kind::Added, std::nullopt, RowValues {"a "}, 0, 5},
                      {RowChange::Kind::Removed, RowValues {std::nullopt}, std::nullopt, 1, 0}};
        DataChanges changes;
        changes.changes = {table};
        const QString sql = QString::fromUtf8(seedStatements(DatabaseKind::MySql, changes).sql);
        const QString same = u"CAST(CAST(`v` AS CHAR) AS BINARY) = CAST('a ' AS BINARY)"_s;
        QCOMPARE(sql.section(u"START TRANSACTION;\n"_s, 1),
                 u"DELETE FROM `t` WHERE %1;\n"
                 u"DELETE FROM `t` WHERE `v` IS NULL;\n"
                 u"INSERT INTO `t` (`v`) VALUES ('a ');\n"
                 u"INSERT INTO `t` (`v`) SELECT `v` FROM `t` WHERE %1 LIMIT 1;\n"
                 u"INSERT INTO `t` (`v`) SELECT `v` FROM `t` WHERE %1 LIMIT 2;\n"
                 u"INSERT INTO `t` (`v`) SELECT `v` FROM `t` WHERE %1 LIMIT 1;\n"
                 u"COMMIT;\n"_s.arg(same));
        const QByteArray postgres = seedStatements(DatabaseKind::Postgres, changes).sql;
        QVERIFY(postgres.contains(
            "DELETE FROM ONLY \"t\" WHERE (\"v\")::text COLLATE \"C\" = 'a ';\n"));
    }

    /// MariaDB answers NULL for what is longer than max_allowed_packet.
    void aValueThatTheServerDoesNotGiveIsNotNull()
    {
        const TableShape table {{}, u"t"_s, {}, {{u"v"_s, u"longblob"_s, false, false}}, {}};
        const QByteArray question = rowsQuestion(DatabaseKind::MySql, table, {u"00"_s}, 0);
        QVERIFY2(question.contains("IF(`v` IS NULL, 'N', IFNULL(HEX(`v`), 'X'))"),
                 question.constData());
        QVERIFY(isGiven(u"3132,N,"_s));
        QVERIFY(!isGiven(u"3132,X,N"_s));
        QVERIFY(!isGiven(u"X"_s));
        QVERIFY(!answerRow(u"3132,X"_s));
    }
};

QTEST_GUILESS_MAIN(ComparingTest)
#include "tst_comparing.moc"
