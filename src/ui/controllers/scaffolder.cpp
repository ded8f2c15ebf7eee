// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/scaffolder.h"

#include "ui/models/codelines.h"

#include <algorithm>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What scaffold writes is far below it; an appended file is shown with three lines around.
constexpr int kMostDiffLines = 20'000;

bool isAdded(QStringView line)
{
    return line.startsWith(u'+') && !line.startsWith(u"+++");
}

QStringList linesOf(const QByteArray &diff)
{
    QStringList lines = QString::fromUtf8(diff).split(u'\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace

Scaffolder::Scaffolder(WorkspaceHub &hub, Reviewer &reviewer, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_reviewer(reviewer)
    , m_diff(kMostDiffLines)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, &Scaffolder::close);
    connect(&reviewer, &Reviewer::looked, this, &Scaffolder::tellOutcome);
}

void Scaffolder::ask(const QString &ida)
{
    if (!m_hub.source() || ida.isEmpty())
        return;
    close();
    m_ida = ida;
    askAgain();
}

void Scaffolder::askAgain()
{
    if (!m_hub.source() || m_ida.isEmpty())
        return;
    m_problem = {};
    setStage(Stage::Reading);
    m_hub.source()->askScaffold(m_ida, m_newest.only([this](const Result<ScaffoldPlan> &answer) {
        if (!answer) {
            m_problem = answer.error();
            setStage(Stage::Failed);
            return;
        }
        show(*answer);
        setStage(answer->changes.isEmpty() ? Stage::Nothing : Stage::Ready);
    }));
}

void Scaffolder::show(const ScaffoldPlan &plan)
{
    m_plan = plan;
    QList<FileRow> files;
    for (const FileChange &change : plan.changes) {
        const QStringList lines = linesOf(change.diff);
        files.append(
            {change.file,
             change.action == FileChange::Action::Create,
             change.executable,
             int(std::ranges::count_if(lines, [](const QString &line) { return isAdded(line); }))});
    }
    m_files.setRows(std::move(files));
    QList<LeftRow> left;
    for (const ScaffoldLeft &one : plan.left)
        left.append({one.id, Reviewer::nameOf(one.id), one.why});
    m_left.setRows(std::move(left));
    const QString first = plan.changes.isEmpty() ? QString() : plan.changes.first().file;
    setFile(m_files.indexOf(m_file) < 0 ? first : m_file);
}

void Scaffolder::setFile(const QString &file)
{
    m_file = file;
    m_diff.clear();
    const auto change = std::ranges::find(m_plan.changes, file, &FileChange::file);
    if (change != m_plan.changes.end()) {
        QList<LogRow> rows;
        const QStringList lines = linesOf(change->diff);
        for (const QString &line : lines) {
            LogRow row = tintDiff(line);
            if (isAdded(line))
                row.level = LogLevel::Warning;
            else if (line.startsWith(u'-') && !line.startsWith(u"---"))
                row.level = LogLevel::Error;
            rows.append(row);
        }
        m_diff.append(rows);
    }
    emit fileChanged();
}

QString Scaffolder::summary() const
{
    const auto created
        = int(std::ranges::count(m_plan.changes, FileChange::Action::Create, &FileChange::action));
    const int added = int(m_plan.changes.size()) - created;
    QStringList parts;
    if (created > 0)
        parts += created == 1 ? tr("1 new file") : tr("%1 new files").arg(created);
    if (added > 0)
        parts += added == 1 ? tr("1 file extended") : tr("%1 files extended").arg(added);
    return parts.join(u", "_s);
}

void Scaffolder::write()
{
    if (!m_hub.source() || m_stage != Stage::Ready)
        return;
    m_failedBefore = m_reviewer.failedChecks(m_ida);
    setStage(Stage::Writing);
    const auto show = m_newest.only([this](const Result<> &result) {
        m_problem = result ? Error() : result.error();
        setStage(result ? Stage::Written : Stage::Failed);
    });
    m_hub.source()->writeScaffold(m_plan, [this, show](const Result<> &result) {
        if (result)
            m_reviewer.refresh();
        show(result);
    });
}

void Scaffolder::tellOutcome()
{
    if (m_stage != Stage::Written || !m_outcome.isEmpty())
        return;
    const int now = m_reviewer.failedChecks(m_ida);
    if (m_failedBefore < 0 || now < 0)
        return;
    const int all = int(m_reviewer.checks().size());
    m_outcome = tr("Checked again: %1 of %2 points pass (before: %3).")
                    .arg(QString::number(all - now),
                         QString::number(all),
                         QString::number(all - m_failedBefore));
    emit outcomeChanged();
}

void Scaffolder::setStage(Stage stage)
{
    m_stage = stage;
    emit stageChanged();
}

void Scaffolder::close()
{
    m_newest.forget();
    m_ida.clear();
    if (!std::exchange(m_outcome, {}).isEmpty())
        emit outcomeChanged();
    m_file.clear();
    m_problem = {};
    show({});
    setStage(Stage::Closed);
}

} // namespace devstack
