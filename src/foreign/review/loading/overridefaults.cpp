// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/overridefaults.h"

#include "core/text.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Keys of a service that Compose brings into one form before it merges them, or replaces.
bool isMergedInAnyForm(const QStringList &path)
{
    static const QSet<QString> kKeys {u"annotations"_s,
                                      u"command"_s,
                                      u"depends_on"_s,
                                      u"dns"_s,
                                      u"dns_opt"_s,
                                      u"dns_search"_s,
                                      u"entrypoint"_s,
                                      u"env_file"_s,
                                      u"label_file"_s,
                                      u"environment"_s,
                                      u"extends"_s,
                                      u"extra_hosts"_s,
                                      u"labels"_s,
                                      u"models"_s,
                                      u"networks"_s,
                                      u"sysctls"_s,
                                      u"tmpfs"_s,
                                      u"ulimits"_s};
    static const QSet<QString> kBelow {u"build.args"_s,
                                       u"build.additional_contexts"_s,
                                       u"build.extra_hosts"_s,
                                       u"build.labels"_s,
                                       u"build.ulimits"_s,
                                       u"deploy.labels"_s,
                                       u"healthcheck.test"_s};
    const QString section = path.value(0);
    if (section == u"include" || path.last() == u"external")
        return true;
    if (path.size() == 3 && path.last() == u"labels")
        return section == u"networks" || section == u"volumes" || section == u"services";
    if (section != u"services")
        return false;
    return (path.size() == 3 && kKeys.contains(path.last()))
        || (path.size() == 4 && kBelow.contains(path.sliced(2).join(u'.')));
}

/// The kind of a value once Compose has brought it into its full form.
YamlNode::Kind fullKind(const YamlNode &node, const QStringList &path)
{
    const bool inService = path.value(0) == u"services";
    if (inService && path.size() == 3 && path.last() == u"build" && node.isScalar())
        return YamlNode::Kind::Map;
    if (inService && path.size() == 4 && path.at(2) == u"build" && path.last() == u"ssh"
        && node.isList())
        return YamlNode::Kind::Map;
    if (inService && path.size() == 3 && path.last() == u"gpus" && node.isScalar())
        return YamlNode::Kind::List;
    return node.kind();
}

void compare(const YamlNode &before,
             const YamlNode &file,
             const QStringList &path,
             QList<LoadFault> &faults)
{
    if (!path.isEmpty() && isMergedInAnyForm(path))
        return;
    const YamlNode::Kind kind = fullKind(before, path);
    const bool isBuild = path.size() == 3 && path.last() == u"build";
    const bool isCompound = kind == YamlNode::Kind::Map || kind == YamlNode::Kind::List;
    if (isCompound && file.kind() != kind && !isBuild) {
        const bool isMap = kind == YamlNode::Kind::Map;
        faults += {file.mark(),
                   u"“%1” is %2 here and %3 in a file before: Compose cannot merge them."_s.arg(
                       printable(path.join(u'.')),
                       file.isScalar()     ? u"one value"_s
                           : file.isList() ? u"a list"_s
                                           : u"a mapping"_s,
                       path.last() == u"ssh"        ? u"a list or a mapping"_s
                           : path.last() == u"gpus" ? u"given, which is a list to Compose"_s
                           : isMap                  ? u"a mapping"_s
                                                    : u"a list"_s),
                   u"Write it as %1, or “%2: !override” before the value."_s.arg(
                       isMap ? u"a mapping"_s : u"a list"_s, printable(path.last()))};
        return;
    }
    for (const YamlNode::Entry &entry : file.entries()) {
        const YamlNode::Entry *other = before.find(entry.key);
        if (other && !other->value.isNull() && !entry.value.isNull() && entry.value.tag().isEmpty())
            compare(other->value, entry.value, path + QStringList {entry.key}, faults);
    }
}

} // namespace

QList<LoadFault> overrideFaults(const YamlNode &before, const YamlNode &file)
{
    QList<LoadFault> faults;
    if (before.isMap() && file.isMap())
        compare(before, file, {}, faults);
    return faults;
}

} // namespace devstack
