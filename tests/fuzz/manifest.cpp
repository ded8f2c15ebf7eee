// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// devstack.yml with the manifests in it: edits keep what they do not touch.

#include "fuzz.h"
#include "model/manifest/workspacefile.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const auto file = parseWorkspaceFile(text, u"devstack.yml"_s);
    if (!file) {
        requireWithin(file.error().where, text);
        requirePrintable(file.error().toText().remove(u'\n'));
        return 0;
    }
    for (const WorkspaceIda &ida : file->idas) {
        requireWithin(ida.mark, text);
        if (ida.manifest)
            requireWithin(ida.manifest->mark, text);
    }
    WorkspaceIda added;
    added.name = u"added"_s;
    added.repository = u"./a b: #c"_s;
    if (const auto changed = withIda(text, added)) {
        const auto again = parseWorkspaceFile(*changed, u"devstack.yml"_s);
        require(again.hasValue(), "what was edited reads");
        QStringList names = file->idas.keys();
        if (!names.contains(added.name))
            names += added.name;
        names.sort();
        require(again->idas.keys() == names, "an edit adds one IDA and leaves the others");
        require(again->idas.value(added.name).repository == added.repository, "it says what it is");
    }
    if (!file->idas.isEmpty()) {
        const QString name = file->idas.firstKey();
        if (const auto changed = withoutIda(text, name)) {
            const auto again = parseWorkspaceFile(*changed, u"devstack.yml"_s);
            require(again.hasValue() && !again->idas.contains(name)
                        && again->idas.size() == file->idas.size() - 1,
                    "one IDA is gone");
        }
    }
    return 0;
}
