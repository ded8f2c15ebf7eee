// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// What the sample's repositories share, as `layout.yml` beside them says.
struct SampleLayout
{
    /// A file or folder of `shared/` that goes into repositories.
    struct Copy
    {
        QString from; ///< below shared/
        QString to; ///< below the repository
        QStringList only; ///< names of IDAs; empty: all
    };
    QList<Copy> copies;
    QStringList executable; ///< paths below a repository; all other files are not

    /// Errors with place, as for all YAML.
    static Result<SampleLayout> read(const QString &path);
};

} // namespace devstack
