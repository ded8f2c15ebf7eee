// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// Who answers for a repository, and where that is written.
struct FoundOwner
{
    QString name; ///< as plain text, at most 100 characters; empty: nobody is named
    int line = 0; ///< from 1

    bool operator==(const FoundOwner &) const = default;
};

/// The owners of the whole repository by a CODEOWNERS file: the last rule for "*", else for "/" or
/// "**". Pure.
FoundOwner codeOwners(const QStringList &lines);

/// `spec.owner` of the first entity of a catalog-info.yaml, without "group:" or "user:" and a
/// namespace before it. Pure.
FoundOwner catalogOwner(const QStringList &lines);

} // namespace devstack
