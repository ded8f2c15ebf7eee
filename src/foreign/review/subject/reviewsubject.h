// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "foreign/inspect/checkout.h"
#include "foreign/inspect/knownnames.h"
#include "foreign/inspect/repositoryfacts.h"
#include "model/compose/composefile.h"

#include <QMap>
#include <QSet>

#include <memory>
#include <optional>

namespace devstack {

/// A repository as check, lint and scaffold see it: its files, read once; nothing of it has run.
struct ReviewSubject
{
    QString path; ///< absolute, links resolved
    std::shared_ptr<const Checkout> checkout;
    QStringList composeFiles; ///< that Compose takes by itself, relative
    /// The folder of a workspace that they lie in; null: they are the repository's own.
    std::shared_ptr<const Checkout> environment;
    bool isChosen = false; ///< a workspace names them: Compose does not find them by itself
    ComposeFile compose; ///< of these, with the values that run; without services when there is
                         ///< none or it is unreadable
    QList<ComposeFile> stacks; ///< the same with texts as written, or where there is none every
                               ///< other compose file of the root that stands alone
    QList<ComposeFile> running; ///< `stacks` with the values that run, for rules about what they do
    QList<ComposeFile> others; ///< further compose files of the root; their names are known names
    QList<Error> unreadable; ///< of `composeFiles`: their services are not known
    QList<Error> refusals; ///< why Compose does not load them with the values that run
    bool isFilledIn = false; ///< `compose` is what this program filled in, not Compose
    QList<Error> manifestFaults; ///< of x-devstack: the services are known, the manifest is not
    QList<Error> unreadableOthers; ///< further compose files of the root that break the rules
    RepositoryFacts facts;

    /// The mark with its file relative to the repository.
    SourceMark relative(const SourceMark &mark) const;
    /// The place with its line, trimmed; line 0 counts as the first.
    Evidence evidence(const SourceMark &mark) const;
    /// Every service of the repository's compose files, those of `others` too.
    QList<ServiceEntry> allServices() const;
    /// Whether a name that allServices() does not have is no service.
    bool knowsAllServices() const { return unreadable.isEmpty() && unreadableOthers.isEmpty(); }
    /// The lines of a file that a mark names: of the repository, or of what lies beside it.
    std::optional<QStringList> lines(const QString &printed) const;
    /// The name of a file of the repository that a mark names in its printable form.
    QString fileNamed(const QString &printed) const;
};

/// What is known beyond the repository: the other IDAs of the workspace and the names common in the
/// platform's community.
struct ReviewSurroundings
{
    bool workspace = false; ///< the repository is looked at as part of one
    QMap<QString, QString> providers; ///< host or container name → IDA that provides it
    QMap<QString, QString> imageBuilders; ///< image reference → IDA that builds it
    KnownNames known = KnownNames::builtIn();
};

/// Reads the files of a folder. Works on every folder; what is wrong with its files is part of the
/// answer. Errors: NotFound, InvalidInput (not a folder).
///
/// `composed`: the compose files with the values that Compose gave them, where it was asked; else
/// this program fills them in, by the repository's `.env` and the caller's environment.
/// `environment`: the folder that a workspace keeps for it; it counts where the repository has no
/// compose file. `chosen`: compose files that a workspace names for it, relative to `path`.
Result<ReviewSubject> readReviewSubject(const QString &path,
                                        const std::optional<ComposeFile> &composed = std::nullopt,
                                        const QString &environment = {},
                                        const QStringList &chosen = {});

/// What the subjects of a workspace offer to each other. Pure.
void addToSurroundings(ReviewSurroundings &surroundings,
                       const QString &ida,
                       const ComposeFile &compose,
                       const Manifest &manifest);

} // namespace devstack
