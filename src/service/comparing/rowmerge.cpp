// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/rowmerge.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// One side, and that it is in order.
class MergedSide
{
public:
    explicit MergedSide(const NextRow &next)
        : m_next(next)
    {
    }

    Result<> advance()
    {
        auto row = m_next();
        if (!row)
            return row.error();
        if (*row && !m_last.isNull() && (*row)->key <= m_last)
            return protocolError(u"The database answered its rows out of order."_s);
        if (*row)
            m_last = (*row)->key;
        m_row = std::move(*row);
        return ok();
    }
    const std::optional<RowDigest> &row() const { return m_row; }

private:
    const NextRow &m_next;
    std::optional<RowDigest> m_row;
    QString m_last;
};

} // namespace

Result<RowDigest> rowDigest(const QString &line)
{
    const qsizetype comma = line.indexOf(u',');
    if (comma <= 0 || comma == line.size() - 1)
        return protocolError(u"The database answered what was not asked."_s)
            .because(line.left(200));
    return RowDigest {line.left(comma), line.mid(comma + 1)};
}

Result<> mergeRows(const NextRow &before, const NextRow &after, const RowDifference &differs)
{
    MergedSide old(before);
    MergedSide now(after);
    if (const auto begun = old.advance(); !begun)
        return begun;
    if (const auto begun = now.advance(); !begun)
        return begun;
    while (old.row() || now.row()) {
        const bool isGone = old.row() && (!now.row() || old.row()->key < now.row()->key);
        const bool isNew = now.row() && (!old.row() || now.row()->key < old.row()->key);
        if (isGone)
            differs(old.row()->key, old.row()->content, std::nullopt);
        else if (isNew)
            differs(now.row()->key, std::nullopt, now.row()->content);
        else if (old.row()->content != now.row()->content)
            differs(now.row()->key, old.row()->content, now.row()->content);
        if (!isNew) {
            if (const auto next = old.advance(); !next)
                return next;
        }
        if (!isGone) {
            if (const auto next = now.advance(); !next)
                return next;
        }
    }
    return ok();
}

} // namespace devstack
