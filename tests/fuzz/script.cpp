// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A shell script and the Docker commands in it.

#include "foreign/inspect/script.h"

#include "foreign/inspect/dockercall.h"
#include "fuzz.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const Script script = readScript(QString::fromUtf8(text).split(u'\n'), u"f.sh"_s);
    for (const SimpleCommand &command : script.commands) {
        requireWithin(command.mark, text);
        require(command.loop < script.loops.size(), "a loop is one of the script's");
    }
    for (const ShellLoop &loop : script.loops)
        requireWithin(loop.mark, text);
    for (const SimpleCommand &command : script.executed())
        requireWithin(command.mark, text);
    for (const DockerCall &call : dockerCalls(script))
        requirePrintable(call.inner.join(u' '));
    return 0;
}
