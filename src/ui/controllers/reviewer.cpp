// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/reviewer.h"

#include <QDir>
#include <QHash>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString placeText(const SourceMark &mark)
{
    return mark.line > 0 ? u"%1:%2"_s.arg(mark.file).arg(mark.line) : mark.file;
}

} // namespace

Reviewer::Reviewer(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_newest.forget();
        m_studies.clear();
        m_loaded = false;
        setProgress(false, {});
        m_ida.clear();
        m_check.clear();
        show();
        if (m_active)
            refresh();
    });
}

void Reviewer::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    emit activeChanged();
    if (active)
        refresh();
}

void Reviewer::setOnlySelected(bool only)
{
    if (only == m_onlySelected)
        return;
    m_onlySelected = only;
    showFindings();
    emit onlySelectedChanged();
}

void Reviewer::setProgress(bool loading, const Error &problem)
{
    m_loading = loading;
    m_problem = problem;
    emit progressChanged();
}

void Reviewer::refresh()
{
    if (!m_hub.source())
        return;
    setProgress(true, m_problem);
    m_hub.source()->askReviews(m_newest.only([this](const Result<QList<ReviewDetails>> &answer) {
        m_loaded = true;
        m_studies = answer ? *answer : QList<ReviewDetails>();
        show();
        setProgress(false, answer ? Error() : answer.error());
        emit looked();
    }));
}

QStringList Reviewer::checks() const
{
    return checkIds();
}

QStringList Reviewer::checkNames() const
{
    QStringList names;
    for (const QString &id : checkIds())
        names.append(nameOf(id));
    return names;
}

QString Reviewer::nameOf(const QString &id)
{
    static const QHash<QString, QString> names {{u"dockerfile"_s, tr("Dockerfile")},
                                                {u"publish"_s, tr("Publish")},
                                                {u"compose"_s, tr("Compose")},
                                                {u"bootstrap"_s, tr("Bootstrap")},
                                                {u"bootstrap.dependencies"_s, tr("Dependencies")},
                                                {u"environment"_s, tr("Environment")},
                                                {u"environment.overridable"_s, tr("Overridable")},
                                                {u"schema.volume"_s, tr("Data volume")},
                                                {u"schema.production"_s, tr("Schema")},
                                                {u"targets"_s, tr("Targets")}};
    return names.value(id, id);
}

int Reviewer::failedChecks(const QString &ida) const
{
    const ReviewDetails *one = study(ida);
    return !one || one->problem
        ? -1
        : int(std::ranges::count(one->check.results, false, &CheckResult::pass));
}

const ReviewDetails *Reviewer::study(const QString &ida) const
{
    const auto at = std::ranges::find(m_studies, ida, &ReviewDetails::ida);
    return at == m_studies.end() ? nullptr : &*at;
}

const CheckResult *Reviewer::result() const
{
    const ReviewDetails *one = study(m_ida);
    return one ? one->check.find(m_check) : nullptr;
}

void Reviewer::show()
{
    m_failures = 0;
    m_suppressed = 0;
    QList<RepositoryRow> rows;
    for (const ReviewDetails &one : std::as_const(m_studies)) {
        QList<int> cells;
        int failures = 0;
        for (const QString &id : checkIds()) {
            const CheckResult *found = one.check.find(id);
            cells.append(found ? severity::ofCheck(found->pass) : severity::None);
            failures += found && !found->pass ? 1 : 0;
        }
        const auto count = [&one](LintSeverity severity) {
            return int(std::ranges::count(one.lint.findings, severity, &LintFinding::severity));
        };
        m_failures += failures + count(LintSeverity::Error);
        m_suppressed += int(one.lint.suppressed.size());
        rows.append({one.ida,
                     cells,
                     failures,
                     count(LintSeverity::Error),
                     count(LintSeverity::Warning),
                     count(LintSeverity::Note),
                     one.problem ? one.problem->message : QString()});
    }
    m_repositories.setRows(std::move(rows));
    if (!study(m_ida)) {
        m_ida = m_studies.isEmpty() ? QString() : m_studies.first().ida;
        m_check = checkIds().value(0);
        // The first thing to do is shown first.
        for (const ReviewDetails &one : std::as_const(m_studies)) {
            const auto failing = std::ranges::find(one.check.results, false, &CheckResult::pass);
            if (failing == one.check.results.end())
                continue;
            m_ida = one.ida;
            m_check = failing->id;
            break;
        }
    }
    showFindings();
    showSelected();
    emit resultsChanged();
}

void Reviewer::showSelected()
{
    QList<EvidenceRow> rows;
    const ReviewDetails *one = study(m_ida);
    if (const CheckResult *shown = result()) {
        for (const Evidence &evidence : shown->evidence)
            rows.append({QString::number(rows.size()),
                         placeText(evidence.mark),
                         evidence.text,
                         QDir(one->check.path).filePath(evidence.mark.file)});
    }
    m_evidence.setRows(std::move(rows));
    emit selectionChanged();
}

void Reviewer::showFindings()
{
    QList<FindingRow> rows;
    for (const ReviewDetails &one : std::as_const(m_studies)) {
        if (m_onlySelected && one.ida != m_ida)
            continue;
        QList<LintFinding> findings = one.lint.findings;
        std::ranges::stable_sort(findings, std::ranges::greater(), &LintFinding::severity);
        for (const LintFinding &finding : std::as_const(findings))
            rows.append({u"%1\n%2\n%3\n%4"_s.arg(
                             one.ida, finding.rule, placeText(finding.mark), finding.message),
                         &finding == &findings.constFirst() ? one.ida : QString(),
                         finding.rule,
                         severity::of(finding.severity),
                         toString(finding.severity),
                         placeText(finding.mark),
                         finding.message,
                         finding.fix,
                         QDir(one.lint.path).filePath(finding.mark.file)});
    }
    m_findings.setRows(std::move(rows));
}

void Reviewer::select(const QString &ida, const QString &check)
{
    m_ida = ida;
    m_check = check;
    showSelected();
    if (m_onlySelected)
        showFindings();
}

void Reviewer::walk(int rows, int columns)
{
    if (m_repositories.count() == 0)
        return;
    const QStringList ids = checkIds();
    const int row = std::clamp(m_repositories.indexOf(m_ida) + rows, 0, m_repositories.count() - 1);
    const auto column = std::clamp<qsizetype>(ids.indexOf(m_check) + columns, 0, ids.size() - 1);
    select(m_repositories.keyAt(row), ids.at(column));
}

QString Reviewer::checkTitle() const
{
    return m_ida.isEmpty() ? QString() : u"%1 · %2"_s.arg(m_ida, nameOf(m_check));
}

severity::Value Reviewer::checkState() const
{
    return result() ? severity::ofCheck(result()->pass) : severity::None;
}

QString Reviewer::checkMessage() const
{
    return result() ? result()->message : QString();
}

QString Reviewer::checkFix() const
{
    return result() ? result()->fix : QString();
}

} // namespace devstack
