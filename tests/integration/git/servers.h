// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

#include <memory>

namespace devstack::testing {

/// A server process on loopback, ended with the object.
class Server
{
public:
    Server(const QString &program, const QStringList &arguments);
    ~Server();
    /// The first line it prints.
    QString firstLine();
    /// Waits until something listens on the port.
    static bool listens(quint16 port);

private:
    QProcess m_process;
};

quint16 freePort();
std::unique_ptr<Server> gitDaemon(const QString &root, quint16 port);
/// git-http-backend; `login` "user:password" or empty; `certificate`: a PEM file with key, or
/// empty.
std::unique_ptr<Server>
httpBackend(const QString &root, const QString &login, const QString &certificate, quint16 &port);
/// Runs a tool to its end; ends the test program when it fails.
QByteArray tool(const QString &program, const QStringList &arguments);

} // namespace devstack::testing
