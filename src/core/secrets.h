// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <string_view>

namespace devstack {

/// `text` with what looks like a secret replaced by "•••": credentials in URLs, authorization
/// headers, bearer tokens, private keys in PEM form, and values of keys named like password,
/// secret, token or key.
QString masked(const QString &text);

/// From now on masked() hides these values wherever they stand as a word of their own: what the
/// assembled files hold under names of secrets. Values that would hide what is none elsewhere
/// (shorter than six characters, words, numbers, hosts, paths) are left to the rules. Any thread.
void knowSecrets(const QStringList &values);

/// What masked() hides of a text, in its order: the password in a URL, the values of options.
QStringList secretsIn(const QString &text);

/// masked() for UTF-8, for the log sink.
std::string masked(std::string_view text);

/// Whether a value is a secret whatever it is called: it begins with a PEM header.
bool isSecretValue(const QString &value);

} // namespace devstack
