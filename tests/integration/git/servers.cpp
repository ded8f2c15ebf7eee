// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "servers.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QTest>

namespace devstack::testing {

using namespace Qt::StringLiterals;

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

} // namespace

Server::Server(const QString &program, const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(10000))
        qFatal("%s does not start", qPrintable(program));
}

Server::~Server()
{
    m_process.terminate();
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(3000);
    }
}

QString Server::firstLine()
{
    while (!m_process.canReadLine() && m_process.waitForReadyRead(10000)) { }
    return QString::fromUtf8(m_process.readLine()).trimmed();
}

bool Server::listens(quint16 port)
{
    return QTest::qWaitFor(
        [port] {
            const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            const sockaddr_in address = loopback(port);
            const int code
                = ::connect(probe, reinterpret_cast<const sockaddr *>(&address), sizeof address);
            ::close(probe);
            return code == 0;
        },
        20000);
}

quint16 freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<sockaddr *>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

std::unique_ptr<Server> gitDaemon(const QString &root, quint16 port)
{
    const QString daemon
        = QString::fromUtf8(tool(u"git"_s, {u"--exec-path"_s})).trimmed() + u"/git-daemon"_s;
    auto server = std::make_unique<Server>(daemon,
                                           QStringList {u"--export-all"_s,
                                                        u"--listen=127.0.0.1"_s,
                                                        u"--port=%1"_s.arg(port),
                                                        u"--informative-errors"_s,
                                                        u"--base-path="_s + root,
                                                        root});
    if (!Server::listens(port))
        qFatal("git daemon does not listen");
    return server;
}

std::unique_ptr<Server>
httpBackend(const QString &root, const QString &login, const QString &certificate, quint16 &port)
{
    const QString script
        = QString::fromUtf8(DEVSTACK_SOURCE_DIR) + u"/tests/integration/git/httpbackend.py"_s;
    QStringList arguments {script, root, login};
    if (!certificate.isEmpty())
        arguments += certificate;
    auto server = std::make_unique<Server>(u"/usr/bin/python3"_s, arguments);
    port = server->firstLine().toUShort();
    if (port == 0)
        qFatal("the http server does not start");
    return server;
}

QByteArray tool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

} // namespace devstack::testing
