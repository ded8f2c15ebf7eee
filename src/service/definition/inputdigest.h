// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Digest over the names and contents of the files below `root` that a glob names
/// ("*/migrations/*.py", "**" for any depth), as hex. Links that lead outside of `root` are not
/// followed; at most 20,000 files count.
QString inputDigest(const QString &root, const QString &glob);

} // namespace devstack
