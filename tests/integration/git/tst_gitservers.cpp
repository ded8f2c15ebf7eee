// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "git/fetch.h"
#include "servers.h"
#include "support/scratchrepository.h"

#include <pwd.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTest>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// Clones from servers as they really are, with logins, certificates, host keys and an agent.
class TestGitServers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void daemon();
    void httpWithoutLogin();
    void httpAsksTheCredentialHelper();
    void helpersOfRepositoriesAreNotAsked();
    void httpWaitsForASlowHelper();
    void httpRejectsAWrongPasswordOnce();
    void httpWithoutHelperNeverAsks();
    void httpKeepsLoginsFromOtherServers();
    void httpsNeedsATrustedCertificate();
    void ssh();
    void sshRefusesUnknownHosts();
    void sshWithoutKey();

private:
    QString copy() const { return m_home.filePath(u"copy"_s); }
    Result<git::CloneOutcome> clone(const QString &url)
    {
        return git::clone({url, {}, copy()}, m_nobody);
    }
    QString script(const QString &name, const QByteArray &lines);
    void helper(const QByteArray &answer);
    QByteArray helperLog() const
    {
        QFile log(m_home.filePath(u"helper.log"_s));
        return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
    }
    static QString text(const Result<git::CloneOutcome> &result)
    {
        return result ? u"done"_s
                      : QString(toString(result.error().kind) + u": "_s + result.error().toText());
    }
    void startSsh();
    QByteArray ssh(const QString &file) const
    {
        return QFile::encodeName(m_home.filePath(u"ssh-"_s + file));
    }

    QTemporaryDir m_home;
    ScratchRepository m_scratch;
    SilentReporter m_nobody;
    QString m_commit;
    std::unique_ptr<Server> m_sshd;
    quint16 m_sshPort = 0;
};

void TestGitServers::initTestCase()
{
    ScratchRepository::isolate(m_home.path());
    m_commit = m_scratch.commit(u"a"_s, "1");
    m_scratch.push();
    tool(u"openssl"_s,
         {u"req"_s,
          u"-x509"_s,
          u"-newkey"_s,
          u"rsa:2048"_s,
          u"-nodes"_s,
          u"-days"_s,
          u"2"_s,
          u"-subj"_s,
          u"/CN=localhost"_s,
          u"-addext"_s,
          u"subjectAltName=DNS:localhost"_s,
          u"-keyout"_s,
          m_home.filePath(u"key.pem"_s),
          u"-out"_s,
          m_home.filePath(u"cert.pem"_s)});
    qputenv("SSL_CERT_FILE", QFile::encodeName(m_home.filePath(u"cert.pem"_s)));
    startSsh();
}

void TestGitServers::init()
{
    QDir(copy()).removeRecursively();
    QFile::remove(m_home.filePath(u"helper.log"_s));
    QFile::remove(m_home.filePath(u".gitconfig"_s));
}

QString TestGitServers::script(const QString &name, const QByteArray &lines)
{
    QFile file(m_home.filePath(name));
    file.remove();
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + lines) < 0)
        qFatal("the script cannot be written");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

void TestGitServers::helper(const QByteArray &answer)
{
    const QByteArray log = '\'' + QFile::encodeName(m_home.filePath(u"helper.log"_s)) + '\'';
    const QString path = script(u"helper"_s,
                                "echo \"$1\" >> " + log + "\ncat >> " + log
                                    + "\n[ \"$1\" != get ] || printf '" + answer + "'\n");
    m_scratch.git({u"config"_s, u"--global"_s, u"credential.helper"_s, path});
}

void TestGitServers::daemon()
{
    const quint16 port = freePort();
    const auto server = gitDaemon(m_scratch.folder(), port);
    const auto result = clone(u"git://127.0.0.1:%1/remote.git"_s.arg(port));
    QVERIFY2(result, qPrintable(text(result)));
    QCOMPARE(result->commit, m_commit);
    const auto fetched = git::fetch(copy(), m_nobody);
    QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().toText()));
    QDir(copy()).removeRecursively();
    const auto absent = clone(u"git://127.0.0.1:%1/absent.git"_s.arg(port));
    QVERIFY2(!absent && absent.error().kind == Error::Kind::NotFound, qPrintable(text(absent)));
}

void TestGitServers::httpWithoutLogin()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), {}, {}, port);
    const auto result = clone(u"http://127.0.0.1:%1/remote.git"_s.arg(port));
    QVERIFY2(result, qPrintable(text(result)));
    QCOMPARE(result->commit, m_commit);
    QDir(copy()).removeRecursively();
    const auto absent = clone(u"http://127.0.0.1:%1/absent.git"_s.arg(port));
    QVERIFY2(!absent && absent.error().kind == Error::Kind::NotFound, qPrintable(text(absent)));
}

void TestGitServers::httpAsksTheCredentialHelper()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:secret word"_s, {}, port);
    helper("username=me\\npassword=secret word\\n");
    const auto result = clone(u"http://127.0.0.1:%1/remote.git"_s.arg(port));
    QVERIFY2(result, qPrintable(text(result)));
    const QByteArray log = helperLog();
    QVERIFY(log.startsWith("get\n"));
    QVERIFY(log.contains(u"host=127.0.0.1:%1\n"_s.arg(port).toUtf8()));
    QVERIFY(log.contains("store\n"));
    QVERIFY(!log.contains("erase\n"));
    QFile config(copy() + u"/.git/config"_s);
    QVERIFY(config.open(QIODevice::ReadOnly));
    QVERIFY(!config.readAll().contains("secret"));
}

/// The folder that the user stands in may be a stranger's repository.
void TestGitServers::helpersOfRepositoriesAreNotAsked()
{
    quint16 port = 0;
    const auto open = httpBackend(m_scratch.folder(), {}, {}, port);
    QVERIFY(clone(u"http://127.0.0.1:%1/remote.git"_s.arg(port)));
    quint16 guarded = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:secret word"_s, {}, guarded);
    const QString trace = m_home.filePath(u"evil.log"_s);
    const QString evil = script(u"evil"_s, "echo \"$@\" >> '" + QFile::encodeName(trace) + "'\n");
    m_scratch.git({u"config"_s, u"credential.helper"_s, u'!' + evil}, copy());
    m_scratch.git(
        {u"config"_s, u"remote.origin.url"_s, u"http://127.0.0.1:%1/remote.git"_s.arg(guarded)},
        copy());
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(copy()));
    const auto result = git::fetch(copy(), m_nobody);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(!result);
    QVERIFY2(!QFile::exists(trace), "a program that the repository names was started");
}

void TestGitServers::httpWaitsForASlowHelper()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:right"_s, {}, port);
    const QString path = script(u"helper"_s,
                                "[ \"$1\" != get ] || { sleep 3; printf "
                                "'username=me\\npassword=right\\n'; }\n");
    m_scratch.git({u"config"_s, u"--global"_s, u"credential.helper"_s, path});
    // Whoever asks a person is not silent.
    const auto result = git::clone(
        {u"http://127.0.0.1:%1/remote.git"_s.arg(port), {}, copy(), std::chrono::seconds(2)},
        m_nobody);
    QVERIFY2(result, qPrintable(text(result)));
}

void TestGitServers::httpRejectsAWrongPasswordOnce()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:right"_s, {}, port);
    helper("username=me\\npassword=wrong\\n");
    const auto result = clone(u"http://127.0.0.1:%1/remote.git"_s.arg(port));
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"refused"_s), qPrintable(text(result)));
    QVERIFY(!result.error().toText().contains(u"wrong"_s));
    QCOMPARE(helperLog().count("get\n"), 1);
    QCOMPARE(helperLog().count("erase\n"), 1);
    QVERIFY(!QFile::exists(copy()));
}

void TestGitServers::httpWithoutHelperNeverAsks()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:right"_s, {}, port);
    const QString mark = m_home.filePath(u"asked"_s);
    const QString askpass
        = script(u"askpass"_s, "touch '" + QFile::encodeName(mark) + "'\necho x\n");
    qputenv("SSH_ASKPASS", QFile::encodeName(askpass));
    qputenv("GIT_ASKPASS", QFile::encodeName(askpass));
    const auto result = clone(u"http://127.0.0.1:%1/remote.git"_s.arg(port));
    qunsetenv("SSH_ASKPASS");
    qunsetenv("GIT_ASKPASS");
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"no credential helper"_s), qPrintable(text(result)));
    QVERIFY(!QFile::exists(mark));
}

void TestGitServers::httpKeepsLoginsFromOtherServers()
{
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), u"me:right"_s, {}, port);
    helper("username=me\\npassword=right\\n");
    const auto result = clone(u"http://127.0.0.1:%1/moved/remote.git"_s.arg(port));
    QVERIFY(!result);
    QVERIFY2(result.error().message.contains(u"redirect"_s), qPrintable(text(result)));
    QVERIFY(helperLog().isEmpty());
}

void TestGitServers::httpsNeedsATrustedCertificate()
{
    QFile key(m_home.filePath(u"key.pem"_s));
    QFile certificate(m_home.filePath(u"cert.pem"_s));
    QFile both(m_home.filePath(u"server.pem"_s));
    QVERIFY(key.open(QIODevice::ReadOnly) && certificate.open(QIODevice::ReadOnly)
            && both.open(QIODevice::WriteOnly));
    both.write(key.readAll() + certificate.readAll());
    both.close();
    quint16 port = 0;
    const auto server = httpBackend(m_scratch.folder(), {}, both.fileName(), port);
    const auto result = clone(u"https://localhost:%1/remote.git"_s.arg(port));
    QVERIFY2(result, qPrintable(text(result)));
    QDir(copy()).removeRecursively();
    // The certificate does not speak for this name.
    const auto other = clone(u"https://127.0.0.1:%1/remote.git"_s.arg(port));
    QVERIFY(!other);
    QVERIFY2(other.error().hint.contains(u"certificate"_s), qPrintable(text(other)));
}

void TestGitServers::startSsh()
{
    for (const QString &name : {u"host"_s, u"user"_s}) {
        tool(u"ssh-keygen"_s,
             {u"-q"_s,
              u"-t"_s,
              u"ed25519"_s,
              u"-N"_s,
              QString(),
              u"-f"_s,
              QFile::decodeName(ssh(name))});
    }
    if (::geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // where sshd separates its privileges
    m_sshPort = freePort();
    QStringList options {u"-D"_s,
                         u"-q"_s,
                         u"-f"_s,
                         u"/dev/null"_s,
                         u"-p"_s,
                         QString::number(m_sshPort),
                         u"-h"_s,
                         QFile::decodeName(ssh(u"host"_s))};
    for (const QString &option :
         QStringList {u"ListenAddress=127.0.0.1"_s,
                      u"StrictModes=no"_s,
                      u"UsePAM=no"_s,
                      u"PidFile=none"_s,
                      u"PasswordAuthentication=no"_s,
                      u"PermitRootLogin=yes"_s,
                      u"AuthorizedKeysFile="_s + QFile::decodeName(ssh(u"user.pub"_s))})
        options += {u"-o"_s, option};
    m_sshd = std::make_unique<Server>(u"/usr/sbin/sshd"_s, options);
    QVERIFY(Server::listens(m_sshPort));
    QFile known(QFile::decodeName(ssh(u"known"_s)));
    QFile host(QFile::decodeName(ssh(u"host.pub"_s)));
    QVERIFY(known.open(QIODevice::WriteOnly) && host.open(QIODevice::ReadOnly));
    known.write("[127.0.0.1]:" + QByteArray::number(m_sshPort) + ' ' + host.readAll());
}

void TestGitServers::ssh()
{
    // The key is only in the agent; host name, user and port only in the user's ssh configuration.
    const QString socket = m_home.filePath(u"agent"_s);
    const Server agent(u"ssh-agent"_s, {u"-D"_s, u"-a"_s, socket});
    QTRY_VERIFY(QFile::exists(socket));
    qputenv("SSH_AUTH_SOCK", QFile::encodeName(socket));
    tool(u"ssh-add"_s, {u"-q"_s, QFile::decodeName(ssh(u"user"_s))});
    QFile config(QFile::decodeName(ssh(u"config"_s)));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("Host shorthand\n HostName 127.0.0.1\n Port " + QByteArray::number(m_sshPort)
                 + "\n User " + ::getpwuid(::geteuid())->pw_name + "\n UserKnownHostsFile "
                 + ssh(u"known"_s) + "\n StrictHostKeyChecking yes\n");
    config.close();
    qputenv("GIT_SSH_COMMAND", "ssh -F " + ssh(u"config"_s));
    const auto result = clone(u"shorthand:"_s + m_scratch.remote());
    const auto fetched = result ? git::fetch(copy(), m_nobody) : Result<>(result.error());
    const auto absent
        = git::clone({u"ssh://shorthand/absent's.git"_s, {}, m_home.filePath(u"none"_s)}, m_nobody);
    qunsetenv("GIT_SSH_COMMAND");
    qunsetenv("SSH_AUTH_SOCK");
    QVERIFY2(result, qPrintable(text(result)));
    QCOMPARE(result->commit, m_commit);
    QVERIFY2(fetched, fetched ? "" : qPrintable(fetched.error().toText()));
    QVERIFY2(!absent && absent.error().kind == Error::Kind::NotFound, qPrintable(text(absent)));
    QVERIFY2(text(absent).count(u"fatal:"_s) == 1, qPrintable(text(absent)));
}

void TestGitServers::sshRefusesUnknownHosts()
{
    qputenv("GIT_SSH_COMMAND",
            "ssh -F /dev/null -i " + ssh(u"user"_s)
                + " -o UserKnownHostsFile=" + ssh(u"nobody-known"_s));
    const auto result = clone(u"ssh://127.0.0.1:%1%2"_s.arg(m_sshPort).arg(m_scratch.remote()));
    qunsetenv("GIT_SSH_COMMAND");
    QVERIFY(!result);
    QVERIFY2(result.error().hint.contains(u"check the key"_s), qPrintable(text(result)));
    QVERIFY(!QFile::exists(QFile::decodeName(ssh(u"nobody-known"_s))));
}

void TestGitServers::sshWithoutKey()
{
    qputenv("GIT_SSH_COMMAND",
            "ssh -F /dev/null -o IdentityFile=none -o UserKnownHostsFile=" + ssh(u"known"_s));
    const auto result = clone(u"ssh://127.0.0.1:%1%2"_s.arg(m_sshPort).arg(m_scratch.remote()));
    qunsetenv("GIT_SSH_COMMAND");
    QVERIFY(!result);
    QVERIFY2(result.error().hint.contains(u"ssh-add"_s), qPrintable(text(result)));
}

QTEST_GUILESS_MAIN(TestGitServers)
#include "tst_gitservers.moc"
