// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composeplaces.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

bool isRemotePlace(const QString &place)
{
    static const QRegularExpression kUserAtHost(u"^[^/\\s]+@[^/\\s]+:"_s);
    return place.contains(u"://"_s) || place.startsWith(u"oci:"_s) || place.startsWith(u"git@"_s)
        || place.startsWith(u"github.com/"_s, Qt::CaseInsensitive)
        || kUserAtHost.match(place).hasMatch();
}

} // namespace devstack
