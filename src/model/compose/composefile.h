// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "model/manifest/manifest.h"
#include "model/yaml/yamlnode.h"

#include <QList>
#include <QMap>
#include <QStringList>

#include <optional>

namespace devstack {

/// A published port as the file writes it, not interpolated.
struct PortMapping
{
    QString address; ///< host address, empty: none named
    QString host; ///< may be empty (random), a range, or hold ${…}
    QString container;
    QString protocol; ///< "tcp" by default
    SourceMark mark;
    QString name; ///< of the long form: "web"
    QString appProtocol; ///< of the long form: "http"
};

/// A mount as the file writes it.
struct MountEntry
{
    enum class Kind { Bind, Volume, Anonymous, Tmpfs, Other };
    Kind kind = Kind::Other;
    QString source; ///< host path (as written) or volume name
    QString target;
    bool readOnly = false;
    SourceMark mark;
    bool isRoot = false; ///< its source is the repository, however it is written
};

struct BuildSection
{
    QString context; ///< as written, "." by default; may be a URL
    QString dockerfile;
    QString target;
    QMap<QString, QString> arguments;
    SourceMark mark;
    bool isInline = false; ///< its Dockerfile stands in the compose file
    bool isRoot = false; ///< its context is the repository, however it is written
    bool isInside = false; ///< its context is the repository or a folder of it
};

struct ServiceDependency
{
    QString service;
    QString condition; ///< service_started, service_healthy, service_completed_successfully
    bool viaLink = false;
    SourceMark mark;
};

/// One entry under `services:`, read for graph, check, lint and the trust question. Compose
/// resolves what runs.
struct ServiceEntry
{
    QString name;
    QString image;
    std::optional<BuildSection> build;
    QString containerName;
    QString hostname;
    QStringList command; ///< one element when written as a string
    QStringList entrypoint;
    QMap<QString, QString> environment; ///< a missing value is a null QString (taken from the host)
    QMap<QString, SourceMark> environmentMarks;
    QStringList environmentFiles;
    QStringList rawFiles; ///< of these, those of `format: raw`
    QStringList labelFiles;
    QList<PortMapping> ports;
    QList<MountEntry> mounts;
    QList<ServiceDependency> dependsOn; ///< depends_on and links
    QMap<QString, QStringList> networks; ///< network → aliases; empty: default only
    QString networkMode;
    QStringList profiles;
    QStringList secrets; ///< names of the file's section
    QStringList configs;
    QString restart;
    std::optional<int> scale; ///< `scale`, or `deploy.replicas`
    QStringList capabilitiesAdded;
    QStringList devices;
    bool privileged = false;
    bool hasHealthcheck = false;
    QString pid;
    QString ipc;
    QStringList extraHosts; ///< "name:address" or "name=address", as written
    QStringList externalLinks;
    QStringList volumesFrom;
    QStringList securityOptions;
    QStringList
        healthcheck; ///< `test`: one element when written as a string; empty when the file has none
    QMap<QString, SourceMark>
        keyMarks; ///< where each key of the service is written ("image", "restart" …)
    SourceMark mark;
};

struct NamedResource
{
    QString name; ///< key in the file
    QString explicitName; ///< `name:`, also of the legacy form `external: {name: …}`
    bool external = false;
    SourceMark mark;
    QString file; ///< of a secret or config, as written
};

/// A file as written, for the trust question: it judges keys that nothing else reads.
struct ComposeSource
{
    QString path;
    QString base; ///< absolute folder that relative paths in it begin at, links not resolved
    YamlNode content;
    QString service; ///< the only one taken, by `extends`; empty: the whole file
    YamlNode values; ///< `content` with its variables filled in; null where texts stay as written
};

/// One or several compose files as one: merge keys applied, anchors resolved, `extends` and local
/// `include` followed within the repository, remote ones only noted. Variables are left as written,
/// or filled in where the reader was given them. Made by model/compose/composereader.h.
struct ComposeFile
{
    QString path; ///< the first file
    QStringList tops; ///< the files that were asked for, absolute
    QString directory; ///< the project's folder, absolute: relative paths begin there
    QStringList
        files; ///< every file that was read: itself, overrides, `extends`, `include`; absolute
    QList<ComposeSource> sources; ///< the same as written, once for each way they are taken
    YamlNode merged; ///< the sources as one document, by Compose's rules of merging; paths are
                     ///< relative to the project's folder
    bool isPartial = false; ///< something that `include` names could not be followed
    QStringList partialServices; ///< services that extend what could not be followed
    QString name; ///< top-level `name:`
    QMap<QString, ServiceEntry> services;
    QMap<QString, ServiceEntry> written; ///< the same with variables as written, for the trust
                                         ///< question; empty: as in `services`
    QMap<QString, NamedResource> networks;
    QMap<QString, NamedResource> volumes;
    QMap<QString, NamedResource> secrets;
    QMap<QString, NamedResource> configs;
    QStringList includes; ///< as written; remote ones included
    QStringList variables; ///< names of ${…}, $… and of variables taken without a value, anywhere
                           ///< in the sources but in x-devstack; sorted
    QStringList
        environmentFiles; ///< `.env`, `env_file`, `label_file`: absolute, read or looked for
    /// What environment files take from the caller: name → whether they can do without.
    QMap<QString, bool> takenByFiles;
    Manifest manifest;
};

} // namespace devstack
