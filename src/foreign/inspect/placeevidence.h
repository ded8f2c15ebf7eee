// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/graph/dependencygraph.h"

namespace devstack {

/// A place in a file with its line, secrets masked, cut to what can be shown. The file is relative
/// to the checkout; of one that a workspace keeps beside it there is no text.
Evidence evidenceAt(const Checkout &checkout, const SourceMark &mark);

} // namespace devstack
