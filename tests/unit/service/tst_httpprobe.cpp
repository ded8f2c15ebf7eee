// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/httpprobe.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHttpProbe : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_server.reset(); }
    void answers_data();
    void answers();
    void keepsTheOrderOfMany();
    void endsInTime();
    void stops();

private:
    QString address(const QString &path) const
    {
        return u"http://127.0.0.1:%1%2"_s.arg(QString::number(m_server->serverPort()), path);
    }

    std::unique_ptr<QTcpServer> m_server;
};

/// Answers "/CODE" with that code and a body that gives a reason; "/silent" never.
void TestHttpProbe::init()
{
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] {
        QTcpSocket *socket = m_server->nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            const QByteArray path = socket->readAll().split(' ').value(1);
            if (path == "/silent")
                return;
            if (path == "/garbage") {
                socket->write("hello\r\n\r\n");
            } else if (path == "/long") {
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"
                              + QByteArray(9000, 'x'));
            } else {
                const QByteArray body = R"({"status":"bad","reason":"table is missing"})";
                socket->write("HTTP/1.1 " + path.mid(1) + " X\r\nLocation: /200\r\nContent-Length: "
                              + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            }
            socket->disconnectFromHost();
        });
    });
}

void TestHttpProbe::answers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("healthy");
    QTest::newRow("well") << u"/200"_s << 200 << true;
    QTest::newRow("no content") << u"/299"_s << 299 << true;
    QTest::newRow("redirect is an answer") << u"/302"_s << 302 << false;
    QTest::newRow("missing") << u"/404"_s << 404 << false;
    QTest::newRow("unhealthy") << u"/503"_s << 503 << false;
    QTest::newRow("garbage") << u"/garbage"_s << 0 << false;
}

void TestHttpProbe::answers()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    QFETCH(bool, healthy);
    const HttpAnswer answer = probe({address(path)}, 5s, {}).first();
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.healthy(), healthy);
    QVERIFY(status == 0 ? answer.toText().startsWith(u"does not answer: "_s)
                        : answer.toText().contains(u"table is missing"_s));
    QVERIFY(!answer.toText().endsWith(u": "_s));
}

void TestHttpProbe::keepsTheOrderOfMany()
{
    const QList<HttpAnswer> answers = probe({address(u"/200"_s),
                                             u"http://127.0.0.1:1/"_s,
                                             u"file:///etc/passwd"_s,
                                             address(u"/503"_s),
                                             u"not an address"_s,
                                             address(u"/long"_s)},
                                            5s,
                                            {});
    QCOMPARE(answers.size(), 6);
    QCOMPARE(answers[0].status, 200);
    QCOMPARE(answers[1].status, 0);
    QVERIFY(!answers[1].error.isEmpty());
    QCOMPARE(answers[2].error, u"not an http address"_s);
    QVERIFY(answers[2].body.isEmpty());
    QCOMPARE(answers[3].status, 503);
    QCOMPARE(answers[4].error, u"not an http address"_s);
    QCOMPARE(answers[5].body.size(), 4096);
    QVERIFY(probe({}, 5s, {}).isEmpty());
}

void TestHttpProbe::endsInTime()
{
    QElapsedTimer clock;
    clock.start();
    const HttpAnswer answer = probe({address(u"/silent"_s)}, 200ms, {}).first();
    QVERIFY(clock.elapsed() < 5000);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.error.isEmpty());
}

void TestHttpProbe::stops()
{
    std::stop_source source;
    source.request_stop();
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(probe({address(u"/silent"_s)}, 60s, source.get_token()).size(), 1);
    QVERIFY(clock.elapsed() < 5000);
}

QTEST_GUILESS_MAIN(TestHttpProbe)
#include "tst_httpprobe.moc"
