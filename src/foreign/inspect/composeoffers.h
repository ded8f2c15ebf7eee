// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/graph/dependencygraph.h"

#include <QString>
#include <QStringList>

namespace devstack {

/// Compose files that could run a repository, where none has a name that Compose takes by itself.
struct ComposeOffer
{
    /// From what is most likely meant to what is least.
    enum class Kind {
        Own, ///< builds the repository or mounts it
        NeedsVariables, ///< does so with variables that nothing sets and that have no default
        Images, ///< runs other people's images only
        Tests, ///< for a test run, as its content, name or folder says
        Part, ///< lacks what another file has to add
        Unreadable,
    };
    QStringList files; ///< relative to the checkout, in Compose's order; never empty
    Kind kind = Kind::Own;
    QStringList services;
    QString reason; ///< what it is, in words: "builds the repository (app)"
    Evidence evidence; ///< of the reason

    /// Whether it can be chosen.
    bool isChoice() const { return kind != Kind::Part && kind != Kind::Unreadable; }
    /// Whether it runs code of the repository outside of tests.
    bool runsRepository() const { return kind == Kind::Own || kind == Kind::NeedsVariables; }
    /// As the option `--compose` and Compose's own COMPOSE_FILE name them: "a.yml:b.yml".
    QString value() const { return files.join(u':'); }

    bool operator==(const ComposeOffer &) const = default;
};
/// "own", "needs-variables", "images", "tests", "part", "unreadable".
QString toString(ComposeOffer::Kind kind);

/// A folder of a repository that holds an application of its own.
struct FolderOffer
{
    QString folder; ///< relative to the checkout
    Evidence evidence; ///< its compose file or Dockerfile

    bool operator==(const FolderOffer &) const = default;
};

/// What there is to choose from.
struct ComposeOffers
{
    QList<ComposeOffer> files; ///< the likeliest first
    QList<FolderOffer> folders; ///< of several applications in one repository
    QString limit; ///< what was not looked at, one sentence; empty: everything was

    bool isEmpty() const { return files.isEmpty() && folders.isEmpty(); }
    /// Those that can be chosen.
    QList<ComposeOffer> choices() const;

    bool operator==(const ComposeOffers &) const = default;
};

/// A script or recipe that hands Compose its files by name.
struct ComposeFilesCall
{
    QStringList files; ///< as written
    bool starts = false; ///< it brings services up
    Evidence evidence;
};

/// Looks for compose files under other names (`docker-compose-38.yml`) and in folders (`docker/`,
/// `compose/dev.yml`), and for folders with an application of their own, at most four folders deep.
/// What `calls` name counts whatever its name is, and several files as one offer; what they start
/// comes first. Reads at most 40 files. Blocks for disk reads; never fails.
ComposeOffers composeOffers(const Checkout &checkout, const QList<ComposeFilesCall> &calls = {});

/// What the offers are, a line each: "docker/docker-compose.yml builds the repository (app)".
QString offersText(const ComposeOffers &offers);

/// How to choose, for a hint. `ida`: its name in the workspace; `folder`: its checkout, relative to
/// the workspace.
QString wayToChoose(const ComposeOffers &offers, const QString &ida, const QString &folder);

} // namespace devstack
