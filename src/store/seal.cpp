// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/seal.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <unistd.h>

#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <cstdio>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Result<QByteArray> key()
{
    constexpr qsizetype kBytes = 32;
    const QString path = userStateDir() + u"/cache.key"_s;
    if (const auto kept = readFile(path, 1024); kept && kept->size() == kBytes)
        return *kept;
    QByteArray fresh(kBytes, '\0');
    QRandomGenerator::system()->generate(fresh.begin(), fresh.end());
    // Of several that begin at once one wins: what the others sealed would be nobody's.
    const QString own = path + u".new-%1"_s.arg(QRandomGenerator::system()->generate64(), 0, 16);
    if (const auto written = writeFile(own, fresh, true); !written)
        return written.error();
    const bool isBroken = QFileInfo::exists(path) && QFileInfo(path).size() != kBytes;
    if (isBroken
        || ::link(QFile::encodeName(own).constData(), QFile::encodeName(path).constData()) != 0) {
        if (const auto theirs = readFile(path, 1024); theirs && theirs->size() == kBytes) {
            QFile::remove(own);
            return *theirs;
        }
        // A broken one, or a file system without links.
        if (::rename(QFile::encodeName(own).constData(), QFile::encodeName(path).constData()) != 0)
            return ioError(u"“%1” cannot be written."_s.arg(path));
        return fresh;
    }
    QFile::remove(own);
    return fresh;
}

} // namespace

Result<QString> sealOf(const QString &purpose, const QByteArray &content)
{
    const auto secret = key();
    if (!secret)
        return secret.error();
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, *secret);
    const QByteArray name = purpose.toUtf8();
    // The length keeps purpose and content apart.
    code.addData(QByteArray::number(name.size()) + ':' + name);
    code.addData(content);
    return QString::fromLatin1(code.result().toHex());
}

} // namespace devstack
