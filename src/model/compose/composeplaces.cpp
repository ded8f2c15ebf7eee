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

bool looksLikeFile(const QString &path)
{
    if (path.endsWith(u'/'))
        return false;
    const QString name = path.section(u'/', -1);
    const QString suffix = name.sliced(name.lastIndexOf(u'.') + 1);
    if (name.lastIndexOf(u'.') > 0)
        return suffix != u"d" && !suffix.isEmpty() && !suffix.at(0).isDigit();
    static const QRegularExpression kHidden(u"\\A\\.(?:env|\\w+rc|gitconfig|pgpass)\\z"_s);
    return kHidden.match(name).hasMatch();
}

} // namespace devstack
