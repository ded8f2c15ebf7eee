// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "engine/engineclient.h"

#include <QStringList>

namespace devstack::test {

/// The engine of this machine; its absence fails the test that uses it.
EngineClient engine();

/// A name that no other run uses: "eng-<purpose>-<random>".
QString scratchName(const QString &purpose);

/// Runs the docker CLI to its end and answers its trimmed standard output.
Result<QString> docker(const QStringList &arguments);

/// A container of debian:bookworm-slim that is removed at the end of its scope.
class ScratchContainer
{
public:
    /// `options` go before the image, `command` after it.
    explicit ScratchContainer(const QStringList &command, const QStringList &options = {});
    ~ScratchContainer();
    ScratchContainer(const ScratchContainer &) = delete;
    ScratchContainer &operator=(const ScratchContainer &) = delete;

    const QString &name() const { return m_name; }

private:
    QString m_name;
};

} // namespace devstack::test
