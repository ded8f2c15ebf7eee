// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/transfer/telling.h"
#include "git/transferlines.h"

namespace devstack::git {

/// Makes `request.folder`, which must not exist, a clone with its files checked out. What was made
/// stays when that fails: the folder belongs to whoever asked.
Result<TransferResult> cloneInto(const TransferRequest &request, Telling &telling);

} // namespace devstack::git
