// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/httpreader.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Answers whole, cut at every byte, and broken.
class TestHttpReader : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void refusals_data();
    void refusals();
};

void TestHttpReader::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << QByteArray(
        "HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Length: 5\r\nX-A: v w\r\n\r\nhello")
                            << 200 << QByteArray("hello");
    QTest::newRow("chunks") << QByteArray(
        "HTTP/1.1 200 OK\r\nX-A: v w\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n")
                            << 200 << QByteArray("hello");
    QTest::newRow("to the end") << QByteArray("HTTP/1.1 200 OK\r\nX-A: v w\r\n\r\nhello") << 200
                                << QByteArray("hello");
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\nX-A: v w\r\n\r\n") << 204
                                << QByteArray();
    QTest::newRow("continue first")
        << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-A: v w\r\n"
                      "Content-Length: 1\r\n\r\n!")
        << 200 << QByteArray("!");
    QTest::newRow("upgrade")
        << QByteArray("HTTP/1.1 101 UPGRADED\r\nX-A: v w\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
                      "\r\n")
            + QByteArray("raw\0bytes", 9)
        << 101 << QByteArray("raw\0bytes", 9);
}

void TestHttpReader::answers()
{
    QFETCH(const QByteArray, bytes);
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        QByteArray body;
        HttpReader reader([&](QByteArrayView piece) { body.append(piece); });
        for (qsizetype at = 0; at < bytes.size(); at += size)
            QVERIFY(
                reader.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at))));
        QVERIFY(reader.headerComplete());
        QVERIFY(reader.finish());
        QTEST(reader.status(), "status");
        QTEST(body, "body");
        QCOMPARE(reader.header("x-a"), "v w");
        QCOMPARE(reader.header("x-none"), "");
    }
}

void TestHttpReader::refusals_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not http") << QByteArray("220 mail.example.org ESMTP\r\n");
    QTest::newRow("random") << QByteArray("\x16\x03\x01\0\0\0\1", 7);
    QTest::newRow("header cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
    QTest::newRow("body cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
    QTest::newRow("chunk cut") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    QTest::newRow("chunk size nonsense")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
    QTest::newRow("two lengths") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
    QTest::newRow("two answers") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
                                               "HTTP/1.1 500 No\r\nContent-Length: 1\r\n\r\nb");
    QTest::newRow("line end after the end") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n\r\n");
    QTest::newRow("huge header") << QByteArray("HTTP/1.1 200 OK\r\nX: ") + QByteArray(200'000, 'a');
    QTest::newRow("huge name") << QByteArray("HTTP/1.1 200 OK\r\n") + QByteArray(200'000, 'a');
    QByteArray many = "HTTP/1.1 200 OK\r\n";
    for (int i = 0; i < 20'000; ++i)
        many += "X-" + QByteArray::number(i) + ": b\r\n";
    QTest::newRow("many headers") << many;
}

void TestHttpReader::refusals()
{
    QFETCH(const QByteArray, bytes);
    for (const qsizetype size :
         {qsizetype(1), qsizetype(7), std::max<qsizetype>(1, bytes.size())}) {
        HttpReader reader([](QByteArrayView) {});
        Result<> result = ok();
        for (qsizetype at = 0; at < bytes.size() && result; at += size)
            result
                = reader.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        if (result)
            result = reader.finish();
        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), toString(Error::Kind::Protocol));
    }
}

QTEST_GUILESS_MAIN(TestHttpReader)
#include "tst_httpreader.moc"
