// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "support/scratchrepository.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>

namespace devstack::testing {

using namespace Qt::StringLiterals;

ScratchRepository::ScratchRepository()
{
    git({u"init"_s, u"-q"_s, u"--bare"_s, u"-b"_s, u"main"_s, remote()}, folder());
    git({u"init"_s, u"-q"_s, u"-b"_s, u"main"_s, work()}, folder());
    git({u"config"_s, u"user.name"_s, u"Test"_s});
    git({u"config"_s, u"user.email"_s, u"test@example.org"_s});
    git({u"remote"_s, u"add"_s, u"origin"_s, remote()});
}

QString ScratchRepository::git(const QStringList &arguments, const QString &directory) const
{
    QProcess process;
    process.setWorkingDirectory(directory.isEmpty() ? work() : directory);
    process.start(u"git"_s, arguments);
    process.waitForFinished(60000);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qFatal("git %s: %s",
               qPrintable(arguments.join(u' ')),
               process.readAllStandardError().constData());
    }
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void ScratchRepository::write(const QString &file, const QByteArray &content) const
{
    const QString path = work() + u'/' + file;
    QDir().mkpath(QFileInfo(path).path());
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        qFatal("%s cannot be written", qPrintable(path));
}

QString ScratchRepository::commit(const QString &file, const QByteArray &content) const
{
    write(file, content);
    git({u"add"_s, u"-A"_s});
    git({u"commit"_s, u"-q"_s, u"-m"_s, u"Change "_s + file});
    return git({u"rev-parse"_s, u"HEAD"_s});
}

void ScratchRepository::push() const
{
    git({u"push"_s, u"-q"_s, u"-u"_s, u"origin"_s, u"--all"_s});
    git({u"push"_s, u"-q"_s, u"origin"_s, u"--tags"_s});
}

void ScratchRepository::isolate(const QString &home)
{
    qputenv("HOME", QFile::encodeName(home));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(home + u"/.config"_s));
    qputenv("GIT_CONFIG_NOSYSTEM", "1");
    for (const char *variable : {"GIT_CONFIG_GLOBAL",
                                 "GIT_SSH_COMMAND",
                                 "GIT_SSH",
                                 "SSH_AUTH_SOCK",
                                 "GIT_ASKPASS",
                                 "SSH_ASKPASS",
                                 "GIT_DIR",
                                 "https_proxy",
                                 "http_proxy",
                                 "all_proxy",
                                 "HTTPS_PROXY",
                                 "HTTP_PROXY",
                                 "ALL_PROXY",
                                 "GIT_SSL_CAINFO",
                                 "SSL_CERT_FILE"})
        qunsetenv(variable);
}

} // namespace devstack::testing
