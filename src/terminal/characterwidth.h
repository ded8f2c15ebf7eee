// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace devstack {

/// Columns of a terminal that a character takes: 0 (joins the one before it), 1 or 2.
int characterWidth(char32_t character);

/// Characters that only say in which direction or with what others are drawn: a terminal leaves
/// them out, so that no line can be shown in another order than it is written.
bool isInvisible(char32_t character);

} // namespace devstack
