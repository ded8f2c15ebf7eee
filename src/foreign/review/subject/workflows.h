// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/makefile.h"
#include "model/graph/dependencygraph.h"

#include <QStringList>

namespace devstack {

/// What the GitHub workflows of a repository do about its image.
struct WorkflowReading
{
    QList<Evidence> publishing; ///< steps that push an image when a default branch moves
    QList<Evidence> near; ///< what comes nearest when there is none
    QString nearReason; ///< one sentence
};

/// The branch that releases come from: what the remote says, else main and master.
QStringList defaultBranches(const Checkout &checkout);

/// Reads .github/workflows/*.yml: triggers, steps, and through `make` the recipes they run. Facts
/// from GitHub's workflow syntax and the inputs of docker/build-push-action (from version 2 on
/// nothing is pushed unless `push` or `outputs` says so).
WorkflowReading readWorkflows(const Checkout &checkout,
                              const Makefile &makefile,
                              const QStringList &defaultBranches);

} // namespace devstack
