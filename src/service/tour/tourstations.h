// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/tour/tour.h"

namespace devstack {

/// The IDAs in the order in which they start, those that others need first; members of a cycle
/// stand together, as the workspace has them. `wanted` (empty: all) and what they need. Pure.
QStringList tourOrder(const WorkspaceSnapshot &snapshot, const QStringList &wanted);

/// What the snapshot tells of the IDAs of `order`; what their files tell is not in it. Pure.
WorkspaceTour stationsOf(const WorkspaceSnapshot &snapshot, const QStringList &order);

/// The organisation that a remote belongs to: "team" of "git.example.org/team/platform"; empty for
/// a path and for a remote without one. Pure.
QString organisationOf(const QString &repository);

/// "to run and provision", "to run, optional", "installs it". Pure.
QString purposeOf(const TourNeed &need);
/// "a superuser, made by bootstrap". Pure.
QString signInText(const TourSignIn &signIn);

} // namespace devstack
