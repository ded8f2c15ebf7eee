// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

#include <QSet>

namespace devstack {

/// One value of a key of a service, with the file that it stands in.
struct LayerValue
{
    YamlNode node;
    QString base; ///< the folder that paths in the file begin at
};

/// What the files of one stack say about a service as written, layer upon layer: what it extends,
/// the file itself, overrides. !override and !reset take away what came before.
///
/// Knows every key, where ComposeFile knows those that the program needs. `stack` must outlive it.
class ComposeLayers
{
public:
    explicit ComposeLayers(const ComposeFile &stack);

    const QStringList &services() const { return m_services; }
    /// The keys of a top-level section ("secrets") in all files.
    QStringList names(const QString &section) const;
    /// Every value of a key of the service, the oldest layer first.
    QList<LayerValue> values(const QString &service, const QString &key) const;
    /// Whether a file that belongs to the stack could not be read: names may be missing.
    bool isOpen() const { return m_open; }
    /// The same for one service: it extends what could not be read.
    bool isOpen(const QString &service) const { return m_openServices.contains(service); }

private:
    struct Layer
    {
        YamlNode service;
        QString base;
    };
    void addLayers(const ComposeSource &source,
                   const YamlNode::Entry &entry,
                   const QString &of,
                   int level);
    const ComposeSource *sourceOf(const QString &path) const;

    const ComposeFile &m_stack;
    QStringList m_services;
    QMap<QString, QList<Layer>> m_layers;
    QSet<QString> m_openServices;
    bool m_open = false;
};

} // namespace devstack
