// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// `shown`, which stands for `whole`, for one sentence of a trust question: its beginning and its
/// end, where it is long. What is left out, or was made readable, is known by a hash of the whole,
/// so that two different texts never read the same.
QString abridged(const QString &shown, const QString &whole);

} // namespace devstack
