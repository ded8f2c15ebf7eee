// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

#include <QMap>

#include <optional>
#include <stop_token>

namespace devstack {

/// A text of a file with its place.
struct PlacedText
{
    QString text; ///< empty: nothing says so
    SourceMark mark;
};

/// One stage of a Dockerfile, with all that it takes over from the stage it begins with.
struct DockerfileStage
{
    QString name; ///< as written; empty: it has none
    QString base; ///< image, or name of an earlier stage
    SourceMark mark; ///< of its FROM
    QMap<QString, PlacedText> environment;
    PlacedText workingDir; ///< absolute as far as the file tells
    QList<PlacedText> ports; ///< of EXPOSE, without protocol
    PlacedText command; ///< CMD, or ENTRYPOINT where there is no CMD, as written
    QList<PlacedText> runs; ///< RUN lines, joined
    PlacedText codeFolder; ///< where `COPY . FOLDER` puts the repository

    /// It is called "devstack", "dev", "development" or "local".
    bool isForDevelopment() const;
};

/// A Dockerfile as far as it can be known without building it.
struct Dockerfile
{
    QList<DockerfileStage> stages; ///< in the order of the file
    std::optional<Error> refusal; ///< it is too large to be read, and has no stages here

    /// Null when there is none of that name.
    const DockerfileStage *stage(const QString &name) const;
    /// The one for development, else the last. Null without stages.
    const DockerfileStage *forDevelopment() const;
};

/// Reads the Dockerfile of a checkout. ARG and ENV values are put in where they are known, others
/// stay as written; what it does not understand it skips. A default value when there is none, and
/// after a stop. Facts from Docker's reference of the Dockerfile.
Dockerfile readDockerfile(const Checkout &checkout,
                          const QString &file = QStringLiteral("Dockerfile"),
                          std::stop_token stop = {});

} // namespace devstack
