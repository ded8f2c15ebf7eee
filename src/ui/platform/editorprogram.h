// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QStringList>

#include <functional>

namespace devstack {

/// The user's editor and how it takes a line.
struct EditorProgram
{
    QStringList vector; ///< program and its own arguments

    /// The vector that opens an absolute path at a line (0: at its beginning).
    QStringList toOpen(const QString &file, int line) const;
};

/// $VISUAL, then $EDITOR (split as a shell would), then the first known one that is installed.
/// `variable` answers the environment, `find` where a program is (empty: nowhere). Error: NotFound
/// with a hint.
Result<EditorProgram> findEditor(const std::function<QString(const QString &)> &variable,
                                 const std::function<QString(const QString &)> &find);

} // namespace devstack
