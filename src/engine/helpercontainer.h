// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <stop_token>

namespace devstack {

/// A container of the program's own, that belongs to no project.
struct HelperSpec
{
    QString image; ///< reference or id of an image that is present
    QStringList entrypoint; ///< empty: the image's
    QStringList command; ///< empty: the image's, where the entrypoint is the image's too
    QStringList environment; ///< "NAME=value", added to the image's
    QStringList mounts; ///< "VOLUME:/path", with ":ro" or ":nocopy" behind it
    QMap<QString, QString> labels;
    QString user; ///< "0:0" is root; empty: the image's
    QString network = QStringLiteral("none");
    std::chrono::seconds stopGrace {10};
};

/// How a helper that does one thing ended.
struct OneOffOutcome
{
    int exitCode = 0;
    QString output; ///< its last lines
};

/// A container that is removed with this object, whatever it does then. The engine must outlive it.
/// Belongs to one thread.
class HelperContainer
{
public:
    /// Makes it; it does not run yet. Errors: NotFound without the image, what the Engine says.
    static Result<HelperContainer>
    create(const EngineClient &engine, const HelperSpec &spec, std::stop_token stop);
    HelperContainer(HelperContainer &&other) noexcept;
    HelperContainer &operator=(HelperContainer &&) = delete;
    ~HelperContainer();

    const QString &id() const { return m_id; }
    /// Error Failed when it cannot be started, with what the Engine says (a volume that cannot be
    /// mounted, for example).
    Result<> start(std::stop_token stop) const;
    /// Blocks until it has ended.
    Result<OneOffOutcome> wait(std::stop_token stop) const;
    /// Asks it to end, within the grace of its specification, and waits for that.
    Result<OneOffOutcome> end(std::stop_token stop) const;

private:
    HelperContainer(const EngineClient &engine, QString id);
    const EngineClient &m_engine;
    QString m_id; ///< empty: moved from
};

/// Runs a helper to its end; on a stop it is killed (Cancelled). Errors: those of HelperContainer.
Result<OneOffOutcome>
runOneOff(const EngineClient &engine, const HelperSpec &spec, std::stop_token stop = {});

} // namespace devstack
