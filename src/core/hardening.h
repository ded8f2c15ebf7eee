// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace devstack {

/// Makes the process ready for a machine that gives it less than usual. Call first in main().
///
/// - Standard input, output and error that were closed are held by a file that takes and gives
///   nothing: else the next file that is opened, one of `.devstack/` or the Engine's socket, would
///   get their number and what is meant for the terminal.
/// - A file that would become larger than the process may write (`ulimit -f`) is an error of the
///   write and not the end of the process.
/// - Without memory, threads or descriptors it ends with a sentence and code 1, like any error, and
/// not with
///   “Aborted”. What it did until then is as after a kill: the next run goes on there.
void prepareProcess();

} // namespace devstack
