// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/terminals.h"

#include <QPointer>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kDatabaseShell = u"dbshell"_s;
const QString kDatabaseRole = u"database"_s;

const ServiceView *serviceOf(const WorkspaceSnapshot &snapshot, const QString &place)
{
    const IdaView *ida = snapshot.ida(place.section(u'/', 0, 0));
    if (!ida)
        return nullptr;
    const auto found = std::ranges::find(ida->services, place.section(u'/', 1), &ServiceView::name);
    return found == ida->services.end() ? nullptr : &*found;
}

} // namespace

Terminals::Terminals(WorkspaceHub &hub, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, &Terminals::closeAll);
    connect(&hub, &WorkspaceHub::snapshotChanged, this, [this] {
        updateChoices();
        update();
    });
}

Terminals::~Terminals() = default;

Terminals::Tab *Terminals::find(const QString &key)
{
    const auto found = std::ranges::find(m_list, key, &Tab::key);
    return found == m_list.end() ? nullptr : &*found;
}

const Terminals::Tab *Terminals::find(const QString &key) const
{
    const auto found = std::ranges::find(m_list, key, &Tab::key);
    return found == m_list.end() ? nullptr : &*found;
}

TerminalSession *Terminals::session() const
{
    const Tab *tab = find(m_current);
    return tab ? tab->session.get() : nullptr;
}

QString Terminals::currentName() const
{
    const Tab *tab = find(m_current);
    return tab ? tab->name : QString();
}

QString Terminals::currentStopped() const
{
    const TerminalRow *row = m_tabs.find(m_current);
    return row ? row->stopped : QString();
}

bool Terminals::inEditor(const QString &key) const
{
    const Tab *tab = find(key);
    return tab && tab->session->state() == TerminalSession::State::Live
        && tab->session->screen().isAlternate();
}

QString Terminals::nameOf(const QString &key) const
{
    const Tab *tab = find(key);
    return tab ? tab->name : QString();
}

QStringList Terminals::live() const
{
    return m_live;
}

void Terminals::setCurrent(const QString &key)
{
    if (key == m_current || (!key.isEmpty() && !find(key)))
        return;
    m_current = key;
    emit currentChanged();
}

QString Terminals::placeOf(const TerminalRequest &request) const
{
    const IdaView *ida = m_hub.snapshot().ida(request.ida);
    QString service = request.service;
    if (service.isEmpty() && ida && request.command == kDatabaseShell) {
        const auto database = std::ranges::find(ida->services, kDatabaseRole, &ServiceView::role);
        service = database == ida->services.end() ? QString() : database->name;
    }
    if (service.isEmpty() && ida)
        service = ida->primary;
    return service.isEmpty() ? request.ida : request.ida + u'/' + service;
}

QString Terminals::nameFor(const TerminalRequest &request) const
{
    const QString name = request.command.isEmpty() || request.command == kDatabaseShell
        ? placeOf(request)
        : u"%1: %2"_s.arg(request.ida, request.command);
    QString free = name;
    for (int number = 2; std::ranges::find(m_list, free, &Tab::name) != m_list.end(); ++number)
        free = u"%1 %2"_s.arg(name).arg(number);
    return free;
}

void Terminals::open(const QString &ida,
                     const QString &service,
                     const QString &command,
                     const QStringList &words)
{
    if (!m_hub.source())
        return;
    Tab tab;
    tab.key = QString::number(++m_count);
    tab.request = {ida, service, command, words, {}};
    tab.name = nameFor(tab.request);
    if (TerminalSession *shown = session())
        tab.request.size = shown->screen().size(); // the page has the same room for it
    tab.session = std::make_unique<TerminalSession>();
    tab.session->resize(tab.request.size);
    for (const auto signal : {&TerminalSession::stateChanged, &TerminalSession::titleChanged})
        connect(tab.session.get(), signal, this, &Terminals::update);
    m_list.push_back(std::move(tab));
    begin(m_list.back());
    update();
    setCurrent(m_list.back().key);
    emit opened();
}

void Terminals::openChoice(const QString &key)
{
    const TerminalChoiceRow *row = m_choices.find(key);
    if (!row)
        return;
    const TerminalChoiceRow choice = *row;
    open(choice.ida, choice.service, choice.database ? kDatabaseShell : QString());
}

void Terminals::begin(const Tab &tab)
{
    TerminalRequest request = tab.request;
    request.size = tab.session->screen().size();
    const QPointer<TerminalSession> session = tab.session.get();
    m_hub.source()->openTerminal(request,
                                 [session](const Result<std::shared_ptr<TerminalClient>> &client) {
                                     if (!session)
                                         return; // its tab was closed; so is the client
                                     if (client)
                                         session->attach(*client);
                                     else
                                         session->fail(client.error());
                                 });
}

void Terminals::again(const QString &key)
{
    Tab *tab = find(key);
    if (!tab || !m_hub.source())
        return;
    tab->session->begin();
    begin(*tab);
}

void Terminals::close(const QString &key)
{
    const auto found = std::ranges::find(m_list, key, &Tab::key);
    if (found == m_list.end())
        return;
    const auto at = std::distance(m_list.begin(), found);
    // Whoever shows it lets go of it first.
    const std::unique_ptr<TerminalSession> closed = std::move(found->session);
    m_list.erase(found);
    if (key == m_current) {
        m_current.clear();
        if (!m_list.empty())
            m_current = m_list[std::min(std::size_t(at), m_list.size() - 1)].key;
        emit currentChanged();
    }
    update();
}

void Terminals::closeAll()
{
    const std::vector<Tab> closed = std::move(m_list);
    m_list.clear();
    m_current.clear();
    emit currentChanged();
    update();
}

void Terminals::step(int by)
{
    const auto found = std::ranges::find(m_list, m_current, &Tab::key);
    if (found == m_list.end())
        return;
    const auto count = int(m_list.size());
    const int at = int(std::distance(m_list.begin(), found));
    setCurrent(m_list[std::size_t(((at + by) % count + count) % count)].key);
}

void Terminals::update()
{
    QList<TerminalRow> rows;
    QStringList live;
    for (const Tab &tab : m_list) {
        const QString place = placeOf(tab.request);
        const ServiceView *service = serviceOf(m_hub.snapshot(), place);
        const bool runs = service && service->state == ServiceState::Running;
        rows.append({tab.key,
                     tab.name,
                     tab.session->title(),
                     tab.request.command == kDatabaseShell,
                     tab.session->state(),
                     tab.session.get(),
                     runs ? QString() : place});
        if (tab.session->state() == TerminalSession::State::Live)
            live += tab.name;
    }
    const QString stopped = currentStopped();
    m_tabs.setRows(std::move(rows));
    if (stopped != currentStopped())
        emit currentChanged();
    if (live == m_live)
        return;
    m_live = live;
    emit liveChanged();
}

void Terminals::updateChoices()
{
    QList<TerminalChoiceRow> rows;
    for (const IdaView &ida : m_hub.snapshot().idas) {
        for (const ServiceView &service : ida.services) {
            if (service.state != ServiceState::Running)
                continue;
            const QString place = ida.name + u'/' + service.name;
            if (service.role == kDatabaseRole)
                rows.append({u"dbshell:"_s + place, ida.name, service.name, true});
            rows.append({u"shell:"_s + place, ida.name, service.name, false});
        }
    }
    m_choices.setRows(std::move(rows));
}

} // namespace devstack
