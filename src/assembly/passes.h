// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/draft.h"

#include <QJsonObject>

/// The steps of the rewrite, in the order in which assemble() takes them. Each is pure: it changes
/// the draft only.
namespace devstack::passes {

/// Takes out services of `without` and provider services; tells applications, databases and the
/// rest apart.
void selectServices(Draft &draft);

/// Gives built services an image name of the workspace, or what mode image runs instead.
/// Error: a service of mode image that has no image.
Result<> nameImages(Draft &draft);

/// Lets a service whose image the Engine lacks, and which mounts the checkout, run the image that a
/// sibling builds from that checkout. Part of nameImages() in mode develop.
void offerSiblingImages(Draft &draft);

/// Bind mounts by mode and by what exists; never lets the Engine create a folder as
/// root.
void rewriteMounts(Draft &draft);

/// Mounts, out of the way, what a data volume is made of: what no container has, the Engine's prune
/// removes.
void holdDataParts(Draft &draft);

/// Variables of variant and configuration; databases to create; `localhost:OLD` follows moved
/// ports.
void rewriteEnvironment(Draft &draft);

/// Names of IDAs that run elsewhere: URLs in the environment go to where they run, and the names
/// lead to its address.
void reachExternals(Draft &draft);

/// Memory-saving settings (lean.h), grace when stopping, what the Engine is too old for.
void applySettings(Draft &draft);

/// `depends_on`, `links`, `volumes_from`, `network_mode`, `ipc`, `pid`, `additional_contexts`: to
/// the new keys. Error: a service that was left out is shared with one that stays.
Result<> rewriteReferences(Draft &draft);

/// Published ports as they were allocated. Error: a port without a choice.
Result<> rewritePorts(Draft &draft);

/// Private and workspace network, aliases, container names. Answers all aliases by name.
QList<AssemblyAlias> joinNetworks(Draft &draft);

/// The sections `networks`, `volumes`, `configs` and `secrets` of the effective file.
QJsonObject ownResources(Draft &draft);

/// Labels of a file without those by which this program knows what is its own.
QJsonObject withoutOurs(QJsonObject labels);

/// Labels and fingerprint of each service; answers the section `services`.
QJsonObject labelServices(Draft &draft, const QJsonObject &resources);

} // namespace devstack::passes
