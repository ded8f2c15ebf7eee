// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// What the builder itself fetches for a Dockerfile, or runs in its own place: addresses of ADD as
/// they are written, and a frontend (`# syntax=`) that is not Docker's. The builder asks from this
/// machine's network, so its loopback addresses are among those it reaches; RUN does not.
/// `given`: the build arguments as one text. An address with variables ends with a hash of both.
QStringList fetchedByBuild(const QString &dockerfile, const QString &given = {});

} // namespace devstack
