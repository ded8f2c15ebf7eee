// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/rules/lintinput.h"

namespace devstack {

/// Where the image of a service would come from.
enum class ImageStanding {
    Fine, ///< built here, by a sibling, or published as far as one can tell without asking
    BuiltByHand, ///< a script or Make target builds it, Compose does not
    OwnName, ///< named like this repository, and nothing builds it
    Unknown, ///< one word that is no official image
};

struct ImageRepute
{
    ImageStanding standing = ImageStanding::Fine;
    Evidence evidence; ///< the build command, for BuiltByHand
    QString target; ///< the Make target that runs it; empty: a script
};

/// Judged from files alone: no registry and no engine is asked.
ImageRepute
imageRepute(const ServiceEntry &service, const ComposeFile &stack, const LintInput &input);

} // namespace devstack
