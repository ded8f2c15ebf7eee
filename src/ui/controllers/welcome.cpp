// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/welcome.h"

#include "ui/text/displaytext.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

Welcome::Welcome(WorkspaceHub &hub, Machine &machine, Recent recent, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_machine(machine)
    , m_recentSource(std::move(recent))
{
    connect(&machine, &Machine::progressed, this, [this](const QString &text, double fraction) {
        m_activity = text;
        m_fraction = fraction;
        emit activityChanged();
    });
}

QString Welcome::home() const
{
    return QDir::homePath();
}

QString Welcome::detail() const
{
    return lastLines(m_problem.detail);
}

void Welcome::check()
{
    QList<RecentRow> recent;
    for (const auto &[path, name] : m_recentSource())
        recent.append({path, name});
    m_recent.setRows(std::move(recent));
    if (m_checking)
        return;
    m_checking = true;
    emit checkingChanged();
    const QString folder = m_hub.source() ? m_hub.source()->folder() : QString();
    m_machine.askDoctor(folder, [this](const QList<DoctorCheck> &checks) {
        QList<CheckRow> rows;
        for (const DoctorCheck &check : checks) {
            rows.append(
                {check.id, severity::of(check.outcome), check.message, check.fix, check.command});
        }
        m_checks.setRows(std::move(rows));
        m_checking = false;
        emit checkingChanged();
    });
}

void Welcome::begin(const QString &activity)
{
    m_busy = true;
    m_activity = activity;
    m_fraction = -1;
    m_problem = {};
    emit activityChanged();
}

void Welcome::end(const Error &problem)
{
    m_busy = false;
    m_activity.clear();
    m_problem = problem.kind == Error::Kind::Cancelled ? Error() : problem;
    emit activityChanged();
}

void Welcome::open(const QString &folder)
{
    begin(tr("Opening %1").arg(QDir(folder).dirName()));
    m_machine.open(folder, [this](Result<std::unique_ptr<WorkspaceSource>> opened) {
        if (!opened) {
            end(opened.error());
            return;
        }
        end();
        m_hub.setSource(std::move(opened).value());
    });
}

QString Welcome::folderOf(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text == u"~" || text.startsWith(u"~/"))
        return QDir::cleanPath(QDir::homePath() + text.mid(1));
    return QDir::cleanPath(QDir(QDir::homePath()).absoluteFilePath(text));
}

void Welcome::offer(const QString &address)
{
    m_offered = address;
    emit offeredChanged();
}

QString Welcome::noteOf(const QString &typed) const
{
    if (typed.trimmed().isEmpty())
        return {};
    const QFileInfo place(folderOf(typed));
    if (!place.exists())
        return {};
    if (!place.isDir())
        return tr("This is a file.");
    const QDir dir(place.filePath());
    if (dir.exists(u"devstack.yml"_s))
        return tr("This is already a workspace; the repository is added to it.");
    return dir.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
        ? QString()
        : tr("This folder is not empty; the workspace is made around its content.");
}

void Welcome::cloneInto(const QString &url, const QString &typed)
{
    const QString folder = folderOf(typed);
    begin(tr("Cloning %1").arg(url));
    m_machine.cloneInto(url, folder, [this, folder](const Result<> &done) {
        if (done)
            open(folder);
        else
            end(done.error());
    });
}

void Welcome::makeSample(const QString &typed)
{
    const QString folder = folderOf(typed);
    begin(tr("Making the sample workspace"));
    m_machine.makeSample(folder, [this, folder](const Result<> &done) {
        if (done)
            open(folder);
        else
            end(done.error());
    });
}

void Welcome::cancel()
{
    m_machine.cancel();
}

void Welcome::dismiss()
{
    m_problem = {};
    emit activityChanged();
}

void Welcome::leaveWorkspace()
{
    m_hub.setSource(nullptr);
    check();
}

} // namespace devstack
