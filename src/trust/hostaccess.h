// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"
#include "trust/variablevalues.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace devstack {

/// What running a compose file can reach outside of its repository and its containers, for the
/// trust question: sorted, unique sentences such as "mount /etc (app)", "privileged (app)", "docker
/// socket (app)", "volume data: driver_opts device=/".
///
/// Complete by allow-list: a key, or a value of a key, that is not known to stay inside becomes a
/// sentence (trust/hostaccesskeys.h). Judged from the files as written: a path with a variable
/// counts as outside. A mount below a folder that a container may write is said too: it can become
/// a link to anywhere. Empty when everything stays inside. Links inside the repository that lead
/// out of it are followed. Reads the disk for links and the process's environment: a variable that
/// a file takes from the host is named when it is set there, or when its name is that of a secret
/// and the file gives no default.
QStringList hostAccessOf(const ComposeFile &file, const QString &repositoryRoot);

/// The same with `values` in the place of variables: "mount /srv/x (app)" where the file says
/// "${DATA}:/x", nothing where the value stays inside. Host variables go by name as before. A
/// `.env` that is a link out of the repository is read, hence said.
QStringList
hostAccessOf(const ComposeFile &file, const QString &repositoryRoot, const VariableValues &values);

/// What the model that Compose made of the files reaches: the same sentences, but nothing about
/// files that it read and about variables.
QStringList hostAccessOfModel(const QJsonObject &model, const QString &repositoryRoot);

/// Folders of this machine that the repository's containers may write, links followed; but for
/// those that hold the user's home folder, after which nothing is out of reach.
QStringList writableFolders(const ComposeFile &file, const QString &repositoryRoot);

/// Mounts of the file that lead through something below these folders, which containers of other
/// IDAs may write: owner → writableFolders(). Two IDAs can live in one checkout, and one can mount
/// the other's.
QStringList hostAccessBelow(const ComposeFile &file,
                            const QString &repositoryRoot,
                            const QMap<QString, QStringList> &folders);

/// The sentences of a resolved model that `agreed` does not cover. Compose writes some things in
/// another form (one port of a range, a device without its path inside): those count as covered.
QStringList notAgreed(const QStringList &resolved, const QStringList &agreed);

} // namespace devstack
