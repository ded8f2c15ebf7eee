// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/dockercall.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <map>
#include <stop_token>
#include <utility>

namespace devstack {

/// One thing that a provisioning script of a central devstack does in a service.
struct CentralCommand
{
    QString service; ///< as the central compose file calls it
    QStringList argv; ///< what runs in its container, the script's own values filled in
    Evidence evidence; ///< in the script that was asked for
};

/// What a script does, as far as one can know it without running it.
struct CentralScript
{
    QString file; ///< relative
    QList<CentralCommand> commands; ///< in their order
    QList<Evidence> left; ///< what is not understood, or known only while it runs
};

/// Reads scripts of one checkout, each once for the same arguments. What all of them come to is
/// bounded, and a stop ends it early; what is not read any more is left.
class CentralScripts
{
public:
    explicit CentralScripts(const Checkout &central, std::stop_token stop = {})
        : m_central(central)
        , m_stop(std::move(stop))
    {
    }

    /// Reads a script and those of the same checkout that it calls by a relative name, their
    /// arguments filled in. Pure but for reading files.
    CentralScript read(const QString &file);

private:
    class Walk;
    struct Step
    {
        SimpleCommand command;
        QString script; ///< of the checkout, that it runs; empty: none
        QList<DockerCall> calls;
    };
    struct Body
    {
        QList<Step> steps;
        bool isPlain = true; ///< without functions, which give variables other values as they go
    };

    const Body &bodyOf(const QString &file, const QStringList &arguments);
    Body readBody(const QString &file, const QStringList &arguments) const;
    QString scriptOf(const QString &file, const SimpleCommand &command) const;

    const Checkout &m_central;
    const std::stop_token m_stop;
    std::map<QStringList, Body> m_bodies; ///< by file and arguments; references stay good
    int m_scripts = 0; ///< run so far
    int m_steps = 0; ///< followed so far
};

/// The SQL files that a script of the checkout's root feeds to a service (`compose exec db … <
/// FILE.sql`): service → files, each once, in order.
QMap<QString, QStringList> sqlOfServices(const Checkout &central);

} // namespace devstack
