// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A Makefile with one include, and the Docker commands of its recipes.

#include "foreign/inspect/makefile.h"

#include "foreign/inspect/dockercall.h"
#include "fuzz.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QByteArray text = bytesOf(data, size);
    const QList<QByteArray> files = filesOf(text, 2);
    kFolder.write(u"Makefile"_s, files.at(0));
    kFolder.write(u"more.mk"_s, files.at(1));
    const Checkout checkout(kFolder.path());
    const Makefile makefile = readMakefile(checkout);
    for (const MakeTarget &target : makefile.targets) {
        requireWithin(target.mark, text);
        for (const RecipeLine &line : target.recipe)
            requireWithin(line.mark, text);
        for (const DockerCall &call : dockerCalls(target))
            requirePrintable(call.names.join(u' '));
        if (!target.name.startsWith(u'.') && !target.isPattern())
            require(bool(makefile.find(target.name)), "a target answers to its name");
    }
    for (const Error &problem : makefile.problems)
        requireWithin(problem.where, text);
    return 0;
}
