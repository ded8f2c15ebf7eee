// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/logline.h"

#include "core/linelevel.h"

namespace devstack {

static_assert(int(LogLevel::Error) == int(LineLevel::Error));

LogLevel levelOf(QStringView text)
{
    return LogLevel(lineLevelOf(text));
}

} // namespace devstack
