// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

namespace devstack {

/// What the desktop hands over when somebody opens a file, a folder or a link with this program.
struct HandedOver
{
    QString workspace; ///< a folder; empty: none
    QString repository; ///< an address to offer in the dialog that clones; empty: none

    bool operator==(const HandedOver &) const = default;
};

/// A folder; a `devstack.yml`, which means its folder; or `devstack://clone?url=ADDRESS`. A link
/// can come from anybody: only addresses of servers, without a password, are taken, and nothing is
/// done with them before somebody agrees. Error InvalidInput for another link.
Result<HandedOver> handedOver(const QString &argument);

} // namespace devstack
