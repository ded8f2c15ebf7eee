// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/transferlines.h"

#include "core/text.h"
#include "git/refname.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace devstack::git {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 500; // of one line; a detail may have many
constexpr qsizetype kMostLines = 40;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QString lineOf(const QJsonValue &value)
{
    return printable(value.toString().left(kLongestText));
}

QString linesOf(const QJsonValue &value)
{
    QStringList lines;
    for (const QString &line : value.toString().split(u'\n').mid(0, kMostLines))
        lines += printable(line.left(kLongestText));
    return lines.join(u'\n');
}

Progress progressOf(const QJsonObject &json)
{
    const QString unit = json.value(u"unit"_s).toString();
    return {qMax<qint64>(0, json.value(u"done"_s).toInteger()),
            qMax<qint64>(-1, json.value(u"total"_s).toInteger(-1)),
            unit == u"bytes"_s || unit == u"files"_s ? unit : QString(),
            lineOf(json.value(u"text"_s))};
}

/// The kinds by which a transfer can fail.
Error::Kind kindOf(const QString &name)
{
    constexpr std::array kKinds {Error::Kind::InvalidInput,
                                 Error::Kind::NotFound,
                                 Error::Kind::Conflict,
                                 Error::Kind::Cancelled,
                                 Error::Kind::Timeout};
    for (const Error::Kind kind : kKinds) {
        if (toString(kind) == name)
            return kind;
    }
    return Error::Kind::Io;
}

std::optional<Result<TransferResult>> outcomeOf(const QJsonObject &json)
{
    if (const QJsonValue value = json.value(u"error"_s); value.isObject()) {
        const QJsonObject error = value.toObject();
        return Error {kindOf(error.value(u"kind"_s).toString()),
                      linesOf(error.value(u"message"_s)),
                      linesOf(error.value(u"detail"_s)),
                      linesOf(error.value(u"hint"_s)),
                      {}};
    }
    const QJsonValue value = json.value(u"result"_s);
    if (!value.isObject())
        return std::nullopt;
    static const QRegularExpression kCommit(u"\\A(?:[0-9a-f]{40})?\\z"_s);
    const TransferResult result {value[u"branch"_s].toString(), value[u"commit"_s].toString()};
    if (!checkedRef(result.branch) || !kCommit.match(result.commit).hasMatch())
        return std::nullopt;
    return result;
}

} // namespace

QByteArray toJson(const TransferRequest &request)
{
    const bool clones = request.verb == TransferRequest::Verb::Clone;
    return compact({{u"verb"_s, clones ? u"clone"_s : u"fetch"_s},
                    {u"url"_s, request.url},
                    {u"ref"_s, request.ref},
                    {u"folder"_s, request.folder}});
}

std::optional<TransferRequest> transferRequest(const QByteArray &json)
{
    const QJsonObject object = objectOf(json);
    const QString verb = object.value(u"verb"_s).toString();
    TransferRequest request {verb == u"clone" ? TransferRequest::Verb::Clone
                                              : TransferRequest::Verb::Fetch,
                             object.value(u"url"_s).toString(),
                             object.value(u"ref"_s).toString(),
                             object.value(u"folder"_s).toString()};
    if ((verb != u"clone" && verb != u"fetch") || request.folder.isEmpty())
        return std::nullopt;
    return request;
}

QByteArray progressLine(const Progress &progress)
{
    return compact({{u"progress"_s,
                     QJsonObject {{u"done"_s, progress.done},
                                  {u"total"_s, progress.total},
                                  {u"unit"_s, progress.unit},
                                  {u"text"_s, progress.text.left(kLongestText)}}}})
        + '\n';
}

QByteArray waitingLine()
{
    return "{\"waiting\":true}\n";
}

QByteArray outcomeLine(const Result<TransferResult> &outcome)
{
    if (outcome) {
        const QJsonObject result {{u"branch"_s, outcome->branch}, {u"commit"_s, outcome->commit}};
        return compact({{u"result"_s, result}}) + '\n';
    }
    const Error &error = outcome.error();
    const QJsonObject said {{u"kind"_s, toString(error.kind)},
                            {u"message"_s, error.message},
                            {u"detail"_s, error.detail},
                            {u"hint"_s, error.hint}};
    return compact({{u"error"_s, said}}) + '\n';
}

TransferLines::TransferLines(Reporter &reporter)
    : m_reporter(reporter)
{
}

void TransferLines::read(const QString &line)
{
    const QJsonObject object = objectOf(line.toUtf8());
    m_outcome = outcomeOf(object);
    if (const QJsonValue progress = object.value(u"progress"_s); progress.isObject())
        m_reporter.progress(progressOf(progress.toObject()));
}

} // namespace devstack::git
