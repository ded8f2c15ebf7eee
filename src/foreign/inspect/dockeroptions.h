// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace devstack {

/// A command line cut in options and what they stand before. Private to
/// foreign/inspect/dockercall.h.
struct DockerArguments
{
    QStringList options; ///< as written, without values
    QList<std::pair<QString, QString>> values; ///< option without dashes → value
    QStringList rest; ///< from the first word that is no option on
};

/// Options at the beginning of `words`; `withValue` names those that take one ("f", "file").
/// Understands `--name value`, `--name=value`, `-n value`, `-nvalue` and clusters (`-itu 0`).
DockerArguments splitOptions(const QStringList &words, const QStringList &withValue);

/// The options of a subcommand that take a value. Facts from the reference of docker 20.10 and
/// compose 2.
QStringList dockerOptionsWithValue(const QString &subcommand);
QStringList composeOptionsWithValue(const QString &subcommand);

} // namespace devstack
