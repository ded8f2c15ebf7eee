// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/makefile.h"

namespace devstack {

/// The file beside a missing one that shows what it should hold: ".env" → ".env.example",
/// "env.sample", "example.env" and the like. Relative; empty: none.
QString exampleOf(const Checkout &checkout, const QString &relative);

/// How the repository says that a missing file comes to be, for a hint: "Copy .env.example to
/// .env.", "“make .env” makes it."; empty: it does not say.
QString wayToMake(const Checkout &checkout, const Makefile &makefile, const QString &relative);

} // namespace devstack
