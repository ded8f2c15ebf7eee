// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transfer/credentials.h"

#include "core/process.h"
#include "git/gitprogram.h"
#include "git/repositoryurl.h"
#include "git/transfer/childpipe.h"
#include "git/transfer/stopping.h"
#include "git/transfer/telling.h"

#include <QElapsedTimer>

#include <array>

namespace devstack::git {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Error refusedLogin(const QString &url, const QString &why, const QString &detail = {})
{
    return {Error::Kind::Io,
            u"“%1” asks for a login: %2."_s.arg(printableUrl(url), why),
            detail,
            u"Store a login with your git credential helper (run “%1” in a terminal once), or use "
            u"the ssh address."_s.arg(shellText({u"git"_s, u"ls-remote"_s, printableUrl(url)})),
            {}};
}

/// Whether the value fits on its line of the protocol, which knows no quoting.
bool isSafe(const QString &value)
{
    return !value.contains(u'\n') && !value.contains(u'\r') && !value.contains(QChar(u'\0'));
}

QString valueOf(const QByteArray &description, const QByteArray &key)
{
    for (const QByteArray &line : description.split('\n')) {
        if (line.startsWith(key) && line.size() > key.size() && line.at(key.size()) == '=')
            return QString::fromUtf8(line.mid(key.size() + 1));
    }
    return {};
}

} // namespace

Credentials::Credentials(Telling &telling)
    : m_telling(telling)
{
}

Result<QByteArray> Credentials::ask(const QString &verb, const QByteArray &description)
{
    constexpr qsizetype kMost = 64 * 1024;
    // Outside of any repository, whose settings could name a helper of its own.
    const ProcessSpec spec = gitProgram({u"--git-dir=/dev/null"_s, u"credential"_s, verb});
    const auto pipe = ChildPipe::start(QStringList(spec.program) + spec.arguments);
    if (!pipe)
        return pipe.error();
    QElapsedTimer clock;
    clock.start();
    (*pipe)->setPatience([&] {
        m_telling.waiting();
        // A helper may open a browser and wait for its user.
        return !clock.hasExpired(std::chrono::milliseconds(5min).count());
    });
    auto end = (*pipe)->write(description.constData(), std::size_t(description.size()));
    (*pipe)->closeInput();
    QByteArray answer;
    std::array<char, 4096> chunk {};
    for (std::size_t got = 0; end == ChildPipe::End::Ok && answer.size() < kMost;) {
        end = (*pipe)->read(chunk.data(), chunk.size(), got);
        answer.append(chunk.data(), qsizetype(got));
    }
    if (stopRequested())
        return cancelled();
    if (end != ChildPipe::End::Closed || !(*pipe)->finish())
        return ioError(u"“git credential %1” failed."_s.arg(verb), (*pipe)->errorTail());
    return answer;
}

Result<Login> Credentials::login(const QString &url, const QString &user)
{
    if (!m_given.isEmpty()) {
        (void)ask(u"reject"_s, m_given); // if it keeps it, the next transfer comes here again
        m_given.clear();
        return refusedLogin(url, u"the stored login was refused"_s);
    }
    const auto parts = parseUrl(url);
    if (!parts || parts->form != UrlParts::Form::Web)
        return refusedLogin(url, u"only http and https addresses have a login"_s);
    QString path = parts->path;
    while (path.startsWith(u'/'))
        path.remove(0, 1);
    const QString host
        = parts->port < 0 ? parts->host : u"%1:%2"_s.arg(parts->host).arg(parts->port);
    const QString name = user.isEmpty() ? parts->user : user;
    if (!isSafe(host) || !isSafe(path) || !isSafe(name))
        return refusedLogin(url, u"its address holds line breaks"_s);
    QByteArray description = "protocol=" + parts->scheme.toUtf8() + "\nhost=" + host.toUtf8()
        + "\npath=" + path.toUtf8() + '\n';
    if (!name.isEmpty())
        description += "username=" + name.toUtf8() + '\n';

    const auto answer = ask(u"fill"_s, description + '\n');
    if (!answer) {
        if (answer.error().kind == Error::Kind::Cancelled)
            return answer.error();
        return refusedLogin(url, u"no credential helper knows it"_s, answer.error().detail);
    }
    const Login login {valueOf(*answer, "username"), valueOf(*answer, "password")};
    if (login.user.isEmpty() && login.password.isEmpty())
        return refusedLogin(url, u"no credential helper knows it"_s);
    m_given = answer->trimmed() + "\n\n";
    return login;
}

void Credentials::approve()
{
    if (m_given.isEmpty())
        return;
    (void)ask(u"approve"_s, m_given); // if it does not store it, it asks again the next time
    m_given.clear();
}

} // namespace devstack::git
