// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QMap>
#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

/// What becomes an image.
struct ImageImport
{
    QString container; ///< may be one that never ran
    QString path; ///< absolute, in it: a folder, which the image has under its last name
    QString reference; ///< "name:tag" of the image
    QMap<QString, QString> labels;
};

/// Makes an image of one layer from a folder of a container, volumes included; its bytes pass
/// through this program and are never kept. `progress` gets how many there were so far. Answers the
/// image's id. Blocks. Errors: what the Engine says (a full disk, for example), Cancelled.
Result<QString> importImage(const EngineClient &engine,
                            const ImageImport &import,
                            const std::function<void(qint64)> &progress,
                            std::stop_token stop = {});

/// A LABEL instruction of a Dockerfile that means exactly these words. Pure.
QString labelInstruction(const QString &name, const QString &value);

} // namespace devstack
