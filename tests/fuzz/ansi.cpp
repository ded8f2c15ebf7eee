// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Coloured lines of containers: nothing but text is left, and its runs lie within it.

#include "fuzz.h"
#include "ui/text/ansitext.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString line = QString::fromUtf8(bytesOf(data, size));
    const AnsiText read = parseAnsi(line, 200);
    require(read.text.size() <= 200, "a line is bounded");
    require(std::ranges::none_of(read.text,
                                 [](QChar c) {
                                     const char16_t u = c.unicode();
                                     return u < 0x20 || (u >= 0x7f && u < 0xa0);
                                 }),
            "a line holds no control character");
    int end = 0;
    for (const TextRun &run : read.runs) {
        require(run.start >= end && run.length > 0, "runs stand in order");
        require(run.color >= -1 && run.color < 16, "colours are the terminal's");
        end = run.start + run.length;
    }
    require(end <= read.text.size(), "runs lie within the text");
    requirePrintable(line);
    return 0;
}
