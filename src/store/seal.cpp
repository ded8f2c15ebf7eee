// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/seal.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

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
    if (const auto written = writeFile(path, fresh, true); !written)
        return written.error();
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
