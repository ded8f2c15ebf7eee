// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

// Data that came in a file which does not tell what was done to it. Its volume's incarnation says
// so, and with it the identity that everything which begins with the data remembers.

/// The incarnation of such a volume, from one that is unique.
QString ofUnknownWork(const QString &incarnation);
/// `identity`: volumeIdentity() of it.
bool isOfUnknownWork(const QString &identity);

} // namespace devstack
