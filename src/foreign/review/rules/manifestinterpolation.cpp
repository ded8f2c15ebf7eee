// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "model/yaml/yamlreader.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Walks the manifest as written: the reader of manifests stops at the first of these.
void lookAt(const YamlNode &node, FindingSink &sink)
{
    for (const YamlNode &item : node.items())
        lookAt(item, sink);
    for (const YamlNode::Entry &entry : node.entries())
        lookAt(entry.value, sink);
    if (!node.isScalar())
        return;
    const QString &text = node.text();
    for (qsizetype at = text.indexOf(u'$'); at >= 0; at = text.indexOf(u'$', at)) {
        if (at + 1 < text.size() && text.at(at + 1) == u'$') {
            at += 2;
            continue;
        }
        sink.add({node.mark()},
                 u"Compose replaces the “$” in “%1” before the program sees it."_s.arg(
                     printable(text.left(80))),
                 u"Write “$$” for a literal “$”; variables are not allowed in x-devstack."_s);
        return;
    }
}

} // namespace

void lookForManifestInterpolation(const LintInput &input, FindingSink &sink)
{
    for (const QString &file : input.subject.composeFiles) {
        if (!input.subject.environment && !confinedPath(input.subject.path, file))
            continue; // a link that leads out
        if (const auto document = readYaml(QDir(input.subject.path).filePath(file))) {
            if (const auto manifest = document->value(u"x-devstack"))
                lookAt(*manifest, sink);
        }
    }
}

} // namespace devstack
