// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "engine/engineclient.h"
#include "model/compose/serviceroles.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

/// A database server in a container, asked with its own client. Several threads may ask; the engine
/// must outlive it.
class DatabaseSession
{
public:
    /// `what` names the server in errors: "credentials/db".
    DatabaseSession(const EngineClient &engine, QString container, DatabaseKind kind, QString what);

    DatabaseKind kind() const { return m_kind; }
    const QString &container() const { return m_container; }
    /// What the statements answer, a line for each row. Error Failed: the server refused one, or
    /// the answer is larger than 64 MiB.
    Result<QString> ask(const QByteArray &statements, std::stop_token stop) const;
    /// The same, each line as it comes; nothing of it is kept. False of `line` ends it (ok).
    Result<> stream(const QByteArray &statements,
                    const std::function<bool(const QString &)> &line,
                    std::stop_token stop) const;

private:
    const EngineClient &m_engine;
    QString m_container;
    DatabaseKind m_kind;
    QString m_what;
};

} // namespace devstack
