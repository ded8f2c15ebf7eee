// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/commandtable.h"

#include <QMap>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QSet<QString> optionsOf(const char *names)
{
    QSet<QString> options;
    for (const QString &name : QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts))
        options += (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    return options;
}

/// Groups whose commands exist without the group too.
const QStringList kTransparent {u"container"_s, u"image"_s, u"system"_s};
const QStringList kGroups {u"container"_s,
                           u"image"_s,
                           u"system"_s,
                           u"network"_s,
                           u"volume"_s,
                           u"buildx"_s,
                           u"context"_s,
                           u"manifest"_s,
                           u"plugin"_s};

} // namespace

OptionForms CommandRow::forms() const
{
    OptionForms forms {optionsOf(values), stopsAtPositional, optionsOf(flags), false, true};
    forms.flags += u"--help"_s;
    // Everywhere but where it is the name of the host.
    if (!forms.withValue.contains(u"-h"_s))
        forms.flags += u"-h"_s;
    return forms;
}

bool CommandRow::drops(const QString &option) const
{
    return optionsOf(dropped).contains(option);
}

const CommandRow *findCommand(std::span<const CommandRow> table, const QString &name)
{
    const auto row = std::ranges::find_if(
        table, [&](const CommandRow &each) { return name == QLatin1StringView(each.name); });
    return row == table.end() ? nullptr : &*row;
}

FoundCommand findDockerCommand(const QStringList &arguments, qsizetype at)
{
    static const QMap<QString, QString> kAliases {{u"container ls"_s, u"ps"_s},
                                                  {u"container list"_s, u"ps"_s},
                                                  {u"container remove"_s, u"rm"_s},
                                                  {u"image ls"_s, u"images"_s},
                                                  {u"image list"_s, u"images"_s},
                                                  {u"image rm"_s, u"rmi"_s},
                                                  {u"image remove"_s, u"rmi"_s},
                                                  // These have meanings of their own.
                                                  {u"image inspect"_s, u"image inspect"_s},
                                                  {u"system df"_s, u"system df"_s},
                                                  {u"network list"_s, u"network ls"_s},
                                                  {u"network remove"_s, u"network rm"_s},
                                                  {u"volume list"_s, u"volume ls"_s},
                                                  {u"volume remove"_s, u"volume rm"_s},
                                                  {u"buildx b"_s, u"buildx build"_s},
                                                  {u"buildx f"_s, u"buildx bake"_s}};
    FoundCommand found {nullptr, arguments[at], at};
    if (found.name == u"builder")
        found.name = u"buildx"_s;
    if (!kGroups.contains(found.name)) {
        found.row = findCommand(dockerCommands(), found.name);
        return found;
    }
    const QString group = found.name;
    // Groups have no options of their own but --help; buildx, whose --builder is one of each
    // command's too, is refused with them in front.
    if (at + 1 >= arguments.size())
        return found;
    const QString word = arguments[at + 1];
    found.at = at + 1;
    found.name = group + u' ' + word;
    QString key = found.name;
    if (const auto alias = kAliases.constFind(key); alias != kAliases.constEnd())
        key = *alias;
    else if (kTransparent.contains(group))
        key = word;
    found.row = findCommand(dockerCommands(), key);
    // `image stop` does not exist, and must not become `stop`; docker says so itself.
    static const QStringList kOfImages {u"build"_s,
                                        u"history"_s,
                                        u"images"_s,
                                        u"import"_s,
                                        u"image inspect"_s,
                                        u"load"_s,
                                        u"pull"_s,
                                        u"push"_s,
                                        u"rmi"_s,
                                        u"save"_s,
                                        u"tag"_s};
    if (group == u"image" && !kOfImages.contains(key))
        found.row = nullptr;
    return found;
}

} // namespace devstack
