// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace devstack {

/// A host name found in a text.
struct FoundHost
{
    QString name;
    bool certain = false; ///< of the old central stack: edx.devstack.*
};

/// The host names in a line of code or a value: edx.devstack.*, the hosts of URLs, `host:port`, and
/// with `asValue` the whole text when it is one. Localhost, addresses and public web sites are left
/// out. Each once.
QList<FoundHost> hostNames(const QString &text, bool asValue = false);

/// Whether a URL of that scheme ("s3", "unix", "sqlite+aiosqlite") names something else than a
/// host: a bucket, a file, a socket, an image.
bool hasNoHost(const QString &scheme);

/// `line` of Python, shell or make without its comment: `#` outside of quotes, at the beginning or
/// after a blank.
QString withoutComment(const QString &line);

} // namespace devstack
