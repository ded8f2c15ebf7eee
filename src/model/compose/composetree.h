// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/interpolation.h"
#include "model/yaml/yamlnode.h"

#include <QList>
#include <QString>

namespace devstack {

/// A mapping with the given entries at the place of `like`.
YamlNode mapNode(const YamlNode &like, const QList<YamlNode::Entry> &entries);

/// `node` with the value of one key replaced, or added at the end.
YamlNode withEntry(const YamlNode &node, const YamlNode::Entry &entry);

/// `node` without a key.
YamlNode withoutEntry(const YamlNode &node, QStringView key);

/// A relative path as a text: "./sub", "..".
YamlNode pathNode(const QString &relative, const SourceMark &mark);

/// Names without a value of an `environment` with the values that `lookup` knows.
YamlNode withValues(const YamlNode &environment, const VariableLookup &lookup);

/// A compose file with its variables filled in, keys and x-devstack left as they are. Errors of
/// interpolated(), with the place.
Result<YamlNode> interpolatedTree(const YamlNode &file, const VariableLookup &lookup);

/// A whole compose file laid over what was read before it, by Compose's rules: single values,
/// commands and health tests replace, mappings unite, lists are added to; a text, a list and a
/// mapping are forms of one another where Compose has several; `!override` replaces and `!reset`
/// removes, at every level. `written` is the file as it stands, `over` the same with what it
/// extends and includes; `base` may be null.
YamlNode mergedTree(const YamlNode &base, const YamlNode &written, const YamlNode &over);

/// The same for one service and the service that it extends.
YamlNode mergedServiceTree(const YamlNode &base, const YamlNode &over);

/// Lists of a merged file without entries that stand for the same thing: the later one counts.
YamlNode withoutDoubles(const YamlNode &file);

/// A service as read in a folder `prefix` (relative to the project's folder): relative build
/// contexts, sources of mounts and environment files become relative to the project's folder.
YamlNode rebasedService(const YamlNode &service, const QString &prefix);
/// The same for the files of a section `secrets` or `configs`.
YamlNode rebasedFiles(const YamlNode &section, const QString &prefix);

} // namespace devstack
