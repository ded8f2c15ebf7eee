// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/heap.h"

#include <cstdlib> // names the C library

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace devstack {

void setUpHeap()
{
#ifdef __GLIBC__
    constexpr int kHeaps = 2;
    mallopt(M_ARENA_MAX, kHeaps);
#endif
}

void trimHeap()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace devstack
