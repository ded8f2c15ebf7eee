// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"

#include "core/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QString label::filter(QLatin1StringView name, const QString &value)
{
    return name + u'=' + value;
}

QString IdaNames::project() const
{
    return workspace + u'-' + slug(ida);
}

QString IdaNames::serviceKey(const QString &service) const
{
    return ida + u'.' + service;
}

QString IdaNames::joined(const QString &name) const
{
    // Service "a-b" of IDA "x" and service "b" of IDA "x-a" would be called the same.
    const QString plain = slug(ida) + u'-' + name;
    const bool meetsSibling = std::ranges::any_of(siblings, [&](const QString &sibling) {
        return slug(sibling).size() > slug(ida).size() && plain.startsWith(slug(sibling) + u'-');
    });
    return meetsSibling ? QString(slug(ida) + u'.' + name) : plain;
}

QString IdaNames::container(const QString &service) const
{
    return workspace + u'-' + joined(service);
}

QString IdaNames::resource(const QString &key) const
{
    return workspace + u'-' + joined(key);
}

QString IdaNames::volume(const QString &key) const
{
    static const QRegularExpression generation(u"-g[0-9]+(-[a-z0-9_-]*)?\\z"_s);
    const QString plain = resource(key);
    return generation.match(plain).hasMatch() ? QString(workspace + u'-' + slug(ida) + u".v." + key)
                                              : plain;
}

QString IdaNames::privateNetwork() const
{
    return project() + u"-private"_s;
}

QString IdaNames::image(const QString &service) const
{
    return workspace + u'/' + joined(slug(service)) + u":dev"_s;
}

QString workspaceNetworkName(const QString &workspace)
{
    return workspace + u"-workspace"_s;
}

} // namespace devstack
