// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack::git {

class Telling;

/// A name and password for one server, as git's helpers keep them.
struct Login
{
    QString user;
    QString password;
};

/// Asks the user's git credential helpers for the logins of one transfer, and tells them how it
/// went.
///
/// Speaks the protocol of git-credential(1) with the `git` program over standard input and output;
/// never prompts, and tells that it waits while a helper does. One object per transfer, used on one
/// thread.
class Credentials
{
public:
    explicit Credentials(Telling &telling);

    /// A login for `url`. Asked a second time, the first login was wrong: it is rejected and the
    /// answer is an error, so that a bad password is tried once.
    Result<Login> login(const QString &url, const QString &user);
    /// Tells the helper that the login worked, so that it may store it. Call after the transfer.
    void approve();

private:
    Result<QByteArray> ask(const QString &verb, const QByteArray &description);

    Telling &m_telling;
    QByteArray m_given; // the description that `fill` answered; empty: nothing was given yet
};

} // namespace devstack::git
