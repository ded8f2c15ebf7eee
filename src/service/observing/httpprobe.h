// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <stop_token>

namespace devstack {

/// The answer of a health address.
struct HttpAnswer
{
    int status = 0; ///< 0: no answer
    QString body; ///< its first 4 KiB, as text
    QString error; ///< why there was none

    bool healthy() const { return status >= 200 && status < 300; }
    /// "answers 503: table “records” is missing" or "does not answer: connection refused".
    QString toText() const;
};

/// Asks all addresses at once, in their order; redirects are answers, not followed. Blocks until
/// all answered or the time is over. Only http and https.
QList<HttpAnswer>
probe(const QStringList &addresses, std::chrono::milliseconds timeout, std::stop_token stop);

} // namespace devstack
