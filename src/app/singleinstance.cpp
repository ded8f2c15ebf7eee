// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/singleinstance.h"

#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPatience = 1000; // milliseconds

QString addressOf(const QString &workspace)
{
    const QByteArray digest = QCryptographicHash::hash(QDir(workspace).canonicalPath().toUtf8(),
                                                       QCryptographicHash::Sha256);
    QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    if (folder.isEmpty())
        folder = QDir::tempPath();
    return u"%1/devstack-desktop-%2-%3"_s
        .arg(folder)
        .arg(::getuid())
        .arg(QString::fromLatin1(digest.toHex().left(16)));
}

} // namespace

SingleInstance::SingleInstance(QObject *parent)
    : QObject(parent)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *peer = m_server.nextPendingConnection()) {
            connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
            emit raiseRequested();
            peer->disconnectFromServer();
        }
    });
}

bool SingleInstance::claim(const QString &workspace)
{
    if (workspace.isEmpty()) {
        m_server.close();
        return true;
    }
    const QString address = addressOf(workspace);
    if (m_server.isListening() && m_server.fullServerName() == address)
        return true;
    QLocalSocket other;
    other.connectToServer(address);
    if (other.waitForConnected(kPatience)) {
        other.waitForDisconnected(kPatience);
        return false;
    }
    // Nobody answers: what is there was left behind by a crash.
    m_server.close();
    QLocalServer::removeServer(address);
    m_server.listen(address);
    return true;
}

} // namespace devstack
