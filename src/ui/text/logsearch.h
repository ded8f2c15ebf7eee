// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/logline.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <utility>

namespace devstack {

/// What is searched for in logs: `service:app level:error after:10m "no such table"`.
///
/// Qualifiers are `service:` (an IDA, a service or IDA/SERVICE; several mean any of them), `level:`
/// (this or worse), `after:` and `before:` (`14:03`, `10m` ago, an ISO time). All else is the text,
/// or the regular expression, without regard to case.
struct LogSearch
{
    QString text;
    bool isPattern = false;
    QStringList services;
    LogLevel level = LogLevel::None;
    qint64 afterNano = 0; ///< since 1970; 0: no limit
    qint64 beforeNano = 0;
    QRegularExpression expression;
    QString problem; ///< why it finds nothing; empty: it is sound

    /// `now`: what times of day and durations are counted from.
    static LogSearch parse(const QString &search, bool isPattern, const QDateTime &now);

    bool wantsService(const QString &ida, const QString &service) const;
    bool wantsTime(qint64 nano) const
    {
        return nano >= afterNano && (beforeNano == 0 || nano < beforeNano);
    }
    bool hasText() const { return !text.isEmpty(); }
    /// Where the text is found in a line: start and length; start -1: it is not there.
    std::pair<int, int> matchIn(const QString &line) const;
};

} // namespace devstack
