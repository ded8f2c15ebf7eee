// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/fetchdump.h"
#include "service/snapshots/dataarchive.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/snapshots/snapshots.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class SnapshotLabelsTest : public QObject
{
    Q_OBJECT

private slots:
    void productOfAVersionText_data();
    void productOfAVersionText();
    void labelsComeBack();
    void otherImagesAreNone();
    void onlyTheSameSeriesSuits();
    void aReferenceHasATagAndNoDigest();
    void anAddressIsShownWithoutItsSecrets();
    void anArchiveComesBack();
    void aHalfWrittenArchiveLeavesNothing();
};

void SnapshotLabelsTest::productOfAVersionText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("series");
    QTest::newRow("MariaDB of Debian")
        << u"/usr/sbin/mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64"_s
        << u"mariadb"_s << u"10.11"_s;
    QTest::newRow("MySQL") << u"/usr/sbin/mysqld  Ver 9.7.4 for Linux on x86_64 ((Debian))"_s
                           << u"mysql"_s << u"9.7"_s;
    QTest::newRow("MySQL of Oracle's image")
        << u"mysqld  Ver 8.0.33 for Linux on x86_64 (MySQL Community Server - GPL)"_s << u"mysql"_s
        << u"8.0"_s;
    QTest::newRow("PostgreSQL") << u"postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"_s
                                << u"postgres"_s << u"15"_s;
    QTest::newRow("nothing") << u"sh: 1: not found"_s << QString() << QString();
}

void SnapshotLabelsTest::productOfAVersionText()
{
    QFETCH(const QString, text);
    QFETCH(const QString, product);
    QFETCH(const QString, series);
    const auto found = productOf(text);
    QCOMPARE(found.has_value(), !product.isEmpty());
    if (!found)
        return;
    QCOMPARE(found->name, product);
    QCOMPARE(found->series(), series);
}

void SnapshotLabelsTest::labelsComeBack()
{
    SnapshotLabels labels;
    labels.ida = u"credentials"_s;
    labels.service = u"db"_s;
    labels.product = {u"mariadb"_s, u"10.11.6"_s};
    labels.database = u"credentials"_s;
    labels.created = QDateTime::fromString(u"2026-11-01T10:15:00Z"_s, Qt::ISODate);
    labels.source = u"dump \"a\" $b\n"_s;
    labels.commit = u"abc"_s;
    labels.tables = 497;
    labels.hasRows = true;
    labels.work
        = {{u"bootstrap:credentials/1"_s, {{u"command"_s, u"1a"_s}, {u"image:app"_s, u"2b"_s}}}};
    QCOMPARE(snapshotLabels(toLabels(labels)), labels);
}

void SnapshotLabelsTest::otherImagesAreNone()
{
    QVERIFY(!snapshotLabels({}));
    QVERIFY(!snapshotLabels({{kSnapshotLabel, u"2"_s}}));
    QVERIFY(snapshotLabels({{kSnapshotLabel, u"1"_s}}));
}

void SnapshotLabelsTest::onlyTheSameSeriesSuits()
{
    SnapshotLabels labels;
    labels.product = {u"mariadb"_s, u"10.11.6"_s};
    QVERIFY(requireSuits(labels, {u"mariadb"_s, u"10.11.19"_s}, u"x:1"_s));
    QVERIFY(!requireSuits(labels, {u"mariadb"_s, u"10.6.1"_s}, u"x:1"_s));
    const auto refused = requireSuits(labels, {u"mysql"_s, u"10.11.6"_s}, u"x:1"_s);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"MariaDB 10.11"_s));
    QVERIFY(refused.error().message.contains(u"MySQL 10.11"_s));
    labels.product = {u"postgres"_s, u"15.1"_s};
    QVERIFY(requireSuits(labels, {u"postgres"_s, u"15.18"_s}, u"x:1"_s));
    QVERIFY(!requireSuits(labels, {u"postgres"_s, u"16.1"_s}, u"x:1"_s));
}

void SnapshotLabelsTest::aReferenceHasATagAndNoDigest()
{
    QCOMPARE(*snapshotReference(u"localhost:5000/schemas/a:1"_s), u"localhost:5000/schemas/a:1"_s);
    QCOMPARE(*snapshotReference(u"localhost:5000/schemas/a"_s),
             u"localhost:5000/schemas/a:latest"_s);
    QVERIFY(!snapshotReference(u"Schemas/A"_s));
    QVERIFY(!snapshotReference(u"UPPER/case:1"_s));
    QVERIFY(snapshotReference(u"Registry.example.org/case:1"_s));
    QVERIFY(!snapshotReference(u"a@sha256:"_s + QString(64, u'0')));
    QVERIFY(!snapshotReference(u"--all"_s));
}

void SnapshotLabelsTest::anAddressIsShownWithoutItsSecrets()
{
    QCOMPARE(nameOfDump(u"https://bob:secret@example.org/a/b.sql.gz?X-Signature=secret#c"_s),
             u"b.sql.gz"_s);
    QCOMPARE(nameOfDump(u"/a/b.sql"_s), u"b.sql"_s);
    QCOMPARE(fullReference(u"localhost:5000/a"_s), u"localhost:5000/a:latest"_s);
    QCOMPARE(fullReference(u"a:1"_s), u"a:1"_s);
    QCOMPARE(fullReference(u"a@sha256:00"_s), u"a@sha256:00"_s);
}

void SnapshotLabelsTest::anArchiveComesBack()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    // A tar of one file "data/a", as the Engine would send it.
    QByteArray tar(1024 + 512 + 1024, '\0');
    const auto put
        = [&](qsizetype at, const QByteArray &text) { tar.replace(at, text.size(), text); };
    put(0, "data/a");
    put(100, "0006755"); // of a program that runs as another account
    put(108, "0001747");
    put(116, "0001747");
    put(124, "00000000003");
    put(136, "00000000000");
    put(156, "0");
    put(257, "ustar");
    put(263, "00");
    put(148, "        ");
    int sum = 0;
    for (qsizetype i = 0; i < 512; ++i)
        sum += uchar(tar[i]);
    put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + QByteArray("\0 ", 2));
    put(512, "abc");

    DataArchiveWriter writer(path);
    QVERIFY(writer.open("{}"));
    QVERIFY(
        writer.addTree(u"db"_s, [&](const DataArchiveWriter::Sink &sink) { return sink(tar); }));
    QVERIFY(!QFile::exists(path));
    QVERIFY(writer.finish());

    const auto content = inspectDataArchive(path, [](qint64) {}, {});
    QVERIFY(content);
    QCOMPARE(content->head, QByteArray("{}"));
    QCOMPARE(content->folders, QStringList {u"db"_s});
    QByteArray sent;
    const auto read = readTree(path,
                               u"db"_s,
                               [&](QByteArrayView bytes) {
                                   sent += bytes;
                                   return ok();
                               },
                               {});
    QVERIFY(read);
    QVERIFY(sent.contains("abc"));
    QVERIFY(!sent.contains("db/a"));
    QVERIFY(sent.contains("000755") && !sent.contains("6755"));
    const auto refused
        = readTree(path, u"db"_s, [](QByteArrayView) { return Result<>(failed(u"no"_s)); }, {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().message, u"no"_s);

    // Whatever becomes of a byte: it is told, or makes no difference.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    const QString other = folder.filePath(u"other"_s);
    int told = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        QByteArray flipped = whole;
        flipped[i] = char(flipped[i] ^ 1);
        QFile damaged(other);
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write(flipped) == flipped.size());
        damaged.close();
        if (!inspectDataArchive(other, [](qint64) {}, {})) {
            ++told;
            continue;
        }
        QByteArray same;
        QVERIFY(readTree(other,
                         u"db"_s,
                         [&](QByteArrayView bytes) {
                             same += bytes;
                             return ok();
                         },
                         {}));
        QCOMPARE(same, sent);
    }
    QVERIFY(told > whole.size() / 2);
}

void SnapshotLabelsTest::aHalfWrittenArchiveLeavesNothing()
{
    const QTemporaryDir folder;
    {
        DataArchiveWriter writer(folder.filePath(u"data"_s));
        QVERIFY(writer.open("{}"));
        const auto added = writer.addTree(u"db"_s, [](const DataArchiveWriter::Sink &) {
            return Result<>(failed(u"the Engine went away"_s));
        });
        QVERIFY(!added);
    }
    QVERIFY(QDir(folder.path()).isEmpty());
    // Two at once: the second one takes nothing from the first.
    const QString path = folder.filePath(u"both"_s);
    DataArchiveWriter first(path);
    DataArchiveWriter second(path);
    QVERIFY(first.open("{}"));
    QVERIFY(second.open("{}"));
    QVERIFY(second.finish());
    QVERIFY(!first.finish());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList {u"both"_s});
}

QTEST_GUILESS_MAIN(SnapshotLabelsTest)
#include "tst_snapshotlabels.moc"
