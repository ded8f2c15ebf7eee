// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composereader.h"
#include "support/scratchfolder.h"

namespace devstack::testing {

using namespace Qt::StringLiterals;

/// A repository of a test's own with a compose file in it.
class ComposeFolder : public ScratchFolder
{
public:
    ComposeFolder()
        : ScratchFolder({}, u"repo"_s)
    {
    }

    Result<ComposeFile> read(const QByteArray &content) const
    {
        const QString name = u"docker-compose.yml"_s;
        write(name, content);
        return readComposeFile(file(name), path());
    }
};

} // namespace devstack::testing
