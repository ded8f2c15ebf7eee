// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yaml/yamlnode.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// Collects the sentences about what compose files of one repository reach.
/// Private to trust/hostaccess.h.
class HostAccessCollector
{
public:
    /// Whether "$" may still stand for something: then no path that holds one is known.
    enum class Dollars { Variables, Plain };

    explicit HostAccessCollector(const QString &repositoryRoot,
                                 Dollars dollars = Dollars::Variables);

    /// Whether the text will be what it is: a dollar that no name, brace or dollar follows is one.
    bool knows(const QString &text) const;

    /// Adds a sentence; a service is named at its end.
    void add(const QString &what, const QString &service = {});

    /// Whether the sentence was added, whatever it is about.
    bool says(const QString &what) const;

    /// The path as it will be, when it is outside of the repository or cannot be known before
    /// variables are filled in. Relative ones begin at `base`; links are followed, and where they
    /// lead stands behind the path: "/ws/r/data → /srv".
    std::optional<QString> outside(const QString &written, const QString &base) const;

    /// An absolute path with the place that its links lead to: "/ws/r/data → /srv". A link says
    /// nothing about that, and leads elsewhere after the next commit.
    static QString withEnd(const QString &path);

    /// The path as it will be, links not followed.
    QString absolute(const QString &written, const QString &base) const;
    /// "." or "./below" of a path inside of the repository; others as they are.
    QString shown(const QString &absolutePath) const;

    /// Sorted, each once.
    QStringList sentences();

private:
    QString m_root;
    Dollars m_dollars;
    QStringList m_sentences;
};

/// A compose file that Compose fetches: nobody has read it before, and it may name any file of this
/// machine for its environment.
QString farFile(const QString &address);

/// The absolute paths that an option of a volume's driver names: of "device", and of the layers in
/// "o" ("lowerdir=/a:/b,upperdir=/c").
QStringList pathsOfVolume(const QString &option, const QString &value);

/// A value as one line of flow YAML for a sentence. A long one is cut and ends with a hash of the
/// whole, so that two different values never read the same.
QString shownValue(const YamlNode &node);

} // namespace devstack
