// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Run journals: pieces read as the whole, and a cut one is a run, too.

#include "fuzz.h"
#include "store/journalreader.h"

using namespace devstack;
using namespace devstack::fuzz;

namespace {

RunState read(const QByteArray &text, qsizetype piece)
{
    JournalReader reader;
    for (qsizetype at = 0; at < text.size(); at += piece)
        (void)reader.feed(text.mid(at, piece));
    return reader.state();
}

bool isSame(const RunState &a, const RunState &b)
{
    return a.result == b.result && a.duration == b.duration && a.header.id == b.header.id
        && a.header.command == b.header.command && a.steps.size() == b.steps.size()
        && std::ranges::equal(a.steps, b.steps, [](const RunStep &one, const RunStep &other) {
               return one.id == other.id && one.state == other.state && one.title == other.title
                   && one.output.size() == other.output.size();
           });
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const RunState whole = read(text, std::max<qsizetype>(1, text.size()));
    require(isSame(whole, read(text, 1 + qsizetype(size % 11))), "pieces read as the whole");
    for (const RunStep &step : whole.steps)
        require(whole.step(step.id) != nullptr, "a step is found by its id");
    JournalReader cut;
    (void)cut.feed(text.first(text.size() / 2));
    cut.closeInterrupted();
    require(!cut.state().isRunning(), "a closed run does not run");
    return 0;
}
