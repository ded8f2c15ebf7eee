// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/commandsearch.h"

#include "ui/text/datatext.h"
#include "ui/text/displaystate.h"
#include "ui/text/pages.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostResults = 9;
constexpr int kLate = 1000;

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

QList<CommandSearch::Entry> CommandSearch::entries()
{
    QList<Entry> list;
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        list.append({u"ida:"_s + ida.name,
                     ida.name,
                     condition::wordOf(ida, m_parts.hub.snapshot().engine),
                     u"overview"_s,
                     [this, name = ida.name] {
                         m_parts.session.setPage(page::Overview);
                         m_parts.overview.setSelected(name);
                     }});
    for (const page::Entry &one : page::all())
        list.append({u"page:"_s + one.name,
                     one.text(),
                     tr("page · %1").arg(one.shortcut),
                     one.name,
                     [this, page = one.page] { m_parts.session.setPage(page); }});
    list.append({u"help"_s,
                 tr("Help: the guide"),
                 tr("chapters and error codes · %1").arg(u"F1"_s),
                 u"help"_s,
                 [this] { emit guideWanted({}); }});
    addVerb(list, Operation::Verb::Up, tr("Provision everything"), u"runs"_s);
    list.append({u"plan"_s,
                 tr("What provisioning everything would do…"),
                 commandLine({u"plan"_s}),
                 u"runs"_s,
                 [this] { m_parts.forecast.ask(QString()); }});
    addVerb(list, Operation::Verb::Start, tr("Start everything"), u"runs"_s);
    addVerb(list, Operation::Verb::Stop, tr("Stop everything"), u"stop"_s);
    for (const IdaView &ida : m_parts.hub.snapshot().idas)
        addVerbs(list, ida);
    return list;
}

void CommandSearch::addVerb(QList<Entry> &list,
                            Operation::Verb verb,
                            const QString &text,
                            const QString &icon,
                            const QString &ida) const
{
    Operation operation;
    operation.verb = verb;
    if (!ida.isEmpty())
        operation.idas = {ida};
    const QString command = operation.toCommandLine();
    const bool ends = verb == Operation::Verb::Stop || verb == Operation::Verb::Restart
        || verb == Operation::Verb::Down || verb == Operation::Verb::Reset
        || verb == Operation::Verb::Migrate;
    list.append({command,
                 text,
                 command,
                 icon,
                 [this, operation] { m_parts.actions.run(operation); },
                 ends});
}

void CommandSearch::addVerbs(QList<Entry> &list, const IdaView &ida) const
{
    if (ida.mode == Mode::External || ida.mode == Mode::Off)
        return;
    const QString name = ida.name;
    Actions &actions = m_parts.actions;
    addVerb(list, Operation::Verb::Up, tr("Provision %1").arg(name), u"runs"_s, name);
    list.append({u"plan:"_s + name,
                 tr("What provisioning %1 would do…").arg(name),
                 commandLine({u"plan"_s, name}),
                 u"runs"_s,
                 [this, name] { m_parts.forecast.ask(name); }});
    addVerb(list, Operation::Verb::Start, tr("Start %1").arg(name), u"runs"_s, name);
    addVerb(list, Operation::Verb::Stop, tr("Stop %1").arg(name), u"stop"_s, name);
    addVerb(list, Operation::Verb::Restart, tr("Restart %1").arg(name), u"restart"_s, name);
    list.append({u"shell:"_s + name,
                 tr("Shell of %1").arg(name),
                 commandLine({u"shell"_s, name}),
                 u"shell"_s,
                 [&actions, name] { actions.openShell(name); }});
    if (ida.hasDatabase)
        list.append({u"dbshell:"_s + name,
                     tr("Database shell of %1").arg(name),
                     commandLine({u"dbshell"_s, name}),
                     u"data"_s,
                     [&actions, name] { actions.openDatabaseShell(name); }});
    list.append({u"logs:"_s + name,
                 tr("Logs of %1").arg(name),
                 commandLine({u"logs"_s, name}),
                 u"logs"_s,
                 [this, name] {
                     m_parts.logs.setSource(name);
                     m_parts.session.setPage(page::Logs);
                 }});
    addVerb(list, Operation::Verb::Migrate, tr("Migrate %1").arg(name), u"data"_s, name);
    addVerb(list, Operation::Verb::Down, tr("Take down %1").arg(name), u"stop"_s, name);
    if (ida.hasDatabase)
        addVerb(list,
                Operation::Verb::Reset,
                tr("%1: %2…").arg(resetTitle(ida), name),
                u"data"_s,
                name);
    if (ida.hasDatabase) {
        addComparison(list,
                      name,
                      tr("What changed in the data of %1").arg(name),
                      commandLine({u"data"_s, u"changes"_s, name}),
                      m_parts.changes);
        addComparison(list,
                      name,
                      tr("Differences of the schema of %1").arg(name),
                      commandLine({u"schema"_s, u"diff"_s, name}),
                      m_parts.schemaDifferences);
    }
    for (const UrlView &url : ida.urls)
        list.append({u"open:%1/%2"_s.arg(name, url.name),
                     tr("Open %1").arg(name),
                     url.url,
                     u"open"_s,
                     [&actions, target = url.url] { actions.openUrl(target); }});
}

void CommandSearch::addComparison(QList<Entry> &list,
                                  const QString &ida,
                                  const QString &text,
                                  const QString &command,
                                  Comparison &sheet) const
{
    list.append({command, text, command, u"data"_s, [this, ida, &sheet] {
                     m_parts.session.setPage(page::Data);
                     m_parts.data.setIda(ida);
                     sheet.ask(ida);
                 }});
}

bool CommandSearch::isLate(const Entry &entry, const QString &query)
{
    const QString verb = entry.text.section(u' ', 0, 0);
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    return entry.ends && std::ranges::none_of(words, [&verb](const QString &word) {
               return verb.startsWith(word, Qt::CaseInsensitive);
           });
}

void CommandSearch::setQuery(const QString &query)
{
    m_query = query;
    QList<std::pair<int, Entry>> found;
    for (const Entry &entry : entries()) {
        const int points
            = query.trimmed().isEmpty() ? 0 : score(query, entry.text + u' ' + entry.detail);
        if (points >= 0)
            found.append({isLate(entry, query) ? points - kLate : points, entry});
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
