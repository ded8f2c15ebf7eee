// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/sarif.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QJsonObject message(const QString &text)
{
    return {{u"text"_s, text}};
}

QJsonObject location(const LintReport &report, const SourceMark &mark, const QString &text = {})
{
    QJsonObject region {{u"startLine"_s, std::max(1, mark.line)}};
    if (mark.column > 0)
        region.insert(u"startColumn"_s, mark.column);
    if (!text.isEmpty())
        region.insert(u"snippet"_s, QJsonObject {{u"text"_s, text}});
    const QString uri = QString::fromLatin1(
        QUrl::toPercentEncoding(report.fileNames.value(mark.file, mark.file), "/"));
    return {{u"physicalLocation"_s,
             QJsonObject {{u"artifactLocation"_s,
                           QJsonObject {{u"uri"_s, uri}, {u"uriBaseId"_s, u"%SRCROOT%"_s}}},
                          {u"region"_s, region}}}};
}

QJsonArray rules()
{
    QJsonArray array;
    for (const LintRule &rule : lintRules())
        array += QJsonObject {
            {u"id"_s, rule.id},
            {u"shortDescription"_s, message(rule.title)},
            {u"defaultConfiguration"_s, QJsonObject {{u"level"_s, toString(rule.severity)}}}};
    return array;
}

int ruleIndex(const QString &id)
{
    const auto found = std::ranges::find(lintRules(), id, &LintRule::id);
    return int(found - lintRules().begin());
}

QJsonObject
result(const LintReport &report, const LintFinding &finding, int occurrence, bool suppressed)
{
    QJsonObject object {
        {u"ruleId"_s, finding.rule},
        {u"ruleIndex"_s, ruleIndex(finding.rule)},
        {u"level"_s, toString(finding.severity)},
        {u"message"_s, message(finding.message + u' ' + finding.fix)},
        {u"locations"_s, QJsonArray {location(report, finding.mark, finding.text)}},
        {u"partialFingerprints"_s,
         QJsonObject {{u"devstackFinding/v1"_s, fingerprintOf(finding, occurrence)}}}};
    if (!finding.also.isEmpty()) {
        QJsonArray related;
        for (const SourceMark &mark : finding.also) {
            QJsonObject place = location(report, mark);
            place.insert(u"id"_s, related.size());
            related += place;
        }
        object.insert(u"relatedLocations"_s, related);
    }
    if (suppressed) {
        QJsonObject suppression {{u"kind"_s, u"inSource"_s}};
        if (!finding.justification.isEmpty())
            suppression.insert(u"justification"_s, finding.justification);
        object.insert(u"suppressions"_s, QJsonArray {suppression});
    }
    return object;
}

QJsonObject run(const LintReport &report, const QString &version)
{
    QJsonArray results;
    QHash<QString, int> seen;
    for (const auto &[list, suppressed] :
         {std::pair {&report.findings, false}, std::pair {&report.suppressed, true}}) {
        for (const LintFinding &finding : *list) {
            const int occurrence
                = seen[finding.rule + u'\n' + finding.mark.file + u'\n' + finding.text]++;
            results += result(report, finding, occurrence, suppressed);
        }
    }
    QJsonArray notifications;
    for (const auto &[list, level] :
         {std::pair {&report.problems, u"error"_s}, std::pair {&report.remarks, u"warning"_s}}) {
        for (const Error &problem : *list) {
            QJsonObject notification {{u"level"_s, level},
                                      {u"message"_s, message(problem.message)}};
            if (!problem.where.file.isEmpty())
                notification.insert(u"locations"_s, QJsonArray {location(report, problem.where)});
            notifications += notification;
        }
    }
    const QString root = QUrl::fromLocalFile(report.path + u'/').toString(QUrl::FullyEncoded);
    return {
        {u"tool"_s,
         QJsonObject {{u"driver"_s,
                       QJsonObject {{u"name"_s, u"devstack"_s},
                                    {u"version"_s, version},
                                    {u"rules"_s, rules()}}}}},
        {u"columnKind"_s, u"utf16CodeUnits"_s},
        {u"originalUriBaseIds"_s, QJsonObject {{u"%SRCROOT%"_s, QJsonObject {{u"uri"_s, root}}}}},
        {u"invocations"_s,
         QJsonArray {QJsonObject {{u"executionSuccessful"_s, !report.isIncomplete()},
                                  {u"toolExecutionNotifications"_s, notifications}}}},
        {u"results"_s, results}};
}

} // namespace

QJsonObject toSarif(const QList<LintReport> &reports, const QString &version)
{
    QJsonArray runs;
    for (const LintReport &report : reports)
        runs += run(report, version);
    return {{u"version"_s, u"2.1.0"_s},
            {u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
            {u"runs"_s, runs}};
}

QJsonObject toSarif(const Error &error, const QString &version)
{
    QJsonObject notification {{u"level"_s, u"error"_s},
                              {u"message"_s, QJsonObject {{u"text"_s, error.toText()}}}};
    if (!error.where.file.isEmpty()) {
        QJsonObject place {{u"artifactLocation"_s, QJsonObject {{u"uri"_s, error.where.file}}}};
        if (error.where.line > 0)
            place.insert(u"region"_s, QJsonObject {{u"startLine"_s, error.where.line}});
        notification.insert(u"locations"_s,
                            QJsonArray {QJsonObject {{u"physicalLocation"_s, place}}});
    }
    const QJsonObject driver {{u"name"_s, u"devstack"_s}, {u"version"_s, version}};
    const QJsonObject invocation {{u"executionSuccessful"_s, false},
                                  {u"toolExecutionNotifications"_s, QJsonArray {notification}}};
    const QJsonObject failedRun {{u"tool"_s, QJsonObject {{u"driver"_s, driver}}},
                                 {u"invocations"_s, QJsonArray {invocation}},
                                 {u"results"_s, QJsonArray()}};
    return {{u"version"_s, u"2.1.0"_s},
            {u"$schema"_s, u"https://json.schemastore.org/sarif-2.1.0.json"_s},
            {u"runs"_s, QJsonArray {failedRun}}};
}

QString fingerprintOf(const LintFinding &finding, int occurrence)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part :
         {finding.rule, finding.mark.file, finding.text, QString::number(occurrence)}) {
        hash.addData(part.toUtf8());
        hash.addData("\n");
    }
    return QString::fromLatin1(hash.result().toHex().first(32));
}

} // namespace devstack
