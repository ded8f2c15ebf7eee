// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace devstack::testing {

using namespace Qt::StringLiterals;

/// A temporary folder with a working repository (`work()`) and its bare remote (`remote()`), made
/// with the `git` program so that tests compare libgit2 against it. Failures end the test.
class ScratchRepository
{
public:
    ScratchRepository();

    QString folder() const { return m_folder.path(); }
    QString work() const { return m_folder.filePath(u"work"_s); }
    QString remote() const { return m_folder.filePath(u"remote.git"_s); }

    /// Runs git in `directory` (default: work()), answers its trimmed output.
    QString git(const QStringList &arguments, const QString &directory = {}) const;
    void write(const QString &file, const QByteArray &content) const;
    /// Writes a file, commits everything; answers the commit.
    QString commit(const QString &file, const QByteArray &content) const;
    void push() const;

    /// Takes the user's own git configuration, agents and helpers out of the test process'
    /// environment.
    static void isolate(const QString &home);

private:
    QTemporaryDir m_folder;
};

} // namespace devstack::testing
