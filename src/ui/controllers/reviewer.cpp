// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/reviewer.h"

#include <QDir>
#include <QHash>

#include <algorithm>

namespace devstack {

namespace {

QString placeText(const SourceMark &mark)
{
    return mark.line > 0 ? QStringLiteral("%1:%2").arg(mark.file).arg(mark.line) : mark.file;
}

QString stateOf(const CheckResult &result)
{
    return result.pass ? QStringLiteral("pass") : QStringLiteral("fail");
}

} // namespace

Reviewer::Reviewer(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_repositories({QStringLiteral("key"),
                      QStringLiteral("cells"),
                      QStringLiteral("failures"),
                      QStringLiteral("errors"),
                      QStringLiteral("warnings"),
                      QStringLiteral("notes"),
                      QStringLiteral("problem")})
    , m_evidence({QStringLiteral("key"),
                  QStringLiteral("place"),
                  QStringLiteral("text"),
                  QStringLiteral("file")})
    , m_findings({QStringLiteral("key"),
                  QStringLiteral("heading"),
                  QStringLiteral("rule"),
                  QStringLiteral("severity"),
                  QStringLiteral("place"),
                  QStringLiteral("text"),
                  QStringLiteral("message"),
                  QStringLiteral("fix"),
                  QStringLiteral("file")})
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        ++m_ticket;
        m_studies.clear();
        m_loaded = m_loading = false;
        m_problem = {};
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
    if (active)
        refresh();
    emit changed();
}

void Reviewer::setOnlySelected(bool only)
{
    m_onlySelected = only;
    showFindings();
    emit changed();
}

void Reviewer::refresh()
{
    if (!m_hub.source())
        return;
    const int ticket = ++m_ticket;
    m_loading = true;
    emit changed();
    m_hub.source()->askReviews([this, ticket](const Result<QList<ReviewStudy>> &answer) {
        if (ticket != m_ticket)
            return;
        m_loading = false;
        m_loaded = true;
        m_problem = answer ? Error() : answer.error();
        m_studies = answer ? *answer : QList<ReviewStudy>();
        show();
        emit looked();
    });
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
    static const QHash<QString, QString> names {
        {QStringLiteral("dockerfile"), tr("Dockerfile")},
        {QStringLiteral("publish"), tr("Publish")},
        {QStringLiteral("compose"), tr("Compose")},
        {QStringLiteral("bootstrap"), tr("Bootstrap")},
        {QStringLiteral("bootstrap.dependencies"), tr("Dependencies")},
        {QStringLiteral("environment"), tr("Environment")},
        {QStringLiteral("environment.overridable"), tr("Overridable")},
        {QStringLiteral("schema.volume"), tr("Data volume")},
        {QStringLiteral("schema.production"), tr("Schema")},
        {QStringLiteral("targets"), tr("Targets")}};
    return names.value(id, id);
}

int Reviewer::failedChecks(const QString &ida) const
{
    const ReviewStudy *one = study(ida);
    return !one || one->problem
        ? -1
        : static_cast<int>(std::ranges::count(one->check.results, false, &CheckResult::pass));
}

const ReviewStudy *Reviewer::study(const QString &ida) const
{
    const auto at = std::ranges::find(m_studies, ida, &ReviewStudy::ida);
    return at == m_studies.end() ? nullptr : &*at;
}

const CheckResult *Reviewer::result() const
{
    const ReviewStudy *one = study(m_ida);
    return one ? one->check.find(m_check) : nullptr;
}

void Reviewer::show()
{
    m_failures = 0;
    m_suppressed = 0;
    QList<QVariantList> rows;
    for (const ReviewStudy &one : std::as_const(m_studies)) {
        QStringList cells;
        int failures = 0;
        for (const QString &id : checkIds()) {
            const CheckResult *found = one.check.find(id);
            cells.append(found ? stateOf(*found) : QString());
            failures += found && !found->pass ? 1 : 0;
        }
        const auto count = [&one](LintSeverity severity) {
            return static_cast<int>(
                std::ranges::count(one.lint.findings, severity, &LintFinding::severity));
        };
        m_failures += failures + count(LintSeverity::Error);
        m_suppressed += static_cast<int>(one.lint.suppressed.size());
        rows.append({one.ida,
                     cells,
                     failures,
                     count(LintSeverity::Error),
                     count(LintSeverity::Warning),
                     count(LintSeverity::Note),
                     one.problem ? one.problem->message : QString()});
    }
    m_repositories.setRows(rows);
    if (!study(m_ida)) {
        m_ida = m_studies.isEmpty() ? QString() : m_studies.first().ida;
        m_check = checkIds().value(0);
        // The first thing to do is shown first.
        for (const ReviewStudy &one : std::as_const(m_studies)) {
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
    emit changed();
}

void Reviewer::showSelected()
{
    QList<QVariantList> rows;
    const ReviewStudy *one = study(m_ida);
    if (const CheckResult *shown = result()) {
        for (const Evidence &evidence : shown->evidence)
            rows.append({QString::number(rows.size()),
                         placeText(evidence.mark),
                         evidence.text,
                         QDir(one->check.path).filePath(evidence.mark.file)});
    }
    m_evidence.setRows(rows);
}

void Reviewer::showFindings()
{
    QList<QVariantList> rows;
    for (const ReviewStudy &one : std::as_const(m_studies)) {
        if (m_onlySelected && one.ida != m_ida)
            continue;
        QList<LintFinding> findings = one.lint.findings;
        std::ranges::stable_sort(findings, std::ranges::greater(), &LintFinding::severity);
        for (const LintFinding &finding : std::as_const(findings))
            rows.append({QStringLiteral("%1\n%2\n%3\n%4")
                             .arg(one.ida, finding.rule, placeText(finding.mark), finding.message),
                         &finding == &findings.constFirst() ? one.ida : QString(),
                         finding.rule,
                         toString(finding.severity),
                         placeText(finding.mark),
                         finding.text,
                         finding.message,
                         finding.fix,
                         QDir(one.lint.path).filePath(finding.mark.file)});
    }
    m_findings.setRows(rows);
}

void Reviewer::select(const QString &ida, const QString &check)
{
    m_ida = ida;
    m_check = check;
    showSelected();
    if (m_onlySelected)
        showFindings();
    emit changed();
}

void Reviewer::walk(int rows, int columns)
{
    if (m_repositories.count() == 0)
        return;
    const QStringList ids = checkIds();
    const int row = std::clamp(m_repositories.indexOf(m_ida) + rows, 0, m_repositories.count() - 1);
    const auto column = std::clamp<qsizetype>(ids.indexOf(m_check) + columns, 0, ids.size() - 1);
    select(m_repositories.keys().at(row), ids.at(column));
}

QString Reviewer::checkTitle() const
{
    return m_ida.isEmpty() ? QString() : QStringLiteral("%1 · %2").arg(m_ida, nameOf(m_check));
}

QString Reviewer::checkState() const
{
    return result() ? stateOf(*result()) : QString();
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
