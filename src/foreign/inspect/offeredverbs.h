// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/makefile.h"
#include "model/graph/dependencygraph.h"

namespace devstack {

/// How a repository answers to one of the standard verbs.
struct OfferedVerb
{
    QString verb; ///< "provision", "up", "down", "stop", "migrate", "shell", "logs", "static", …
    QString target; ///< Make target ("dev.up", "%-shell"); empty: it is a script
    QString script; ///< relative path; empty: it is a target
    Evidence evidence;
};

/// The verbs that Make targets and the given provisioning scripts answer, each once, the dotted
/// name before others.
QList<OfferedVerb> offeredVerbs(const Checkout &checkout,
                                const Makefile &makefile,
                                const QStringList &provisionScripts);

} // namespace devstack
