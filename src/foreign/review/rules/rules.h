// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/rules/lintinput.h"

namespace devstack {

/// The rules, one file each; lintrules.cpp registers them with id, severity and title.

void lookForUnknownContainers(const LintInput &input, FindingSink &sink);
void lookForUnknownVolumes(const LintInput &input, FindingSink &sink);
void lookForUnreachableServices(const LintInput &input, FindingSink &sink);
void lookForUnknownHosts(const LintInput &input, FindingSink &sink);
void lookForMissingDependsOn(const LintInput &input, FindingSink &sink);
void lookForDeadPorts(const LintInput &input, FindingSink &sink);
void lookForClientMismatches(const LintInput &input, FindingSink &sink);
void lookForComposeV1(const LintInput &input, FindingSink &sink);
void lookForUnboundedWaits(const LintInput &input, FindingSink &sink);
void lookForUnavailableImages(const LintInput &input, FindingSink &sink);
void lookForImageArchitectures(const LintInput &input, FindingSink &sink);
void lookForRemovedSettings(const LintInput &input, FindingSink &sink);
void lookForMissingMounts(const LintInput &input, FindingSink &sink);
void lookForRestartLoops(const LintInput &input, FindingSink &sink);
void lookForFixedPorts(const LintInput &input, FindingSink &sink);
void lookForContainerNames(const LintInput &input, FindingSink &sink);
void lookForMissingHealthchecks(const LintInput &input, FindingSink &sink);
void lookForUnpinnedImages(const LintInput &input, FindingSink &sink);
void lookForAnonymousDataVolumes(const LintInput &input, FindingSink &sink);
void lookForOneShots(const LintInput &input, FindingSink &sink);
void lookForRefusedComposeFiles(const LintInput &input, FindingSink &sink);
void lookForRefusedStarts(const LintInput &input, FindingSink &sink);
void lookForMissingFiles(const LintInput &input, FindingSink &sink);
void lookForWindowsScripts(const LintInput &input, FindingSink &sink);
void lookForUnfetchedParts(const LintInput &input, FindingSink &sink);
void lookForManifestInterpolation(const LintInput &input, FindingSink &sink);

} // namespace devstack
