// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace devstack {

/// A service of the platform and the host names under which the old central stack knew it.
struct KnownService
{
    QString ida; ///< "edx-platform"; "redis" for infrastructure
    QStringList names; ///< what else a workspace or catalogue may call it: "lms", "studio"
    QString repository; ///< last part of its URL ("edx-platform"); empty: infrastructure of no
                        ///< repository
    QString url; ///< where a company keeps it; empty: the workspace's default remote decides
    QStringList hosts;
    SourceMark mark;

    bool isInfrastructure() const { return repository.isEmpty(); }
};

/// The table of host names that are common in a platform's community. A value.
class KnownNames
{
public:
    /// The program's own table (resources/names.yml).
    static const KnownNames &builtIn();
    /// The own table with every `devstack/names.yml` of the user's and the machine's XDG config
    /// folders over it, the most specific winning. Errors: InvalidInput with file, line, column.
    static Result<KnownNames> read();
    /// The folders' files in the order in which they are laid over, existing ones only.
    static QStringList overlayFiles();
    /// `base` with the content of a file laid over it: entries of the same name are replaced.
    static Result<KnownNames>
    parse(const QByteArray &content, const QString &file, const KnownNames &base);

    /// By host name; null when unknown.
    const KnownService *find(const QString &host) const;
    /// By the IDA's name or one of its other names; null when unknown.
    const KnownService *named(const QString &name) const;
    const QList<KnownService> &services() const { return m_services; }

private:
    void index();
    QList<KnownService> m_services;
    QHash<QString, qsizetype> m_byHost;
    QHash<QString, qsizetype> m_byName;
};

} // namespace devstack
