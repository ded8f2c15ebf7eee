// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <unistd.h>

#include <QtGlobal>

namespace devstack::testing {

/// While it lives, the process is somebody who may not enter every folder: tests may run as root.
class AsAnybody
{
public:
    AsAnybody()
        : m_isRoot(::geteuid() == 0)
    {
        if (m_isRoot && ::seteuid(65534) != 0)
            qFatal("cannot become another user");
    }
    ~AsAnybody()
    {
        if (m_isRoot && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }
    AsAnybody(const AsAnybody &) = delete;
    AsAnybody &operator=(const AsAnybody &) = delete;

private:
    bool m_isRoot;
};

} // namespace devstack::testing
