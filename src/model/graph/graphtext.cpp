// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/graph/graphtext.h"

#include "core/text.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A double-quoted identifier of the dot language, in which only the quote and the backslash need
/// escaping.
QString quoted(const QString &text)
{
    QString safe = printable(text);
    safe.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + safe + u'"';
}

} // namespace

QString graphToDot(const DependencyGraph &graph, const QString &name)
{
    QString dot = u"digraph "_s + quoted(name)
        + u" {\n    rankdir=LR;\n    node [shape=box, style=rounded];\n"_s;
    for (const QString &ida : graph.idas())
        dot += u"    "_s + quoted(ida) + u";\n"_s;
    for (const DependencyEdge &edge : graph.edges()) {
        QStringList attributes;
        if (!edge.declared)
            attributes.append(u"style=dashed"_s);
        if (edge.optional)
            attributes.append(u"color=gray"_s);
        if (!edge.purpose.run && !edge.purpose.provision)
            attributes.append(u"label=installs"_s);
        else if (edge.purpose.run != edge.purpose.provision)
            attributes.append(edge.purpose.run ? u"label=run"_s : u"label=provision"_s);
        dot += u"    "_s + quoted(edge.from) + u" -> "_s + quoted(edge.to);
        if (!attributes.isEmpty())
            dot += u" ["_s + attributes.join(u", "_s) + u']';
        dot += u";\n"_s;
    }
    return dot + u"}\n"_s;
}

} // namespace devstack
