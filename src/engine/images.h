// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QDateTime>
#include <QMap>
#include <QStringList>

#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace devstack {

/// An image on the engine. What only inspectImage() knows is marked with "(inspect)".
struct ImageInfo
{
    QString id; ///< "sha256:…"
    QStringList tags;
    QStringList digests; ///< "name@sha256:…", from the registries it came from or went to
    QMap<QString, QString> labels;
    qint64 size = 0; ///< bytes
    QDateTime created;
    QString architecture; ///< "amd64" (inspect)
    QString operatingSystem; ///< "linux" (inspect)
    QString user; ///< (inspect)
    QString workingDir; ///< (inspect)
    QStringList environment; ///< (inspect)
    QStringList volumes; ///< paths declared with VOLUME (inspect)
    QStringList exposedPorts; ///< "8000/tcp" (inspect)
};

/// Images that carry all of the labels.
Result<std::vector<ImageInfo>>
listImages(const EngineClient &engine, const QStringList &labels = {}, std::stop_token stop = {});

/// Nothing when the engine does not have it; never asks a registry.
Result<std::optional<ImageInfo>>
inspectImage(const EngineClient &engine, const QString &reference, std::stop_token stop = {});

/// Images by name, each asked for once and then remembered. A list of all images costs the Engine
/// 60 ms where there are some hundred of them, one of them 1 ms. Of any thread; the client has to
/// outlive it.
class ImageLookup
{
public:
    ImageLookup(const EngineClient &engine, std::stop_token stop);

    /// Null when the Engine does not have it, and when it did not answer: error() tells which.
    const ImageInfo *find(const QString &reference);
    /// Why an image could not be asked for.
    std::optional<Error> error() const;

private:
    const EngineClient &m_engine;
    std::stop_token m_stop;
    mutable std::mutex m_mutex;
    std::map<QString, std::optional<ImageInfo>> m_known;
    std::optional<Error> m_error;
};

/// Gives an image a further name ("repository:tag"), which another image may have had. Error
/// NotFound without the image.
Result<> tagImage(const EngineClient &engine,
                  const QString &reference,
                  const QString &name,
                  std::stop_token stop = {});

/// Removes a tag, and the image with its last one; not being there is success.
Result<>
removeImage(const EngineClient &engine, const QString &reference, std::stop_token stop = {});

} // namespace devstack
