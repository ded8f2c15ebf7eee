// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"
#include "service/definition/workspacedefinition.h"
#include "service/tour/tour.h"

#include <QStringList>

namespace devstack {

/// A user that a command makes, as its words say.
struct MadeUser
{
    TourSignIn::Kind kind = TourSignIn::Kind::User;
    QString user; ///< empty: it is named elsewhere

    bool operator==(const MadeUser &) const = default;
};

/// The users that a command makes: `createsuperuser`, `manage_user`, `create_superuser(…)` in code
/// for a shell. Nothing else of its words is kept. Pure.
QList<MadeUser> madeUsers(const ServiceRun &run);

/// Who can sign in at an IDA, as manifests, bootstraps, seeds, compose files and scripts of the
/// workspace say; each user once, superusers first. Pure.
QList<TourSignIn> signInsOf(const WorkspaceDefinition &definition, const IdaDefinition &ida);

} // namespace devstack
