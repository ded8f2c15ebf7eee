// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/portholder.h"

#include "core/text.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The inodes of the sockets that are bound to the port: listening ones, for TCP.
QSet<QByteArray> socketsOn(int port, const QString &protocol, const QString &procFolder)
{
    // The state column of proc_net_tcp: 0A is LISTEN. UDP sockets that wait for anybody are 07.
    const QByteArray waiting = protocol == u"udp" ? "07" : "0A";
    const QByteArray suffix = ':' + QByteArray::number(port, 16).toUpper().rightJustified(4, '0');
    QSet<QByteArray> inodes;
    for (const QString &table : {protocol, QString(protocol + u'6')}) {
        QFile file(procFolder + u"/net/"_s + table);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            const QList<QByteArray> fields = line.simplified().split(' ');
            // sl local remote state queues timer retransmits uid timeout inode
            if (fields.size() > 9 && fields[1].endsWith(suffix) && fields[3] == waiting)
                inodes += fields[9];
        }
    }
    return inodes;
}

bool holdsOne(const QString &process, const QSet<QByteArray> &inodes)
{
    const QDir folder(process + u"/fd"_s);
    for (const QString &entry :
         folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        char target[64];
        const QByteArray path = QFile::encodeName(folder.filePath(entry));
        const ssize_t size = ::readlink(path.constData(), target, sizeof target);
        const QByteArrayView link(target, qMax<ssize_t>(size, 0));
        if (link.startsWith("socket:[") && link.endsWith(']')
            && inodes.contains(link.sliced(8).chopped(1).toByteArray()))
            return true;
    }
    return false;
}

} // namespace

QString programOnPort(int port, const QString &protocol, const QString &procFolder)
{
    const QSet<QByteArray> inodes = socketsOn(port, protocol, procFolder);
    if (inodes.isEmpty())
        return {};
    for (const QString &pid : QDir(procFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString process = procFolder + u'/' + pid;
        if (!pid.at(0).isDigit() || !holdsOne(process, inodes))
            continue;
        QFile name(process + u"/comm"_s);
        const QByteArray text
            = name.open(QIODevice::ReadOnly) ? name.readAll().trimmed() : QByteArray("?");
        return u"%1 (pid %2)"_s.arg(printable(QString::fromUtf8(text)), pid);
    }
    return {};
}

} // namespace devstack
