// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/lint.h"
#include "foreign/review/rules/rules.h"

namespace devstack {

using namespace Qt::StringLiterals;

const QList<LintRule> &lintRules()
{
    using enum LintSeverity;
    static const QList<LintRule> kRules {
        {u"unknown-container"_s,
         Error,
         u"A script or Make target names a container or service that no compose file has"_s,
         lookForUnknownContainers},
        {u"unknown-volume"_s,
         Error,
         u"A script removes a volume that the compose file does not declare"_s,
         lookForUnknownVolumes},
        {u"unreachable-service"_s,
         Warning,
         u"Two services that belong together share no network"_s,
         lookForUnreachableServices},
        {u"unknown-host"_s,
         Warning,
         u"Nothing provides a host name used in environment or settings"_s,
         lookForUnknownHosts},
        {u"missing-depends-on"_s,
         Warning,
         u"A service uses another that Compose does not start before it"_s,
         lookForMissingDependsOn},
        {u"dead-port"_s,
         Warning,
         u"A port is published on which nothing listens"_s,
         lookForDeadPorts},
        {u"client-mismatch"_s,
         Error,
         u"The registered OAuth client differs from the one the settings expect"_s,
         lookForClientMismatches},
        {u"compose-v1"_s,
         Warning,
         u"The retired program docker-compose (version 1) is called"_s,
         lookForComposeV1},
        {u"unbounded-wait"_s, Warning, u"A loop can wait for ever"_s, lookForUnboundedWaits},
        {u"image-unavailable"_s,
         Warning,
         u"An image is neither built here nor known to be published"_s,
         lookForUnavailableImages},
        {u"image-architecture"_s,
         Warning,
         u"An image does not exist for arm64"_s,
         lookForImageArchitectures},
        {u"removed-settings"_s,
         Warning,
         u"A script relies on something the platform has removed"_s,
         lookForRemovedSettings},
        {u"missing-mount"_s,
         Warning,
         u"A mounted file or folder does not exist"_s,
         lookForMissingMounts},
        {u"restart-loop"_s,
         Warning,
         u"A service that always restarts hides its crashes"_s,
         lookForRestartLoops},
        {u"fixed-port"_s, Note, u"A service takes a fixed port of the host"_s, lookForFixedPorts},
        {u"container-name"_s,
         Note,
         u"A container name can exist only once on a machine"_s,
         lookForContainerNames},
        {u"no-healthcheck"_s,
         Warning,
         u"Services wait for a service without a usable healthcheck"_s,
         lookForMissingHealthchecks},
        {u"unpinned-image"_s,
         Warning,
         u"The image is not pinned to a version, so it can change at any pull"_s,
         lookForUnpinnedImages},
        {u"anonymous-data-volume"_s,
         Warning,
         u"A database loses its data with its container"_s,
         lookForAnonymousDataVolumes},
        {u"one-shot-not-adopted"_s,
         Warning,
         u"No service waits until a one-shot service has finished"_s,
         lookForOneShots},
        {u"manifest-interpolation"_s,
         Error,
         u"Compose replaces a variable inside x-devstack before the program sees it"_s,
         lookForManifestInterpolation},
    };
    return kRules;
}

} // namespace devstack
