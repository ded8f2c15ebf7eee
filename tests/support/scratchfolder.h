// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QList>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

namespace devstack::testing {

using namespace Qt::StringLiterals;

/// Files of a test's own: path relative to the folder, content.
using ScratchFiles = QList<std::pair<QString, QByteArray>>;

/// A temporary folder `name` with files in it, gone with the object.
class ScratchFolder
{
public:
    explicit ScratchFolder(const ScratchFiles &files,
                           const QString &name = u"scratch"_s)
        : m_name(name)
    {
        QDir(m_folder.path()).mkpath(name);
        for (const auto &[file, content] : files)
            write(file, content);
    }

    QString path() const
    {
        return QDir(m_folder.path()).canonicalPath() + QLatin1Char('/') + m_name;
    }
    QString file(const QString &name) const { return path() + QLatin1Char('/') + name; }

    void write(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(file(name)).path());
        QFile target(file(name));
        if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
    }

private:
    QTemporaryDir m_folder;
    QString m_name;
};

} // namespace devstack::testing
