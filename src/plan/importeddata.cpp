// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/importeddata.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kUnknownWork = u"-imported"_s;

} // namespace

QString ofUnknownWork(const QString &incarnation)
{
    return incarnation + kUnknownWork;
}

bool isOfUnknownWork(const QString &identity)
{
    return identity.endsWith(kUnknownWork);
}

} // namespace devstack
