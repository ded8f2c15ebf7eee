// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/yaml/yamlnode.h"

#include <QByteArray>
#include <QList>

namespace devstack {

/// Files above this size are refused before parsing: yaml-cpp takes up to some 200 times the size
/// in memory for a file made to that end.
constexpr qint64 kLargestYaml = 1024 * 1024;
/// The same for compose files, of which generated ones with hundreds of services have some MiB.
/// More than this is not read: at the worst it would take more memory than many machines have.
constexpr qint64 kLargestCompose = 8 * 1024 * 1024;

/// Levels of nesting; yaml-cpp itself stops at 500. Compose takes up to 10,000, at the cost of
/// seconds.
constexpr int kDeepestYaml = 450;

/// Reads a YAML file from anywhere, hostile ones included.
///
/// Refused with InvalidInput and the place: more than `kLargestYaml`, invalid UTF-8, NUL, tabs as
/// indentation, duplicate keys, keys that are no scalars, anchors that contain themselves or hold
/// more than letters, digits, "-" and "_", more than kDeepestYaml levels or, with aliases expanded,
/// more than 100,000 values (in a large file one for each four bytes, so that its size bounds what
/// it costs), several documents, a top level that is no mapping, U+0085, U+2028 and U+2029 (to
/// Compose's reader line breaks). Merge keys (`<<`): own keys win, then earlier merged mappings.
/// Never throws.
Result<YamlNode> readYaml(const QString &path);

/// Which tags a document may hold. Core: those of YAML's core schema (!!str, !!int …) and !reset
/// and !override of Compose; others (!!binary) mean another value to Compose than the text that
/// stands there.
enum class YamlTags { Core, Any };

/// The documents of a file of at most `kLargestCompose` bytes with several, each bound by the same
/// rules; none for a file that holds comments only. An empty document beside others is refused, as
/// Compose does.
Result<QList<YamlNode>> readYamlDocuments(const QString &path);

/// readYaml() for content in memory; `file` is what marks and errors name.
Result<YamlNode>
parseYaml(const QByteArray &content, const QString &file, YamlTags tags = YamlTags::Core);

} // namespace devstack
