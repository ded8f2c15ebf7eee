// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace devstack::git {

/// What the program devstack-git is to do. It reads this as one JSON object from its standard
/// input: arguments are visible to every user of the machine, and a URL may hold a password.
struct TransferRequest
{
    enum class Verb { Clone, Fetch };
    Verb verb = Verb::Clone;
    QString url; ///< Clone only
    QString ref; ///< Clone only, see CloneRequest
    QString folder; ///< Clone: made by the transfer; Fetch: the repository
};

/// What a transfer has done. Both are empty after a fetch.
struct TransferResult
{
    QString branch; ///< empty: detached
    QString commit; ///< empty: the remote has none
};

QByteArray toJson(const TransferRequest &request);
/// Nothing for anything that toJson() did not write.
std::optional<TransferRequest> transferRequest(const QByteArray &json);

/// The lines that devstack-git writes, each with its line end.
QByteArray progressLine(const Progress &progress);
/// Says only that it lives: somebody else, such as a person who is asked for a login, takes time.
QByteArray waitingLine();
/// The last line.
QByteArray outcomeLine(const Result<TransferResult> &outcome);

/// Reads these lines as one reads a stranger's: whoever writes them has unpacked what a server
/// sent. Texts are made printable and cut, numbers bounded, names checked; the rest is dropped.
class TransferLines
{
public:
    /// Progress goes to `reporter`, which must outlive this.
    explicit TransferLines(Reporter &reporter);

    void read(const QString &line);
    /// What the last line said; nothing when it was no outcome.
    const std::optional<Result<TransferResult>> &outcome() const { return m_outcome; }

private:
    Reporter &m_reporter;
    std::optional<Result<TransferResult>> m_outcome;
};

} // namespace devstack::git
