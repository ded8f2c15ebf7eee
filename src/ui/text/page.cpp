// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/page.h"

#include <QMetaEnum>

namespace devstack::page {

const QList<Value> &all()
{
    static const QList<Value> pages {Overview, Runs, Logs, Data, Configuration, Checks, Settings};
    return pages;
}

QString name(Value page)
{
    return QString::fromLatin1(QMetaEnum::fromType<Value>().valueToKey(page)).toLower();
}

std::optional<Value> fromName(const QString &wanted)
{
    for (Value page : all()) {
        if (name(page) == wanted)
            return page;
    }
    return {};
}

} // namespace devstack::page
