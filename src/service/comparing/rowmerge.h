// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace devstack {

/// A line of digestsQuestion(): what tells rows apart, and what is to be the same.
struct RowDigest
{
    QString key;
    QString content; ///< digest of the row, or how often the row is there

    bool operator==(const RowDigest &) const = default;
};

/// Error Protocol: this is no such line.
Result<RowDigest> rowDigest(const QString &line);

/// The next row of one side in the order of the keys; nothing at the end.
using NextRow = std::function<Result<std::optional<RowDigest>>()>;
/// A key and its content on both sides, which differ; nothing: it is not there.
using RowDifference = std::function<void(
    const QString &key, const std::optional<QString> &before, const std::optional<QString> &after)>;

/// Goes through both sides once, side by side. Errors: those of the sides; Protocol where one is
/// not in order.
Result<> mergeRows(const NextRow &before, const NextRow &after, const RowDifference &differs);

} // namespace devstack
