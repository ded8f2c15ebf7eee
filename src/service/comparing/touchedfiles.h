// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/rowquestions.h"

#include <QSet>
#include <QString>
#include <QStringList>

namespace devstack {

/// The files of data volumes, as “find -type f” prints them ("./store/course.ibd"). What a layer
/// has, a server opened for writing since; what it has not, is as it was below.
struct LayerFiles
{
    bool isKnown = false; ///< false: there is no layer, every table may have changed
    QStringList written; ///< in the layers above what is compared with
    QStringList below; ///< in what is compared with
};

/// Tells which tables need not be read. Pure.
class TouchedFiles
{
public:
    TouchedFiles(DatabaseKind kind, const LayerFiles &files);
    /// Whether the rows of a table, which both sides have, may differ. What is not certain may.
    bool mayDiffer(const TableShape &before, const TableShape &after) const;

private:
    DatabaseKind m_kind;
    bool m_isKnown;
    QSet<QString> m_written;
    QSet<QString> m_below;
};

} // namespace devstack
