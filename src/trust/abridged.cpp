// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/abridged.h"

#include <QCryptographicHash>

namespace devstack {

using namespace Qt::StringLiterals;

QString abridged(const QString &shown, const QString &whole)
{
    constexpr qsizetype kLongest = 160;
    constexpr qsizetype kEnd = 60;
    // Nobody finds two texts of one hash: 160 bits.
    constexpr qsizetype kHashDigits = 40;
    if (shown.size() <= kLongest && shown == whole)
        return shown;
    const QString hash = u" #"_s
        + QString::fromLatin1(QCryptographicHash::hash(whole.toUtf8(), QCryptographicHash::Sha256)
                                  .toHex()
                                  .first(kHashDigits));
    if (shown.size() <= kLongest)
        return shown + hash;
    // The end of a command counts as much as its beginning.
    return shown.left(kLongest - kEnd) + u" … %1 characters … "_s.arg(shown.size() - kLongest)
        + shown.right(kEnd) + hash;
}

} // namespace devstack
