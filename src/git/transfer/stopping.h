// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace devstack::git {

/// Makes TERM ask for a stop, and interrupt whatever system call blocks.
void listenForStop();
/// Whether this program was asked to stop. Half a second later it is killed.
bool stopRequested();
void requestStop();

} // namespace devstack::git
