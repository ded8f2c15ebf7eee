// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/commandsearch.h"

#include "ui/text/displaystate.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostResults = 9;

} // namespace

CommandSearch::CommandSearch(const Parts &parts, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_parts(parts)
{
}

int CommandSearch::score(const QString &query, const QString &text)
{
    int score = 0;
    for (const QString &word : query.split(u' ', Qt::SkipEmptyParts)) {
        const auto at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        const bool begins = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += (begins ? 100 : 40) - int(std::min<qsizetype>(at, 30));
    }
    return score;
}

QList<CommandSearch::Entry> CommandSearch::entries() const
{
    QList<Entry> list;
    const auto page
        = [this](const QString &name) { return [this, name] { m_parts.session.setPage(name); }; };
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        list.append({u"ida:"_s + ida.name,
                     ida.name,
                     condition::word(condition::ofIda(ida, m_parts.hub.snapshot().engine)),
                     u"overview"_s,
                     [this, name = ida.name] {
                         m_parts.session.setPage(u"overview"_s);
                         m_parts.overview.setSelected(name);
                     }});
    list.append({u"page:overview"_s,
                 tr("Overview"),
                 tr("page · Ctrl+1"),
                 u"overview"_s,
                 page(u"overview"_s)});
    list.append({u"page:runs"_s,
                 tr("Runs"),
                 tr("page · Ctrl+2"),
                 u"runs"_s,
                 page(u"runs"_s)});
    list.append({u"page:logs"_s,
                 tr("Logs"),
                 tr("page · Ctrl+3"),
                 u"logs"_s,
                 page(u"logs"_s)});
    list.append({u"page:data"_s,
                 tr("Data"),
                 tr("page · Ctrl+4"),
                 u"data"_s,
                 page(u"data"_s)});
    list.append({u"page:configuration"_s,
                 tr("Configuration"),
                 tr("page · Ctrl+5"),
                 u"configuration"_s,
                 page(u"configuration"_s)});
    list.append({u"page:checks"_s,
                 tr("Checks"),
                 tr("page · Ctrl+6"),
                 u"checks"_s,
                 page(u"checks"_s)});
    list.append({u"page:settings"_s,
                 tr("Settings"),
                 tr("page · Ctrl+,"),
                 u"settings"_s,
                 page(u"settings"_s)});
    list.append({u"up"_s,
                 tr("Provision everything"),
                 u"devstack up"_s,
                 u"runs"_s,
                 [this] { m_parts.actions.provision(); }});
    list.append({u"start"_s,
                 tr("Start everything"),
                 u"devstack start"_s,
                 u"runs"_s,
                 [this] { m_parts.actions.start(); }});
    list.append({u"stop"_s,
                 tr("Stop everything"),
                 u"devstack stop"_s,
                 u"stop"_s,
                 [this] { m_parts.actions.stop(); }});
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        addVerbs(list, ida);
    return list;
}

void CommandSearch::addVerbs(QList<Entry> &list, const IdaView &ida) const
{
    if (ida.mode == Mode::External || ida.mode == Mode::Off)
        return;
    const QString name = ida.name;
    Actions &actions = m_parts.actions;
    const auto add = [&](const QString &verb,
                         const QString &text,
                         const QString &icon,
                         std::function<void()> run) {
        list.append({verb + u':' + name,
                     text.arg(name),
                     u"devstack %1 %2"_s.arg(verb, name),
                     icon,
                     std::move(run)});
    };
    add(u"up"_s, tr("Provision %1"), u"runs"_s, [&actions, name] {
        actions.provision(name);
    });
    add(u"start"_s, tr("Start %1"), u"runs"_s, [&actions, name] {
        actions.start(name);
    });
    add(u"stop"_s, tr("Stop %1"), u"stop"_s, [&actions, name] {
        actions.stop(name);
    });
    add(u"restart"_s, tr("Restart %1"), u"restart"_s, [&actions, name] {
        actions.restart(name);
    });
    add(u"shell"_s, tr("Shell of %1"), u"shell"_s, [&actions, name] {
        actions.openShell(name);
    });
    add(u"logs"_s, tr("Logs of %1"), u"logs"_s, [this, name] {
        m_parts.logs.setSource(name);
        m_parts.session.setPage(u"logs"_s);
    });
    add(u"reset"_s,
        tr("Reset %1 to production schema…"),
        u"data"_s,
        [&actions, name] { actions.askReset(name); });
    for (const UrlView &url : ida.urls)
        list.append({u"open:%1/%2"_s.arg(name, url.name),
                     tr("Open %1").arg(name),
                     url.url,
                     u"open"_s,
                     [&actions, target = url.url] { actions.openUrl(target); }});
}

void CommandSearch::setQuery(const QString &query)
{
    m_query = query;
    QList<std::pair<int, Entry>> found;
    for (const Entry &entry : entries()) {
        const int points
            = query.trimmed().isEmpty() ? 0 : score(query, entry.text + u' ' + entry.detail);
        if (points >= 0)
            found.append({points, entry});
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &std::pair<int, Entry>::first);
    QList<SearchRow> rows;
    for (const auto &[points, entry] : found.first(std::min<qsizetype>(found.size(), kMostResults)))
        rows.append({entry.id, entry.text, entry.detail, entry.icon});
    m_results.setRows(std::move(rows));
    emit queryChanged();
}

void CommandSearch::run(const QString &id)
{
    const QList<Entry> all = entries();
    const auto at = std::ranges::find(all, id, &Entry::id);
    if (at != all.end())
        at->run();
}

} // namespace devstack
