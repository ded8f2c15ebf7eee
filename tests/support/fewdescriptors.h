// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <sys/resource.h>
#include <unistd.h>

#include <vector>

namespace devstack::testing {

/// While it lives this process can open so many files and no more.
class FewDescriptors
{
public:
    explicit FewDescriptors(int left = 0)
    {
        std::vector<int> free;
        while (int(free.size()) <= left)
            free.push_back(::dup(STDIN_FILENO));
        for (const int descriptor : free)
            ::close(descriptor);
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit few {rlim_t(free.back()), m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &few);
    }
    FewDescriptors(const FewDescriptors &) = delete;
    FewDescriptors &operator=(const FewDescriptors &) = delete;
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace devstack::testing
