// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// What createSample() made or found.
struct SampleWorkspace
{
    QString path; ///< absolute
    QStringList repositories; ///< names of the bare remotes in `remotes/`
    bool existed = false; ///< a finished sample was there already; nothing was changed
};

/// Makes the bundled sample workspace in `folder` from `resourcesDir()/sample`: a bare repository
/// per IDA in `remotes/` and a `devstack.yml` that names them; nothing is cloned yet.
///
/// The folder appears complete or not at all. Errors: Conflict (a folder that is not empty and not
/// a finished sample), NotFound or InvalidInput (resources missing or broken), Cancelled, Io.
Result<SampleWorkspace>
createSample(const QString &folder, Reporter &reporter, std::stop_token stop = {});

} // namespace devstack
