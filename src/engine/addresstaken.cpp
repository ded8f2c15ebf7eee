// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/addresstaken.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool mentions(const Error &error, std::initializer_list<QStringView> words)
{
    return std::ranges::any_of(words, [&](QStringView part) {
        return error.message.contains(part) || error.detail.contains(part);
    });
}

} // namespace

bool isPortTaken(const Error &error)
{
    return mentions(error,
                    {u"port is already allocated",
                     u"bind: address already in use",
                     u"failed to bind host port"}); // from Docker Engine 28 on
}

bool isSubnetTaken(const Error &error)
{
    return mentions(error, {u"Pool overlaps with other one", u"overlaps with existing"});
}

QString takenContainerName(const Error &error)
{
    static const QRegularExpression kTaken(u"container name \"/?([^\"]+)\" is already in use"_s);
    for (const QString &text : {error.message, error.detail}) {
        if (const auto found = kTaken.match(text); found.hasMatch())
            return found.captured(1);
    }
    return {};
}

} // namespace devstack
