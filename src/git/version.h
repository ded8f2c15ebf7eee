// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack::git {

/// The version of libgit2 that is linked: "1.5.1".
QString libraryVersion();

} // namespace devstack::git
