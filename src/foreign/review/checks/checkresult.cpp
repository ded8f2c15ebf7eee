// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/checks/checkresult.h"

namespace devstack {

CheckResult passing(const QString &message, const QList<Evidence> &evidence)
{
    return {{}, true, evidence, message, {}};
}

CheckResult failing(const QString &message, const QString &fix, const QList<Evidence> &evidence)
{
    return {{}, false, evidence, message, fix};
}

} // namespace devstack
