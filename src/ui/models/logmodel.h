// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logrowsmodel.h"

#include <QtQml/qqmlregistration.h>

#include <deque>

namespace devstack {

/// The latest lines of an output, bounded, in memory.
///
/// Lines come in batches: one insertion (and one removal when the bound is passed) per batch.
class LogModel : public devstack::LogRowsModel // for qmllint, moc needs the whole name
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Models come from controllers")
public:
    explicit LogModel(int bound = 100'000, QObject *parent = nullptr);

    int count() const override { return int(m_lines.size()); }
    const LogRow &line(int row) const override { return m_lines.at(static_cast<size_t>(row)); }
    /// Nothing is searched for.
    std::pair<int, int> matchIn(const QString &) const override { return {-1, 0}; }
    void append(QList<LogRow> lines);
    void clear();

private:
    int m_bound;
    std::deque<LogRow> m_lines;
};

} // namespace devstack
