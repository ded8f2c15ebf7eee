// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace devstack {

/// Whether a packed file unpacks to more than any data does: more than a GiB and more than a
/// thousand times what was read of it.
constexpr bool isZipBomb(qint64 unpacked, qint64 read)
{
    return unpacked > (qint64(1) << 30) && unpacked / 1000 > read;
}

} // namespace devstack
