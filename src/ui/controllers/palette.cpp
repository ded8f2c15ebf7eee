// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/palette.h"

#include "ui/condition.h"

#include <algorithm>

namespace devstack {

namespace {

constexpr int kMostResults = 9;

} // namespace

Palette::Palette(const Parts &parts, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_parts(parts)
    , m_results({QStringLiteral("key"),
                 QStringLiteral("label"),
                 QStringLiteral("detail"),
                 QStringLiteral("glyph")})
{
}

int Palette::score(const QString &query, const QString &text)
{
    int score = 0;
    for (const QString &word : query.split(u' ', Qt::SkipEmptyParts)) {
        const auto at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        const bool begins = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += (begins ? 100 : 40) - static_cast<int>(std::min<qsizetype>(at, 30));
    }
    return score;
}

QList<Palette::Entry> Palette::entries() const
{
    QList<Entry> list;
    const auto page
        = [this](const QString &name) { return [this, name] { m_parts.session.setPage(name); }; };
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        list.append({QStringLiteral("ida:") + ida.name,
                     ida.name,
                     condition::word(condition::ofIda(ida, m_parts.hub.snapshot().engine)),
                     QStringLiteral("overview"),
                     [this, name = ida.name] {
                         m_parts.session.setPage(QStringLiteral("overview"));
                         m_parts.overview.setSelected(name);
                     }});
    list.append({QStringLiteral("page:overview"),
                 tr("Overview"),
                 tr("page · Ctrl+1"),
                 QStringLiteral("overview"),
                 page(QStringLiteral("overview"))});
    list.append({QStringLiteral("page:runs"),
                 tr("Runs"),
                 tr("page · Ctrl+2"),
                 QStringLiteral("runs"),
                 page(QStringLiteral("runs"))});
    list.append({QStringLiteral("page:logs"),
                 tr("Logs"),
                 tr("page · Ctrl+3"),
                 QStringLiteral("logs"),
                 page(QStringLiteral("logs"))});
    list.append({QStringLiteral("page:data"),
                 tr("Data"),
                 tr("page · Ctrl+4"),
                 QStringLiteral("data"),
                 page(QStringLiteral("data"))});
    list.append({QStringLiteral("page:configuration"),
                 tr("Configuration"),
                 tr("page · Ctrl+5"),
                 QStringLiteral("configuration"),
                 page(QStringLiteral("configuration"))});
    list.append({QStringLiteral("page:checks"),
                 tr("Checks"),
                 tr("page · Ctrl+6"),
                 QStringLiteral("checks"),
                 page(QStringLiteral("checks"))});
    list.append({QStringLiteral("page:settings"),
                 tr("Settings"),
                 tr("page · Ctrl+,"),
                 QStringLiteral("settings"),
                 page(QStringLiteral("settings"))});
    list.append({QStringLiteral("up"),
                 tr("Provision everything"),
                 QStringLiteral("devstack up"),
                 QStringLiteral("runs"),
                 [this] { m_parts.actions.provision(); }});
    list.append({QStringLiteral("start"),
                 tr("Start everything"),
                 QStringLiteral("devstack start"),
                 QStringLiteral("runs"),
                 [this] { m_parts.actions.start(); }});
    list.append({QStringLiteral("stop"),
                 tr("Stop everything"),
                 QStringLiteral("devstack stop"),
                 QStringLiteral("stop"),
                 [this] { m_parts.actions.stop(); }});
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        addVerbs(list, ida);
    return list;
}

void Palette::addVerbs(QList<Entry> &list, const IdaView &ida) const
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
                     QStringLiteral("devstack %1 %2").arg(verb, name),
                     icon,
                     std::move(run)});
    };
    add(QStringLiteral("up"), tr("Provision %1"), QStringLiteral("runs"), [&actions, name] {
        actions.provision(name);
    });
    add(QStringLiteral("start"), tr("Start %1"), QStringLiteral("runs"), [&actions, name] {
        actions.start(name);
    });
    add(QStringLiteral("stop"), tr("Stop %1"), QStringLiteral("stop"), [&actions, name] {
        actions.stop(name);
    });
    add(QStringLiteral("restart"), tr("Restart %1"), QStringLiteral("restart"), [&actions, name] {
        actions.restart(name);
    });
    add(QStringLiteral("shell"), tr("Shell of %1"), QStringLiteral("shell"), [&actions, name] {
        actions.openShell(name);
    });
    add(QStringLiteral("logs"), tr("Logs of %1"), QStringLiteral("logs"), [this, name] {
        m_parts.logs.setSource(name);
        m_parts.session.setPage(QStringLiteral("logs"));
    });
    add(QStringLiteral("reset"),
        tr("Reset %1 to production schema…"),
        QStringLiteral("data"),
        [&actions, name] { actions.askReset(name); });
    for (const UrlView &url : ida.urls)
        list.append({QStringLiteral("open:%1/%2").arg(name, url.name),
                     tr("Open %1").arg(name),
                     url.url,
                     QStringLiteral("open"),
                     [&actions, target = url.url] { actions.openUrl(target); }});
}

void Palette::setQuery(const QString &query)
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
    QList<QVariantList> rows;
    for (const auto &[points, entry] : found.first(std::min<qsizetype>(found.size(), kMostResults)))
        rows.append({entry.id, entry.text, entry.detail, entry.icon});
    m_results.setRows(rows);
    emit queryChanged();
}

void Palette::run(const QString &id)
{
    const QList<Entry> all = entries();
    const auto at = std::ranges::find(all, id, &Entry::id);
    if (at != all.end())
        at->run();
}

} // namespace devstack
