// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/composereader.h"
#include "support/scratchfolder.h"

namespace devstack::testing {

/// A repository of a test's own with a compose file in it.
class ComposeFolder : public ScratchFolder
{
public:
    ComposeFolder()
        : ScratchFolder({}, QStringLiteral("repo"))
    {
    }

    Result<ComposeFile> read(const QByteArray &content) const
    {
        const QString name = QStringLiteral("docker-compose.yml");
        write(name, content);
        return readComposeFile(file(name), path());
    }
};

} // namespace devstack::testing
