// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/repositorystate.h"
#include "servers.h"
#include "support/scratchrepository.h"

#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Passes bytes between a client and a server and cuts the line after so many of the server's.
class CuttingProxy : public QThread
{
public:
    CuttingProxy(quint16 target, qint64 most)
        : m_target(target)
        , m_most(most)
    {
        start();
        while (port == 0)
            QThread::yieldCurrentThread();
    }
    ~CuttingProxy() override
    {
        quit();
        wait();
    }
    std::atomic<quint16> port = 0;

protected:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        connect(&server, &QTcpServer::newConnection, &server, [&] {
            QTcpSocket *client = server.nextPendingConnection();
            auto *upstream = new QTcpSocket(client);
            upstream->connectToHost(QHostAddress::LocalHost, m_target);
            connect(client, &QTcpSocket::readyRead, client, [=] {
                upstream->write(client->readAll());
            });
            connect(upstream, &QTcpSocket::readyRead, client, [=, this] {
                const QByteArray bytes = upstream->readAll();
                client->write(bytes.left(m_most));
                m_most -= bytes.size();
                if (m_most <= 0)
                    client->disconnectFromHost();
            });
        });
        port = server.serverPort();
        exec();
    }

private:
    quint16 m_target;
    qint64 m_most;
};

/// Requests a stop once something was received (or at once), and knows how long ago that was.
struct Stopper : Reporter
{
    explicit Stopper(qint64 after)
        : bytes(after)
    {
    }
    void progress(const Progress &progress) override
    {
        if (progress.done >= bytes && !source.stop_requested()) {
            timer.start();
            source.request_stop();
        }
    }
    void line(const OutputLine &) override { }

    qint64 bytes;
    std::stop_source source;
    QElapsedTimer timer;
};

/// Changes who folders belong to; who is not root has the Engine do it.
bool giveTo(const QString &owner, const QStringList &folders)
{
    QString program = u"chown"_s;
    QStringList arguments = QStringList {owner} + folders;
    if (::geteuid() != 0) {
        QStringList run {u"run"_s, u"--rm"_s, u"--network=none"_s};
        for (const QString &folder : folders)
            run += {u"--volume"_s, folder + u':' + folder};
        arguments = run + QStringList {u"debian:bookworm-slim"_s, program} + arguments;
        program = u"docker"_s;
    }
    return QProcess::execute(program, arguments) == 0;
}

} // namespace

/// What happens when the network, the disk or the user ends a clone early: never a half-made
/// folder.
class TestGitFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init() { m_out = std::make_unique<QTemporaryDir>(); }

    void brokenTransfer();
    void silentServer();
    void cancelDuringConnect();
    void cancelLargeClone();
    void refusedConnection();
    void diskFull();
    void foreignOwner();

private:
    QString copy() const { return m_out->filePath(u"copy"_s); }
    static QStringList rest(const QString &folder)
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    QTemporaryDir m_home;
    ScratchRepository m_scratch;
    std::unique_ptr<QTemporaryDir> m_out;
    SilentReporter m_nobody;
};

void TestGitFaults::initTestCase()
{
    ScratchRepository::isolate(m_home.path());
    if (qEnvironmentVariableIsSet("LARGE_REPOSITORY"))
        return; // diskFull, called again
    QFile random(u"/dev/urandom"_s);
    QVERIFY(random.open(QIODevice::ReadOnly));
    for (int i = 0; i < 50; ++i) // 50 MB that do not compress
        m_scratch.write(u"big/%1"_s.arg(i), random.read(1000 * 1000));
    m_scratch.commit(u"last"_s, "1");
    m_scratch.push();
}

void TestGitFaults::brokenTransfer()
{
    const quint16 port = freePort();
    const auto server = gitDaemon(m_scratch.folder(), port);
    for (const qint64 most : {50, 5000, 3000000}) {
        const CuttingProxy proxy(port, most);
        const auto result = git::clone(
            {u"git://127.0.0.1:%1/remote.git"_s.arg(proxy.port), {}, copy()}, m_nobody);
        QVERIFY(!result);
        QVERIFY2(toString(result.error().kind) == u"io"_s, qPrintable(result.error().toText()));
        QCOMPARE(rest(m_out->path()), QStringList());
    }
    QVERIFY(git::clone({u"git://127.0.0.1:%1/remote.git"_s.arg(port), {}, copy()}, m_nobody));
}

void TestGitFaults::silentServer()
{
    QTcpServer server; // connections wait in the kernel's backlog; nobody ever says a word
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QString url = u"git://127.0.0.1:%1/x.git"_s.arg(server.serverPort());
    const auto result = git::clone({url, {}, copy(), 300ms}, m_nobody);
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"timeout"_s);
    QVERIFY(!QFile::exists(copy()));
    QCOMPARE(rest(m_out->path()), QStringList());
}

void TestGitFaults::cancelDuringConnect()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Stopper stopper(0); // "Connecting to …" is the first word
    const QString url = u"git://127.0.0.1:%1/x.git"_s.arg(server.serverPort());
    const auto result = git::clone({url, {}, copy()}, stopper, stopper.source.get_token());
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), u"cancelled"_s);
    QVERIFY(stopper.timer.isValid() && stopper.timer.elapsed() < 5000);
    server.close();
    QTRY_COMPARE(rest(m_out->path()), QStringList());
}

void TestGitFaults::cancelLargeClone()
{
    const quint16 port = freePort();
    const auto server = gitDaemon(m_scratch.folder(), port);
    for (const QString &url : {u"git://127.0.0.1:%1/remote.git"_s.arg(port), m_scratch.remote()}) {
        Stopper stopper(5000000);
        const auto result = git::clone({url, {}, copy()}, stopper, stopper.source.get_token());
        QVERIFY(!result);
        QCOMPARE(toString(result.error().kind), u"cancelled"_s);
        QVERIFY(stopper.timer.isValid() && stopper.timer.elapsed() < 5000);
        qInfo("cancelled within %lld ms", stopper.timer.elapsed());
        QTRY_COMPARE(rest(m_out->path()), QStringList());
    }
}

void TestGitFaults::refusedConnection()
{
    const auto result
        = git::clone({u"https://127.0.0.1:%1/x.git"_s.arg(freePort()), {}, copy()}, m_nobody);
    QVERIFY(!result);
    QVERIFY2(result.error().hint.contains(u"network"_s), qPrintable(result.error().toText()));
}

void TestGitFaults::diskFull()
{
    const QString small = qEnvironmentVariable("SMALL_DISK");
    if (small.isEmpty()) {
        // Once more in a mount namespace of its own, which needs no root.
        qputenv("SMALL_DISK", m_out->path().toUtf8());
        qputenv("LARGE_REPOSITORY", m_scratch.remote().toUtf8());
        QStringList command {u"--mount"_s, u"sh"_s, u"-c"_s};
        command += u"mount -t tmpfs -o size=8m tmpfs \"$SMALL_DISK\" && exec \"$@\""_s;
        command += {u"sh"_s, QCoreApplication::applicationFilePath(), u"diskFull"_s};
        if (::geteuid() != 0)
            command.prepend(u"--map-root-user"_s);
        QCOMPARE(QProcess::execute(u"unshare"_s, command), 0);
        qunsetenv("SMALL_DISK");
        qunsetenv("LARGE_REPOSITORY");
        return;
    }
    const auto result
        = git::clone({qEnvironmentVariable("LARGE_REPOSITORY"), {}, small + u"/copy"_s}, m_nobody);
    QVERIFY(!result);
    QVERIFY2(result.error().hint.contains(u"space"_s), qPrintable(result.error().toText()));
    QCOMPARE(rest(small), QStringList());
}

void TestGitFaults::foreignOwner()
{
    const ScratchRepository scratch;
    scratch.commit(u"a"_s, "1");
    QVERIFY2(giveTo(u"65534:65534"_s, {scratch.work(), scratch.work() + u"/.git"_s}),
             "neither root nor the Engine could give a folder to somebody else");
    const auto result = git::inspect(scratch.work());
    const QString us = u"%1:%2"_s.arg(::geteuid()).arg(::getegid());
    QVERIFY(giveTo(us, {scratch.work(), scratch.work() + u"/.git"_s}));
    QVERIFY(!result);
    QCOMPARE(toString(result.error().kind), toString(Error::Kind::InvalidInput));
    QVERIFY2(result.error().hint.contains(u"safe.directory "_s + scratch.work()),
             qPrintable(result.error().hint));
}

QTEST_GUILESS_MAIN(TestGitFaults)
#include "tst_gitfaults.moc"
