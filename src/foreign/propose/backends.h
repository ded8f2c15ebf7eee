// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

#include <QMap>

namespace devstack {

/// Why a line is proposed.
struct Grounds
{
    SourceMark mark; ///< relative; without a file: nothing says so
    QString why; ///< one clause; empty: the place says it all
    bool isGuess = false; ///< nothing says so for certain
};

/// A database, cache, broker or search that a program needs beside it.
struct ProposedBackend
{
    QString service; ///< "db", "memcached", "redis" …
    QString image;
    QStringList aliases; ///< host names under which the program reaches it, beside `service`
    QMap<QString, QString> environment;
    QString dataFolder; ///< in the container; empty: keeps nothing
    Grounds grounds; ///< why it is needed
    Grounds imageGrounds;
    /// Variables of the program that have to name it, because their default means the container
    /// itself: "CACHE_LOCATION" → "memcached:11211".
    QMap<QString, QString> variables;
};

/// What Django settings name: DATABASES, and every "host:port" with a port of a known server. Pure
/// but for reading files. `module`: "shop.settings.devstack".
QList<ProposedBackend> backendsOfSettings(const Checkout &checkout, const QString &module);

/// What the names of libraries ("pg", "redis", "mysql2") and variables of example files
/// (`.env.example`) suggest; all of it guesses but the latter.
QList<ProposedBackend> backendsOfLibraries(const Checkout &checkout,
                                           const QMap<QString, SourceMark> &libraries);

} // namespace devstack
