// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"
#include "model/manifest/typedreader.h"

#include <QRegularExpression>

#include <optional>

namespace devstack {

/// `text` cut at `separator`, but not inside `${…}` or `[…]`.
QStringList splitOutside(const QString &text, QChar separator);

/// A port in short form: "80", "8080:80", "127.0.0.1:8080-8090:80-90/udp", "[::1]:80:80",
/// "${PORT}:${PORT:-80}".
PortMapping shortPort(const QString &text);

/// A mapping of a range as one mapping for each port of the container; others as they are. Where
/// one port of the container may take any of several of the host, the first stands for them.
QList<PortMapping> singlePorts(const PortMapping &mapping);

/// A mount in short form: "/data", "volume:/data:ro", "./folder:/data",
/// "${ROOT}/folder:/data:cached".
MountEntry shortMount(const QString &text);

/// What `extends:` of a service names.
struct ExtendsReference
{
    QString file; ///< empty: the same file
    QString service;
    SourceMark mark;
};

/// Reads the value of one service. Private to model/compose/composereader.h.
class ComposeServiceReader
{
public:
    explicit ComposeServiceReader(TypedReader &reader);

    ServiceEntry service(const YamlNode::Entry &entry);
    std::optional<ExtendsReference> extends(const YamlNode::Entry &entry);

private:
    /// "key=value", where its value and where its key or the whole is written.
    struct Pair
    {
        YamlNode value;
        QString text;
        SourceMark mark;
    };

    void field(ServiceEntry &service, const YamlNode::Entry &entry, const QString &what);
    void listField(ServiceEntry &service, const YamlNode::Entry &entry, const QString &what);
    BuildSection build(const YamlNode &node, const QString &what);
    std::optional<int> count(const YamlNode &node, const QString &what);
    QStringList command(const YamlNode &node, const QString &what);
    QStringList healthcheck(const YamlNode &node, const QString &what);
    void environment(ServiceEntry &service, const YamlNode &node, const QString &what);
    /// A mapping, or a list of "key=value"; a value that is missing is a null string.
    QList<Pair> pairs(const YamlNode &node, const QString &what);
    void environmentFiles(ServiceEntry &service, const YamlNode &node, const QString &what);
    QStringList files(const YamlNode &node, const QString &what);
    QList<PortMapping> ports(const YamlNode &node, const QString &what);
    void checkPort(const QString &text, const YamlNode &node, const QString &what);
    QList<MountEntry> mounts(const YamlNode &node, const QString &what);
    void dependsOn(ServiceEntry &service, const YamlNode &node, const QString &what);
    void links(ServiceEntry &service, const YamlNode &node, const QString &what);
    QMap<QString, QStringList> networks(const YamlNode &node, const QString &what);
    QStringList words(const YamlNode &node, const QString &what);

    TypedReader &m_reader;
};

} // namespace devstack
