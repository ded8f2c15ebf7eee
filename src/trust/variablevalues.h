// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yaml/yamlnode.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack {

/// The values that Compose puts in the place of variables in a compose file, so that the trust
/// question can say what a mount will be and not how it is called.
///
/// What Compose does in the end may differ (an included file has a `.env` of its own): its answer
/// is judged once more before anything is made from it.
class VariableValues
{
public:
    VariableValues() = default;
    explicit VariableValues(QMap<QString, QString> values)
        : m_values(std::move(values))
    {
    }

    /// Of the folder's `.env` (a regular file of at most 1 MiB, else none) and, which wins, of the
    /// process's environment as far as `names` goes; PWD is the folder. `given`: for names that
    /// have no value, or an empty one.
    static VariableValues
    read(const QString &folder, const QStringList &names, const QMap<QString, QString> &given = {});

    /// With $NAME, ${NAME}, ${NAME:-default} … replaced and "$$" made "$"; a variable without value
    /// is empty. Unchanged where Compose would refuse the text.
    QString expanded(const QString &text) const;
    /// The same for every value of a document but those of `x-devstack`.
    YamlNode expanded(const YamlNode &document) const;

    const QMap<QString, QString> &all() const { return m_values; }

private:
    QMap<QString, QString> m_values;
};

} // namespace devstack
