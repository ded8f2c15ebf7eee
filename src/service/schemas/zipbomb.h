// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace devstack {

/// Of files of a server, which begin with zeros for what is not written yet.
constexpr qint64 kZerosOfServers = qint64(1) << 30;
/// Of text, each line of which takes its time.
constexpr qint64 kZerosOfText = qint64(16) << 20;

/// Whether a packed file unpacks to more than any data does: more than `least` bytes, and more than
/// a thousand times what was read of it.
constexpr bool isZipBomb(qint64 unpacked, qint64 read, qint64 least)
{
    return unpacked > least && unpacked / 1000 > read;
}

} // namespace devstack
