// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

namespace devstack {

/// A part of a repository of which the checkout has a pointer only.
struct NotFetched
{
    enum class Kind { Submodule, LfsFile };
    Kind kind = Kind::Submodule;
    QString path; ///< relative
    SourceMark mark; ///< where it is declared, or the pointer itself
};

/// Submodules whose folder is empty, and files that Git LFS would have to fetch.
QList<NotFetched> notFetched(const Checkout &checkout);

/// What fetches it: one command, for a hint.
QString wayToFetch(const NotFetched &part);

} // namespace devstack
