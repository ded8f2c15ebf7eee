// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

namespace devstack {

/// Whether a folder (absolute, clean) is, or used to be, the checkout of the central devstack: the
/// stand-in of the run, or a folder called "devstack" that is no IDA of the workspace.
bool isCentralFolder(const GuardMap &map, const QString &folder);

/// What a compose command on the central devstack's file does: the services it names are looked up
/// in the workspace ("lms" is the IDA that answers to edx.devstack.lms). `up` and `start` start
/// those that are there; exec, run, logs and restart act on them; services that no IDA provides are
/// noted and skipped, because each IDA has its own databases and caches. Nothing of the workspace
/// is stopped on behalf of one script. Pure.
GuardedCall mapCentralCompose(const GuardMap &map, const QStringList &command);

/// The same for its Make targets: `dev.up.lms+redis`, `dev.provision.lms`, `lms-shell` … Pure.
GuardedCall mapCentralTarget(const GuardMap &map, const QString &target);

/// A call of make: in the central devstack's folder (`-C` or `directory`) it goes to the stand-in,
/// everything else is passed on. Pure.
GuardedCall mapMake(const GuardMap &map, const QStringList &arguments, const QString &directory);

/// The files of the stand-in folder: name relative to it → content. `launcher` is the absolute path
/// of the program whose verb `central` answers targets.
QMap<QString, QByteArray> centralFiles(const QString &launcher);

} // namespace devstack
