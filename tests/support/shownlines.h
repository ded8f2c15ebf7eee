// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logrowsmodel.h"

namespace devstack::testing {

/// What a list of lines shows, one below the other.
inline QString shownLines(const LogRowsModel &model)
{
    QString text;
    for (int row = 0; row < model.count(); ++row)
        text += model.line(row).content.text + u'\n';
    return text;
}

/// How many of them are of a level.
inline int linesOf(const LogRowsModel &model, LogLevel level)
{
    int lines = 0;
    for (int row = 0; row < model.count(); ++row)
        lines += model.line(row).level == level ? 1 : 0;
    return lines;
}

} // namespace devstack::testing
