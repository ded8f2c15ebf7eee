// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "demo/demosource.h"

namespace devstack {

/// Hands out what a test gives it.
class GivenSource final : public DemoSource
{
public:
    GivenSource()
        : DemoSource({0, -1, false})
    {
    }
    void start() override { }
};

} // namespace devstack
