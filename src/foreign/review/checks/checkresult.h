// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/graph/dependencygraph.h"

#include <QList>
#include <QString>

namespace devstack {

/// One point of the definition of done, judged.
struct CheckResult
{
    QString id; ///< "dockerfile", "publish", … (docs/checks.md)
    bool pass = false;
    QList<Evidence> evidence; ///< the grounds of the result; for a failure the nearest match
    QString message;
    QString fix; ///< empty when it passes
};

/// A result without its id.
CheckResult passing(const QString &message, const QList<Evidence> &evidence = {});
CheckResult
failing(const QString &message, const QString &fix, const QList<Evidence> &evidence = {});

} // namespace devstack
