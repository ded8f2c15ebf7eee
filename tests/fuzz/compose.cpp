// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A compose file, its .env and a second file (env_file, extends, include): read with variables as
/// written and filled in, and what it reaches.

#include "fuzz.h"
#include "model/compose/composereader.h"
#include "model/compose/projectvariables.h"
#include "trust/hostaccess.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QList<QByteArray> files = filesOf(bytesOf(data, size), 3);
    kFolder.write(u"compose.yml"_s, files.at(0));
    kFolder.write(u".env"_s, files.at(1));
    kFolder.write(u"sub/other.yml"_s, files.at(2));
    const auto read = readComposeFile(kFolder.file(u"compose.yml"_s), kFolder.path());
    if (read) {
        for (const ServiceEntry &service : read->services)
            requireWithin(service.mark, bytesOf(data, size));
        const QStringList reach = hostAccessOf(
            *read, kFolder.path(), VariableValues::read(kFolder.path(), read->variables));
        require(std::ranges::is_sorted(reach), "sentences are sorted");
        for (const QString &sentence : reach)
            requirePrintable(sentence);
        require(notAgreed(reach, reach).isEmpty(), "what was agreed to is agreed to");
    } else {
        requireWithin(read.error().where, bytesOf(data, size));
    }
    const ProjectVariables variables(kFolder.path(), QProcessEnvironment());
    (void)readProject(variables, kFolder.path());
    return 0;
}
