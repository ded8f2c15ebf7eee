// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/unknownname.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

QString didYouMean(const QString &name, const QStringList &known, const QString &otherwise)
{
    const auto near = nearest(name, known);
    return near ? u"Did you mean “%1”?"_s.arg(printable(*near)) : otherwise;
}

QString itHas(const QStringList &known)
{
    return u"It has: %1."_s.arg(known.isEmpty() ? u"none"_s : known.join(u", "_s));
}

Error unknownName(const QString &owner,
                  const QString &what,
                  const QString &name,
                  const QStringList &known,
                  const QString &otherwise)
{
    return notFound(u"“%1” has no %2 “%3”."_s.arg(owner, what, printable(name)),
                    didYouMean(name, known, otherwise.isEmpty() ? itHas(known) : otherwise));
}

} // namespace devstack
