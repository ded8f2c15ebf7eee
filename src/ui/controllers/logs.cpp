// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/logs.h"

#include "ui/text/displaystate.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kSaveAfter {500};
constexpr qsizetype kMostSearches = 30;

} // namespace

Logs::Logs(WorkspaceHub &hub, Settings &settings, Background &background, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_settings(settings)
    , m_background(background)
    , m_searches(settings.remembered(u"logs/searches"_s, QStringList()).toStringList())
{
    m_saving.setSingleShot(true);
    m_saving.setInterval(kSaveAfter);
    connect(&m_saving, &QTimer::timeout, this, &Logs::save);
    addPane(0);
    updatePlaces();
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Logs::updateSources);
    connect(&hub, &WorkspaceHub::recordingProblemChanged, this, &Logs::problemChanged);
    connect(&hub, &WorkspaceHub::sourceChanged, this, &Logs::load);
}

Logs::~Logs()
{
    if (m_saving.isActive())
        save();
}

void Logs::updateSources()
{
    QList<LogSourceRow> rows {
        {u"*"_s, tr("Everything"), 0, condition::ofWorkspace(m_hub.snapshot())}};
    for (const IdaView &ida : m_hub.snapshot().idas) {
        if (ida.services.isEmpty())
            continue;
        rows.append({ida.name, ida.name, 0, condition::ofIda(ida, m_hub.snapshot().engine)});
        for (const ServiceView &service : ida.services)
            rows.append({ida.name + u'/' + service.name,
                         service.name,
                         1,
                         condition::ofService(service, m_hub.snapshot().engine)});
    }
    m_sources.setRows(std::move(rows));
}

LogPaneController *Logs::pane(int number) const
{
    const auto found = std::ranges::find_if(
        m_panes, [number](const auto &one) { return one->number() == number; });
    return found == m_panes.end() ? nullptr : found->get();
}

LogPaneController *Logs::addPane(int number)
{
    m_panes.push_back(std::make_unique<LogPaneController>(m_hub, number, this));
    LogPaneController *added = m_panes.back().get();
    for (const auto changed : {&LogPaneController::sourcesChanged,
                               &LogPaneController::searchChanged,
                               &LogPaneController::lookChanged})
        connect(added, changed, this, &Logs::saveSoon);
    connect(added, &LogPaneController::sourcesChanged, this, &Logs::currentChanged);
    return added;
}

void Logs::updatePlaces()
{
    QList<LogPaneRow> panes;
    for (const PaneLayout::Place &place : m_layout.places())
        panes.append({QString::number(place.pane), place.pane, pane(place.pane), place.rect});
    m_paneRows.setRows(std::move(panes));
    QList<LogHandleRow> handles;
    for (const PaneLayout::Handle &handle : m_layout.handles())
        handles.append({QString::number(handle.split),
                        handle.split,
                        handle.isBelow,
                        handle.rect,
                        handle.share});
    m_handles.setRows(std::move(handles));
}

void Logs::setCurrentNumber(int number)
{
    if (number == m_current || !pane(number))
        return;
    m_current = number;
    emit currentChanged();
}

QString Logs::source() const
{
    const QStringList sources = current()->sources();
    return sources.size() == 1 ? sources.first() : u"*"_s;
}

void Logs::setSource(const QString &source)
{
    current()->show(source == u"*" ? QStringList() : QStringList {source});
}

void Logs::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    for (const auto &one : m_panes)
        one->setActive(active);
    emit activeChanged();
}

void Logs::split(bool below)
{
    int fresh = 0;
    while (pane(fresh))
        ++fresh;
    if (!m_layout.split(m_current, fresh, below))
        return;
    LogPaneController *added = addPane(fresh);
    added->apply(current()->toJson());
    added->setActive(m_active);
    updatePlaces();
    setCurrentNumber(fresh);
    saveSoon();
}

void Logs::close(int number)
{
    const int heir = m_layout.next(number, -1);
    if (!m_layout.close(number))
        return;
    if (m_current == number)
        setCurrentNumber(heir);
    updatePlaces();
    const auto gone = std::ranges::find_if(
        m_panes, [number](const auto &one) { return one->number() == number; });
    // What is drawn of it goes in this turn of the event loop.
    (*gone)->setActive(false);
    gone->release()->deleteLater();
    m_panes.erase(gone);
    saveSoon();
}

void Logs::moveHandle(int split, double share)
{
    m_layout.move(split, share);
    updatePlaces();
    saveSoon();
}

void Logs::focusNext(int step)
{
    setCurrentNumber(m_layout.next(m_current, step));
}

void Logs::showErrors(const QString &source)
{
    qint64 since = 0;
    const LogErrorsByService &errors = m_hub.logErrors();
    for (auto each = errors.cbegin(); each != errors.cend(); ++each) {
        const bool isMeant = each.key() == source || each.key().startsWith(source + u'/');
        if (isMeant && each->sinceNano > 0)
            since = since == 0 ? each->sinceNano : std::min(since, each->sinceNano);
    }
    QString search;
    if (since > 0)
        search = u"after:"_s
            + QDateTime::fromSecsSinceEpoch(since / 1'000'000'000).toString(Qt::ISODate);
    current()->show({source}, search, loglevel::Error);
}

void Logs::keepSearch(const QString &search)
{
    const QString text = search.trimmed();
    if (text.isEmpty())
        return;
    m_searches.removeAll(text);
    m_searches.prepend(text);
    m_searches = m_searches.first(std::min(kMostSearches, m_searches.size()));
    m_settings.remember(u"logs/searches"_s, m_searches);
    emit searchesChanged();
}

void Logs::forgetSearch(const QString &search)
{
    m_searches.removeAll(search);
    m_settings.remember(u"logs/searches"_s, m_searches);
    emit searchesChanged();
}

void Logs::exportLines(const QUrl &file, bool everything)
{
    const WorkspaceSource *source = m_hub.source();
    if (!source)
        return;
    const LogPaneController &from = *current();
    LogScanRequest request {source->logStore(), from.sources(), {}, LogLevel::None, true};
    if (!everything) {
        request.search
            = LogSearch::parse(from.search(), from.isPattern(), QDateTime::currentDateTime());
        request.level = from.minimumLevel();
        request.matchesOnly = from.matchesOnly();
    }
    m_background.run(
        this,
        [request, path = file.toLocalFile()](std::stop_token stop) {
            return exportLogs(request, path, std::move(stop));
        },
        [this](const Result<> &done) { emit exported(done ? QString() : done.error().message); });
}

QString Logs::key() const
{
    const QByteArray folder = m_hub.source() ? m_hub.source()->folder().toUtf8() : QByteArray();
    return u"logs/"_s
        + QString::fromLatin1(
               QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().first(16));
}

void Logs::load()
{
    if (m_saving.isActive())
        save();
    m_key = key();
    const QJsonObject json
        = QJsonDocument::fromJson(m_settings.remembered(m_key, QString()).toString().toUtf8())
              .object();
    auto layout = PaneLayout::fromJson(json.value(u"layout"_s).toObject());
    m_layout = layout ? std::move(*layout) : PaneLayout(0);
    std::vector<std::unique_ptr<LogPaneController>> before = std::exchange(m_panes, {});
    m_current = m_layout.places().first().pane;
    for (const PaneLayout::Place &place : m_layout.places()) {
        LogPaneController *added = addPane(place.pane);
        for (const auto &one : json.value(u"panes"_s).toArray()) {
            if (one.toObject().value(u"number"_s).toInt() == place.pane)
                added->apply(one.toObject());
        }
        added->setActive(m_active);
    }
    updatePlaces();
    emit currentChanged();
    for (auto &gone : before) {
        gone->setActive(false);
        gone.release()->deleteLater();
    }
    m_saving.stop();
}

void Logs::save()
{
    QJsonArray panes;
    for (const auto &one : m_panes)
        panes.append(one->toJson());
    const QJsonObject json {{u"layout"_s, m_layout.toJson()}, {u"panes"_s, panes}};
    m_saving.stop();
    m_settings.remember(m_key,
                        QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
}

} // namespace devstack
