// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/data.h"

#include "service/configuration/chooseschema.h"
#include "service/databases/checkpointname.h"
#include "ui/text/branchtext.h"
#include "ui/text/datatext.h"
#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"

#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The data of a checkpoint may be gone: its size is never known.
constexpr int kMostRetries = 3;

/// "3 · 41 MB"; "–" for none, and for a size that is not known of every one.
QString summaryOf(const QList<CheckpointView> &checkpoints)
{
    if (checkpoints.isEmpty())
        return u"–"_s;
    qint64 bytes = 0;
    for (const CheckpointView &checkpoint : checkpoints)
        bytes = bytes < 0 || checkpoint.bytes < 0 ? -1 : bytes + checkpoint.bytes;
    return u"%1 · %2"_s.arg(checkpoints.size()).arg(sizeText(bytes));
}

/// With the sizes that are known; these come later than the rest.
QList<CheckpointView> checkpointsOf(const IdaView &ida, const std::optional<DataDetails> &details)
{
    QList<CheckpointView> views;
    for (const Checkpoint &checkpoint : ida.checkpoints) {
        CheckpointView view {ida.name,
                             checkpoint.name,
                             checkpoint.created,
                             checkpoint.reason,
                             -1,
                             checkpoint.isProtected};
        if (details) {
            const auto known
                = std::ranges::find_if(details->checkpoints, [&view](const CheckpointView &other) {
                      return other.ida == view.ida && other.name == view.name
                          && other.created == view.created;
                  });
            if (known != details->checkpoints.end())
                view.bytes = known->bytes;
        }
        views += view;
    }
    return views;
}

bool isSame(const DatabaseView &one, const DatabaseView &other)
{
    return one.ida == other.ida && one.service == other.service && one.source == other.source;
}

bool hasData(const IdaView &ida)
{
    return ida.hasDatabase || !ida.seeds.isEmpty() || !ida.checkpoints.isEmpty();
}

/// Of a file of the engineer's own what happens with it: its name says which one it is.
QString sourceOf(const SeedView &seed)
{
    if (!seed.isFile)
        return seed.source;
    return seed.afterReset ? Data::tr("kept file · after each reset") : Data::tr("kept file");
}

} // namespace

QList<SeedFact> seedFacts(const IdaView &ida, const QDateTime &now)
{
    QList<SeedFact> facts;
    for (const SeedView &seed : ida.seeds)
        facts.append({seed.name,
                      seed.isPartial ? Data::tr("in part") : whenText(seed.applied, now),
                      seed.isPartial,
                      seed.target == ida.name ? QString() : seed.target,
                      sourceOf(seed),
                      seed.isFile});
    return facts;
}

Data::Data(WorkspaceHub &hub, Actions &actions, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_actions(actions)
{
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_answer.forget();
        m_asking = m_askAgain = false;
        m_later.stop();
        m_details.reset();
        m_seen = {};
        m_problem = {};
        m_grounds.clear();
        emit answered();
    });
    // Somebody else measured: it is refused meanwhile.
    m_later.setSingleShot(true);
    m_later.setInterval(std::chrono::seconds(5));
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (m_active)
            refresh();
    });
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Data::update);
    connect(&hub, &WorkspaceHub::runsChanged, this, &Data::shownChanged);
    connect(&actions, &Actions::carriedOut, this, [this] {
        if (m_active)
            refresh();
    });
}

void Data::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    emit activeChanged();
    m_retries = 0;
    if (active)
        refresh();
}

void Data::refresh()
{
    if (!m_hub.source() || !m_hub.isLoaded())
        return;
    // The Engine refuses to measure twice at once.
    m_askAgain = m_asking;
    if (m_asking)
        return;
    m_grounds = grounds();
    m_asking = true;
    emit answered();
    m_hub.source()->askData(m_answer.only([this](const Result<DataDetails> &answer) {
        m_asking = false;
        m_problem = answer ? Error() : answer.error();
        if (answer)
            keepKnown(*answer);
        emit answered();
        update();
        if (m_askAgain)
            refresh();
        else if (answer && answer->engineAnswered && lacksSizes() && m_retries++ < kMostRetries)
            m_later.start();
    }));
}

bool Data::lacksSizes() const
{
    return std::ranges::any_of(m_details->checkpoints,
                               [](const CheckpointView &view) { return view.bytes < 0; });
}

void Data::keepKnown(DataDetails details)
{
    if (details.engineAnswered)
        m_seen = QDateTime::currentDateTimeUtc();
    if (m_details) {
        for (DatabaseView &view : details.databases) {
            if (details.engineAnswered)
                break;
            const auto known
                = std::ranges::find_if(m_details->databases, [&view](const DatabaseView &other) {
                      return isSame(view, other);
                  });
            if (known == m_details->databases.end() || !known->labels)
                continue;
            view.labels = known->labels;
            view.digest = known->digest;
            view.bytes = known->bytes;
            view.made = known->made;
            view.isHere = known->isHere;
        }
        for (CheckpointView &view : details.checkpoints) {
            const auto known = std::ranges::find_if(
                m_details->checkpoints, [&view](const CheckpointView &other) {
                    return view.ida == other.ida && view.name == other.name
                        && view.created == other.created;
                });
            if (view.bytes < 0 && known != m_details->checkpoints.end())
                view.bytes = known->bytes;
        }
    }
    m_details = std::move(details);
}

QString Data::stale() const
{
    if (!m_details || m_details->engineAnswered)
        return {};
    return m_seen.isValid()
        ? tr("The engine does not answer. Sizes and snapshots are as they were %1.")
              .arg(whenText(m_seen, QDateTime::currentDateTimeUtc()))
        : tr("The engine does not answer: sizes and snapshots are not known.");
}

const IdaView *Data::shown() const
{
    return m_hub.snapshot().ida(m_ida);
}

void Data::setIda(const QString &ida)
{
    if (ida == m_ida || m_rows.indexOf(ida) < 0)
        return;
    m_ida = ida;
    updateShown();
}

condition::Value Data::condition() const
{
    const IdaView *ida = shown();
    return ida ? condition::ofIda(*ida, m_hub.snapshot().engine) : condition::Unknown;
}

QString Data::conditionWord() const
{
    const IdaView *ida = shown();
    return ida ? condition::wordOf(*ida, m_hub.snapshot().engine) : QString();
}

bool Data::running() const
{
    const IdaView *ida = shown();
    return ida && (ida->state == IdaState::Running || ida->state == IdaState::Partial);
}

bool Data::hasDatabase() const
{
    const IdaView *ida = shown();
    return ida && ida->hasDatabase;
}

QString Data::images() const
{
    const IdaView *ida = shown();
    QStringList images;
    for (const ServiceView &service : ida ? ida->services : QList<ServiceView>()) {
        if (service.role == u"database")
            images
                += u"%1 · %2"_s.arg(service.name, service.built ? tr("built here") : service.image);
    }
    return images.join(u", "_s);
}

QString Data::resetTitle() const
{
    const IdaView *ida = shown();
    return ida ? devstack::resetTitle(*ida) : QString();
}

QString Data::resetText() const
{
    const IdaView *ida = shown();
    return ida ? devstack::resetText(*ida, QDateTime::currentDateTimeUtc()) : QString();
}

QString Data::lastReset() const
{
    const RunState *run = lastResetOf(m_hub.runs(), m_ida);
    if (!run)
        return {};
    std::optional<VolumeMechanism> mechanism;
    if (const auto databases = databasesOf(m_ida); !undo().isEmpty() && !databases.isEmpty())
        mechanism = databases.first()->present;
    return lastResetText(*run, mechanism, QDateTime::currentDateTimeUtc());
}

QString Data::undo() const
{
    const IdaView *ida = shown();
    const RunState *run = undoableResetOf(m_hub.runs(), m_ida);
    const Checkpoint *kept
        = ida && run ? keptByReset(ida->checkpoints, run->header.start) : nullptr;
    return kept ? kept->name : QString();
}

QStringList Data::loaders() const
{
    const IdaView *ida = shown();
    QStringList suffixes;
    for (const QString &suffix : ida ? ida->loaders : QStringList())
        suffixes += u'.' + suffix;
    return suffixes;
}

QStringList Data::schemaServices() const
{
    QStringList services;
    for (const DatabaseView *view : databasesOf(m_ida)) {
        if (view->takesSchema)
            services += view->service;
    }
    return services;
}

const BranchData *Data::branch() const
{
    if (!m_details)
        return nullptr;
    const auto found = std::ranges::find(m_details->branches, m_ida, &BranchData::ida);
    return found == m_details->branches.end() ? nullptr : &*found;
}

QString Data::branchText() const
{
    const BranchData *data = branch();
    return data ? devstack::branchText(*data, QDateTime::currentDateTimeUtc()) : QString();
}

QString Data::followsBranch() const
{
    const BranchData *data = branch();
    return data && !data->checkedOut.isEmpty() ? toString(data->follow) : QString();
}

QString Data::otherBranch() const
{
    const BranchData *data = branch();
    return data && data->follow != FollowBranch::Off && data->differs() ? data->checkedOut
                                                                        : QString();
}

QString Data::nameProblem(const QString &name, const QStringList &idas) const
{
    if (name.isEmpty())
        return {};
    if (const auto fits = requireCheckpointName(name); !fits)
        return fits.error().hint;
    for (const QString &ida : idas) {
        const IdaView *view = m_hub.snapshot().ida(ida);
        if (view
            && std::ranges::find(view->checkpoints, name, &Checkpoint::name)
                != view->checkpoints.end())
            return checkpointExists(ida, name).message;
    }
    return {};
}

void Data::take(const QUrl &url)
{
    const QString file = url.toLocalFile();
    // Statements are taken compressed, too (service/definition/dataloaders.h).
    const QFileInfo info(file);
    const bool isPackedSql = hasDumpSuffix(file) && info.completeBaseName().endsWith(u".sql");
    if (loaders().contains(u'.' + info.suffix())
        || (isPackedSql && loaders().contains(u".sql"_s))) {
        if (running())
            emit fileOffered(url, hasDumpSuffix(file) && !schemaServices().isEmpty());
        else
            m_actions.report(failed(tr("%1 is not running, so no file can be applied.").arg(m_ida),
                                    tr("Start it, then drop the file again.")));
        return;
    }
    if (!file.isEmpty() && hasDumpSuffix(file) && !schemaServices().isEmpty()) {
        emit dumpOffered(file);
        return;
    }
    const QString takes = loaders().isEmpty()
        ? tr("Declare a loader under x-devstack.data in its compose file.")
        : tr("It takes: %1.").arg(loaders().join(u", "_s));
    m_actions.report(invalidInput(
        tr("%1 has no loader for “%2”.").arg(m_ida, QFileInfo(url.path()).fileName()), {}, takes));
}

QList<const DatabaseView *> Data::databasesOf(const QString &ida) const
{
    QList<const DatabaseView *> views;
    if (!m_details)
        return views;
    for (const DatabaseView &view : m_details->databases) {
        if (view.ida == ida)
            views += &view;
    }
    return views;
}

DataRow Data::rowOf(const IdaView &ida, const QDateTime &now) const
{
    DataRow row;
    row.ida = ida.name;
    row.condition = condition::ofIda(ida, m_hub.snapshot().engine);
    row.hasDatabase = ida.hasDatabase;
    row.checkpoints = summaryOf(checkpointsOf(ida, m_details));
    QStringList applied;
    for (const SeedView &seed : ida.seeds) {
        if (seed.applied.isValid())
            applied += seed.name;
    }
    row.seeds = applied.isEmpty() ? u"–"_s : applied.join(u", "_s);
    const QList<const DatabaseView *> databases = databasesOf(ida.name);
    if (databases.isEmpty()) {
        row.source = ida.hasDatabase ? QString() : tr("no database");
        return row;
    }
    const DatabaseView &first = *databases.first();
    row.source = sourceText(first);
    row.isName = first.start != DatabaseView::Start::Migrations;
    row.facts = briefText(first, now);
    if (databases.size() > 1)
        row.facts = tr("%1 databases").arg(databases.size());
    row.standing = standingWord(first);
    row.severity = standingSeverity(first);
    return row;
}

QStringList Data::grounds() const
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    QStringList grounds {QString::number(int(snapshot.engine.availability))};
    for (const IdaView &ida : snapshot.idas) {
        grounds += ida.name + u'/' + ida.keptSince.toString(Qt::ISODateWithMs) + u'/'
            + ida.schemas.join(u' ') + (ida.hasDatabase ? u"/d"_s : QString())
            + (ida.hasSchema ? u"/s"_s : QString()) + u'/' + ida.branch;
        for (const Checkpoint &checkpoint : ida.checkpoints)
            grounds += checkpoint.name;
    }
    return grounds;
}

void Data::update()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QList<DataRow> rows;
    for (const IdaView &ida : m_hub.snapshot().idas) {
        if (hasData(ida))
            rows.append(rowOf(ida, now));
    }
    // What has a database first: the rest has seeds only.
    std::ranges::stable_partition(rows, &DataRow::hasDatabase);
    m_rows.setRows(std::move(rows));
    if (m_rows.indexOf(m_ida) < 0)
        m_ida = m_rows.keyAt(0);
    updateShown();
    if (m_active && m_hub.isLoaded() && grounds() != m_grounds)
        refresh();
}

void Data::updateShown()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const IdaView *ida = shown();
    QList<DatabaseFact> databases;
    for (const DatabaseView *view : databasesOf(m_ida)) {
        databases.append({view->service,
                          sourceText(*view),
                          view->start != DatabaseView::Start::Migrations,
                          factLines(*view, now).join(u'\n'),
                          standingText(*view, now),
                          standingSeverity(*view),
                          decidedText(*view),
                          view->isChosen,
                          view->takesSchema});
    }
    QList<CheckpointFact> checkpoints;
    if (ida) {
        for (const CheckpointView &view : checkpointsOf(*ida, m_details))
            checkpoints.prepend({view.name,
                                 whenText(view.created, now),
                                 view.reason,
                                 sizeText(view.bytes),
                                 view.isProtected});
    }
    m_databases.setRows(std::move(databases));
    m_seeds.setRows(ida ? seedFacts(*ida, now) : QList<SeedFact>());
    m_checkpoints.setRows(std::move(checkpoints));
    emit shownChanged();
}

} // namespace devstack
