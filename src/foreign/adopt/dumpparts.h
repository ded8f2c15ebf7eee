// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QStringList>

namespace devstack {

/// What a dump has for one of its databases.
struct DumpPart
{
    QString database; ///< empty: what stands before the first
    QStringList lines;
    int line = 0; ///< of its first line, from 1
};

/// Cuts a dump of several databases where it creates or chooses the next (`CREATE DATABASE`, `USE`,
/// `\connect`). One that chooses none is one part. Pure.
QList<DumpPart> partsOf(const QStringList &dump);

} // namespace devstack
