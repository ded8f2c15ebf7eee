// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/error.h"

#include <array>

namespace devstack {

using namespace Qt::StringLiterals;

QString SourceMark::toString() const
{
    if (file.isEmpty() || line <= 0)
        return file;
    // Joined, not filled in: the name of a file may hold "%1".
    const QString place = file + u':' + QString::number(line);
    return column <= 0 ? place : QString(place + u':' + QString::number(column));
}

Error Error::at(SourceMark mark) const
{
    Error copy = *this;
    copy.where = std::move(mark);
    return copy;
}

Error Error::because(QString said) const
{
    Error copy = *this;
    copy.detail = std::move(said);
    return copy;
}

Error Error::within(const QString &context) const
{
    Error copy = *this;
    copy.message = context + u": "_s + message;
    return copy;
}

QString Error::toText() const
{
    QString text = where.file.isEmpty() ? message : QString(where.toString() + u": "_s + message);
    if (!detail.isEmpty())
        text += u'\n' + detail;
    if (!hint.isEmpty())
        text += u'\n' + hint;
    return text;
}

QString toString(Error::Kind kind)
{
    static constexpr std::array kNames {
        "invalid-input",
        "not-found",
        "unavailable",
        "conflict",
        "needs-confirmation",
        "needs-trust",
        "cancelled",
        "timeout",
        "io",
        "protocol",
        "failed",
    };
    return QString::fromLatin1(kNames.at(static_cast<std::size_t>(kind)));
}

Error invalidInput(QString message, SourceMark where, QString hint)
{
    return {Error::Kind::InvalidInput, std::move(message), {}, std::move(hint), std::move(where)};
}

Error notFound(QString message, QString hint)
{
    return {Error::Kind::NotFound, std::move(message), {}, std::move(hint), {}};
}

Error ioError(QString message, QString detail, QString hint)
{
    return {Error::Kind::Io, std::move(message), std::move(detail), std::move(hint), {}};
}

Error cancelled()
{
    return {Error::Kind::Cancelled, u"Cancelled."_s, {}, {}, {}};
}

Error unavailable(QString message, QString hint)
{
    return {Error::Kind::Unavailable, std::move(message), {}, std::move(hint), {}};
}

Error conflict(QString message, QString hint)
{
    return {Error::Kind::Conflict, std::move(message), {}, std::move(hint), {}};
}

Error unconfirmed(QString message, QString hint)
{
    if (hint.isEmpty())
        hint = u"Add --yes to confirm."_s;
    return {Error::Kind::NeedsConfirmation, std::move(message), {}, std::move(hint), {}};
}

Error timedOut(QString message, QString hint)
{
    return {Error::Kind::Timeout, std::move(message), {}, std::move(hint), {}};
}

Error protocolError(QString message, QString hint)
{
    return {Error::Kind::Protocol, std::move(message), {}, std::move(hint), {}};
}

Error failed(QString message, QString hint)
{
    return {Error::Kind::Failed, std::move(message), {}, std::move(hint), {}};
}

} // namespace devstack
