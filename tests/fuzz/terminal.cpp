// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// What a program writes to a terminal, with sizes in between ("%%" and two bytes): the cursor
/// stays on the screen, wide characters stay whole, answers and title within their bounds.

#include "fuzz.h"
#include "terminal/terminalscreen.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray all(reinterpret_cast<const char *>(data), qsizetype(size));
    TerminalScreen screen({20, 6}, 30);
    qsizetype at = 0;
    while (at < all.size()) {
        const qsizetype next = all.indexOf("%%", at);
        const qsizetype end = next < 0 ? all.size() : next;
        screen.write(QByteArrayView(all).sliced(at, end - at));
        at = end + 4;
        if (next >= 0 && at <= all.size())
            screen.resize({uchar(all[at - 2]) % 64, uchar(all[at - 1]) % 32});
    }
    const auto cursor = screen.cursor();
    Q_ASSERT(cursor.line >= screen.screenLine() && cursor.line < screen.endLine());
    Q_ASSERT(cursor.column >= 0 && cursor.column < screen.size().columns);
    for (qint64 number = screen.firstLine(); number < screen.endLine(); ++number) {
        const auto &cells = screen.line(number).cells;
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
            Q_ASSERT(cells[cell].width != 0 || (cell > 0 && cells[cell - 1].width == 2));
        screen.textOf(number);
    }
    Q_ASSERT(screen.title().size() <= 120);
    Q_ASSERT(screen.takeAnswers().size() <= 1024);
    return 0;
}
