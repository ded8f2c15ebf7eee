// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/interpolation.h"

#include <QByteArray>
#include <QMap>
#include <QProcessEnvironment>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

struct Dotenv;

/// The variables that Compose fills into the files of one repository, wherever the user stands: the
/// caller's, then those of the repository's `.env`. PWD is the repository's folder; OLDPWD and
/// COMPOSE_… of the caller's shell are of another place and do not count.
///
/// Also answers what `.env` decides: files, profiles, the project's name. A value; thread-safe to
/// read.
class ProjectVariables
{
public:
    ProjectVariables() = default;
    /// Reads the repository's `.env`, and a second one where COMPOSE_FILE puts the project into
    /// another folder. What cannot be read stands in `problem()`. Blocks for disk reads.
    /// `files`, absolute: the compose files, whatever `.env` says (for tests).
    ProjectVariables(const QString &repository,
                     const QProcessEnvironment &host,
                     const QStringList &files = {});
    /// Of a repository whose compose files lie in a folder beside it, whatever its `.env` says of
    /// files.
    static ProjectVariables ofEnvironment(const QString &repository,
                                          const QProcessEnvironment &host,
                                          const QString &environment);

    /// Of a repository whose compose files somebody chose, whatever its `.env` says of files.
    /// `files`: absolute, at least one; relative paths begin at the folder of the first, whose
    /// `.env` counts too.
    static ProjectVariables
    ofFiles(const QString &repository, const QProcessEnvironment &host, const QStringList &files);

    /// With the variables of environment files for what is not set yet, as `include` takes them: of
    /// several files the last one wins.
    /// Files outside of the repository are left out.
    ProjectVariables with(const QStringList &files, std::optional<Error> &problem) const;

    /// Gives values to those of the names that have none, or an empty one.
    void offer(const QMap<QString, QString> &values);
    /// What offer() gave.
    const QMap<QString, QString> &offered() const { return m_offered; }

    std::optional<QString> value(const QString &name) const;
    VariableLookup lookup() const;

    /// The compose files that count, absolute: those of COMPOSE_FILE in `.env`, else those that
    /// Compose takes by itself.
    const QStringList &composeFiles() const { return m_composeFiles; }
    /// The folder that relative paths begin at: that of the first compose file.
    const QString &directory() const { return m_directory; }
    /// The folder beside the repository that the compose files lie in; empty: they are its own.
    const QString &environment() const { return m_environment; }
    /// COMPOSE_PROFILES of `.env`.
    QStringList profiles() const;
    /// COMPOSE_PROJECT_NAME becomes what `.env` says, else the given one, else made of the folder's
    /// name; empty when nothing of that is left.
    void setProjectName(const QString &fromFile);
    /// Environment files that were read or would have been, absolute.
    const QStringList &files() const { return m_files; }
    /// What the environment files take from the caller's environment: name → whether they can do
    /// without.
    const QMap<QString, bool> &taken() const { return m_taken; }
    const std::optional<Error> &problem() const { return m_problem; }

    /// The caller's variable as a project sees it: PWD is `repository`; OLDPWD and COMPOSE_… are
    /// not set.
    static std::optional<QString>
    hostValue(const QProcessEnvironment &host, const QString &repository, const QString &name);

private:
    /// What is set counts, except names in `own`, which files of one list set: the last one wins.
    void add(const QString &path, QSet<QString> *own = nullptr);
    /// COMPOSE_DISABLE_ENV_FILE of an environment file.
    bool saysOff(const Dotenv &file, const QString &path);
    void takeComposeFiles(const QString &named);
    void refuse(const QString &variable, const QString &what, const QString &hint);
    std::optional<QByteArray> content(const QString &path) const;

    QString m_repository;
    QString m_directory;
    QString m_environment;
    QProcessEnvironment m_host;
    QMap<QString, QString> m_values; ///< of environment files, and the project's name
    qint64 m_size = 0; ///< of all values that were taken, in characters
    QMap<QString, SourceMark> m_marks; ///< where they are written
    bool m_hasOwnName = false; ///< the project's name is not of `.env`
    QStringList m_composeFiles;
    QStringList m_files;
    QMap<QString, bool> m_taken;
    QMap<QString, QString> m_offered;
    std::optional<Error> m_problem;
};

/// A name for a compose project made of any text, as Compose makes it of a folder's name.
QString composeProjectName(const QString &text);

} // namespace devstack
