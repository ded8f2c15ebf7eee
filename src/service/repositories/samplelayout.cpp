// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/samplelayout.h"

#include "model/manifest/typedreader.h"
#include "model/yaml/yamlreader.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<SampleLayout> SampleLayout::read(const QString &path)
{
    const auto document = readYaml(path);
    if (!document)
        return document.error();
    TypedReader reader;
    SampleLayout layout;
    for (const auto &section : reader.map(*document, u"layout"_s)) {
        if (section.key == u"executable"_s) {
            layout.executable = reader.textList(section.value, section.key);
        } else if (section.key == u"copies"_s) {
            for (const YamlNode &item : reader.list(section.value, section.key)) {
                Copy copy;
                for (const auto &entry : reader.map(item, section.key)) {
                    if (entry.key == u"from"_s)
                        copy.from = reader.text(entry.value, entry.key);
                    else if (entry.key == u"to"_s)
                        copy.to = reader.text(entry.value, entry.key);
                    else if (entry.key == u"only"_s)
                        copy.only = reader.textList(entry.value, entry.key);
                    else
                        reader.fail(u"“%1” is not a key of a copy."_s.arg(entry.key),
                                    entry.keyMark);
                }
                layout.copies += copy;
            }
        } else {
            reader.fail(u"“%1” is not a key of a layout."_s.arg(section.key), section.keyMark);
        }
    }
    if (reader.failed())
        return reader.error();
    return layout;
}

} // namespace devstack
