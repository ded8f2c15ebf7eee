// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

/// A folder that tests fill with a repository's files.
class ScratchCheckout
{
public:
    QString path() const { return m_folder.path(); }

    bool write(const QString &relative, const QByteArray &content) const
    {
        const QString path = m_folder.filePath(relative);
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly)
            && file.write(content) == content.size();
    }

private:
    QTemporaryDir m_folder;
};
