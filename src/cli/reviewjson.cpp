// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/reviewjson.h"

#include "cli/json.h"

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// One of a repository that is looked at, with how bad it is.
QJsonObject reviewProblem(const QString &repository, const Error &problem, const QString &severity)
{
    QJsonObject json = problemJson(problem);
    json.insert(u"repository"_s, repository);
    json.insert(u"severity"_s, severity);
    return json;
}

} // namespace

QJsonObject checkJson(const QList<RepositoryCheck> &checks)
{
    QJsonArray repositories;
    for (const RepositoryCheck &check : checks) {
        QJsonArray results;
        for (const CheckResult &result : check.results)
            results += QJsonObject {{u"id"_s, result.id},
                                    {u"result"_s, result.pass ? u"pass"_s : u"fail"_s},
                                    {u"evidence"_s, evidenceJson(result.evidence)},
                                    {u"message"_s, result.message},
                                    {u"fix"_s, result.fix}};
        QJsonArray problems;
        for (const Error &problem : check.problems)
            problems += reviewProblem(check.path, problem, u"error"_s);
        repositories += QJsonObject {{u"path"_s, check.path},
                                     {u"applies"_s, check.exemption.isEmpty()},
                                     {u"results"_s, results},
                                     {u"problems"_s, problems}};
    }
    return {{u"repositories"_s, repositories}};
}

QJsonObject lintJson(const QList<LintReport> &reports)
{
    QJsonArray findings;
    QJsonArray problems;
    qsizetype suppressed = 0;
    for (const LintReport &report : reports) {
        suppressed += report.suppressed.size();
        for (const LintFinding &finding : report.findings) {
            QJsonArray also;
            for (const SourceMark &mark : finding.also)
                also += QJsonObject {{u"file"_s, mark.file}, {u"line"_s, mark.line}};
            findings += QJsonObject {{u"rule"_s, finding.rule},
                                     {u"severity"_s, toString(finding.severity)},
                                     {u"repository"_s, report.path},
                                     {u"file"_s, finding.mark.file},
                                     {u"line"_s, finding.mark.line},
                                     {u"text"_s, finding.text},
                                     {u"message"_s, finding.message},
                                     {u"fix"_s, finding.fix},
                                     {u"also"_s, also}};
        }
        for (const Error &problem : report.problems)
            problems += reviewProblem(report.path, problem, u"error"_s);
        for (const Error &remark : report.remarks)
            problems += reviewProblem(report.path, remark, u"warning"_s);
    }
    return {{u"findings"_s, findings}, {u"suppressed"_s, suppressed}, {u"problems"_s, problems}};
}

QJsonObject scaffoldJson(const ScaffoldPlan &plan, bool written)
{
    QJsonArray changes;
    for (const FileChange &change : plan.changes)
        changes += QJsonObject {
            {u"file"_s, change.file},
            {u"action"_s, change.action == FileChange::Action::Create ? u"create"_s : u"append"_s},
            {u"diff"_s, QString::fromUtf8(change.diff)}};
    QJsonArray left;
    for (const ScaffoldLeft &item : plan.left)
        left += QJsonObject {{u"id"_s, item.id}, {u"why"_s, item.why}};
    return {{u"changes"_s, changes}, {u"left"_s, left}, {u"written"_s, written}};
}

} // namespace devstack::cli
