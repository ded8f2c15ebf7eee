// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/repositorystate.h"
#include "model/compose/composefile.h"
#include "model/compose/composevariables.h"
#include "model/graph/dependencygraph.h"
#include "model/manifest/workspacefile.h"
#include "service/definition/conflicts.h"
#include "service/definition/providerneeds.h"
#include "service/workspace.h"
#include "store/choices.h"

#include <QList>

#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

struct IdaInference;

/// The origin of a choice, the strongest first.
enum class DecidedBy {
    Engineer, ///< a personal choice
    WorkspaceFile, ///< devstack.yml
    Configuration, ///< the configuration chosen for the IDA itself
    Dependent, ///< the IDAs that need it
    Inference, ///< it only serves others, and its light variant was inferred
    Nobody, ///< the default
};

/// One IDA as its files and the choices define it; nothing in it has run.
struct IdaDefinition
{
    QString name;
    QString otherName; ///< what its manifest calls itself, when that differs
    QString path; ///< absolute, where its files are or will be
    /// Absolute, where its repository is or will be: `path`, or a folder above it for one of
    /// several applications in a repository.
    QString checkout;
    bool present = false; ///< `path` exists
    bool listed = false; ///< in devstack.yml; otherwise only a dependency
    QString repository; ///< URL to clone from, resolved; may be empty for a local one
    QString ref;
    std::optional<git::RepositoryState> git;
    QStringList composeFiles; ///< absolute
    QStringList chosenFiles; ///< the same where devstack.yml names them, relative to `path`
    /// The folder of the workspace that they lie in, absolute; empty: they are the repository's
    /// own.
    QString environmentFolder;
    QMap<QString, QString> keptVariables; ///< values of the engineer's for what nobody gives one
    QList<RequiredVariable> missingVariables; ///< without which its files cannot be read
    QStringList ownProfiles; ///< COMPOSE_PROFILES of the repository's `.env`
    ComposeFile compose; ///< with the values that Compose gave it, or this program's reading
    QString composeKey; ///< what Compose's answer was made from; empty: it was not asked
    Manifest manifest; ///< the repository's, with devstack.yml's over it
    Mode mode = Mode::Develop;
    QString variant;
    QString configuration;
    QMap<QString, QString> images;
    std::optional<ExternalPlace> external;
    QMap<QString, QString> schemas; ///< chosen: database service → dump (absolute) or snapshot
    QList<KeptFile> files; ///< the engineer's own, kept for its data
    DecidedBy modeBy = DecidedBy::Nobody;
    DecidedBy variantBy = DecidedBy::Nobody;
    DecidedBy configurationBy = DecidedBy::Nobody;
    DecidedBy imagesBy = DecidedBy::Nobody;
    /// Nothing of its repository runs: a library, or a repository whose folders are the IDAs that
    /// `holds` names. It is off unless somebody chose a mode.
    bool isLibrary = false;
    QStringList holds;
    /// Another IDA whose project and data would have the same names: nothing of this one is made.
    QString meets;
    /// It has no compose file, which is no fault of a file: its first problem says so.
    bool lacksFiles = false;
    QList<Error> problems;
    QList<Error> refusals; ///< foreseenRefusals(): why Compose will not load its files
    QList<Error> warnings; ///< facts that could not be found out; it runs anyway
    std::shared_ptr<const IdaInference> inference; ///< what its other files say; null when absent
    QList<ProviderCall> calls; ///< inferred; what its scripts run in others in their own words
    QList<UnmetNeed> unmet; ///< requests of its scripts that no IDA meets

    /// Whether `compose` is Compose's own answer. Only what is not trusted yet, what Compose
    /// refuses, and what changed since it was asked is this program's reading.
    bool isComposed() const { return !composeKey.isEmpty(); }
    /// Its files can be read. They may name no service: Compose says what is wrong with that.
    bool usable() const { return present && !composeFiles.isEmpty() && problems.isEmpty(); }
    /// Takes part in runs of this program: not external, not off.
    bool runsHere() const { return mode == Mode::Develop || mode == Mode::Image; }
    /// The subject of the trust question: the remote's identity, else the path.
    QString trustSubject() const;
    /// Values of variant and configuration together, the configuration winning.
    ServiceEnvironment environment() const;
    /// Services that the variant leaves out.
    QStringList without() const;
    QStringList profiles() const;
    /// Whether a service of the compose file is a part: its profile is active and it is not scaled
    /// to nothing.
    bool runs(const ServiceEntry &service) const;
    /// The engineer's own file of that name; null: none is kept.
    const KeptFile *keptFile(const QString &name) const;
    /// Seeds of the chosen configuration, in order.
    QStringList seedNames() const;
};

/// The whole workspace as its files say.
struct WorkspaceDefinition
{
    WorkspaceFile file;
    Choices choices;
    QList<IdaDefinition> idas;
    DependencyGraph graph;
    QList<UnresolvedName> unresolved;
    QList<ChoiceConflict> conflicts; ///< what dependents ask of one IDA and cannot all have
    /// IDA → folders of this machine that its containers may write (trust/hostaccess.h).
    QMap<QString, QStringList> writable;

    /// By either of its names.
    const IdaDefinition *find(const QString &name) const;
    /// The IDA of a verb that needs its files. Errors: NotFound with the nearest name, the first
    /// problem of its files.
    Result<const IdaDefinition *> require(const QString &name) const;
    /// The IDAs of the names and everything they need; all listed ones when empty. Error NotFound
    /// with the nearest name.
    Result<QStringList> selection(const QStringList &names, bool withDependencies = true) const;
};

/// No IDA of the workspace is called that (kind NotFound); `name` may be hostile.
Error unknownIda(const QString &name, const QStringList &known);

/// Reads devstack.yml, the repositories' states and their compose files. Problems of one IDA are
/// kept with it.
///
/// Starts no process: an IDA is read by Compose's answer where one is kept and none of its inputs
/// changed.
Result<WorkspaceDefinition> readWorkspace(Workspace::Internals &internals, std::stop_token stop);

/// Asks Compose about those of the IDAs that are trusted and not read by its answer; where it has
/// one, `definition` is read again and the answer is true. For verbs that plan or make something;
/// those that only look do not start Compose.
Result<bool> askCompose(Workspace::Internals &internals,
                        WorkspaceDefinition &definition,
                        const QStringList &idas,
                        std::stop_token stop);

struct TrustQuestion;
/// The trust questions of these IDAs (service/definition/trustquestions.h), on files that were read
/// already.
QList<TrustQuestion> questionsFor(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas);

} // namespace devstack
