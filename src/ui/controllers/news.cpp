// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/news.h"

#include "ui/text/displaystate.h"

#include <QDateTime>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString endedText(RunResult result)
{
    switch (result) {
    case RunResult::Done:
        return News::tr("Done.");
    case RunResult::Failed:
        return News::tr("It failed.");
    case RunResult::Cancelled:
        return News::tr("It was cancelled.");
    default:
        return News::tr("It was interrupted.");
    }
}

} // namespace

News::News(WorkspaceHub &hub, Runs &runs, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&runs,
            &Runs::ended,
            this,
            [this](const QString &run, const QString &title, RunResult result, bool ours) {
                NoticeRow row;
                row.title = title;
                row.text = endedText(result);
                row.bad = result != RunResult::Done && result != RunResult::Cancelled;
                row.run = run;
                add(row);
                if (!ours || result != RunResult::Cancelled) // who cancelled knows
                    emit happened(title, row.text, result != RunResult::Done);
            });
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &News::lookForUnhealthy);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_unhealthy.clear();
        m_primed = false;
        clear();
    });
}

int News::fresh() const
{
    return int(std::ranges::count_if(m_notices, &NoticeRow::fresh));
}

bool News::freshBad() const
{
    return std::ranges::any_of(m_notices,
                               [](const NoticeRow &row) { return row.fresh && row.bad; });
}

void News::note(const QString &text)
{
    NoticeRow row;
    row.title = text;
    add(row);
}

void News::add(NoticeRow row)
{
    row.key = QString::number(++m_count);
    row.when = QDateTime::currentDateTime().toString(u"HH:mm"_s);
    row.fresh = true;
    row.leads = !row.run.isEmpty() || !row.ida.isEmpty();
    m_notices.prepend(row);
    if (m_notices.size() > kMostNotices)
        m_notices.removeLast();
    show();
}

void News::show()
{
    m_rows.setRows(m_notices);
    emit freshChanged();
}

void News::look()
{
    for (NoticeRow &row : m_notices)
        row.fresh = false;
    show();
}

void News::clear()
{
    m_notices.clear();
    show();
}

void News::follow(const QString &key)
{
    const auto row = std::ranges::find(m_notices, key, &NoticeRow::key);
    if (row == m_notices.end())
        return;
    if (!row->run.isEmpty())
        emit runWanted(row->run);
    else if (!row->ida.isEmpty())
        emit idaWanted(row->ida);
}

void News::lookForUnhealthy()
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    // Nothing is known while the engine does not answer; what is unhealthy stays what it was.
    if (!m_hub.isLoaded() || snapshot.engine.availability != EngineView::Availability::Available)
        return;
    QStringList unhealthy;
    QHash<QString, QString> reasons;
    for (const IdaView &ida : snapshot.idas) {
        for (const ServiceView &service : ida.services) {
            if (condition::ofService(service, snapshot.engine) != condition::Unhealthy)
                continue;
            unhealthy << ida.name + u'/' + service.name;
            reasons.insert(unhealthy.last(), service.reason);
        }
    }
    for (const QString &name : unhealthy) {
        // What was already so when the workspace was opened is no news.
        if (!m_primed || m_unhealthy.contains(name))
            continue;
        NoticeRow row;
        row.title = tr("%1 is unhealthy").arg(name);
        row.text = reasons.value(name);
        row.bad = true;
        row.ida = name.section(u'/', 0, 0);
        add(row);
        emit happened(
            row.title, row.text.isEmpty() ? tr("Open the window to see why.") : row.text, true);
    }
    m_unhealthy = unhealthy;
    m_primed = true;
}

} // namespace devstack
