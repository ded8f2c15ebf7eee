// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/tour.h"

#include "core/files.h"
#include "core/text.h"
#include "service/tour/tourmarkdown.h"
#include "ui/text/displaytext.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString tourFile(const QString &folder, const SourceMark &mark)
{
    return mark.file.isEmpty() ? QString() : QDir(folder).absoluteFilePath(mark.file);
}

/// "docker-compose.yml:12", as Actions::openPlace() takes it.
QString tourPlace(const SourceMark &mark)
{
    return SourceMark {mark.file, mark.line, 0}.toString();
}

QString needPurpose(const TourNeed &need)
{
    DependencyEdge edge;
    edge.purpose = need.purpose;
    edge.optional = need.optional;
    QString text
        = need.declared ? purposeText(edge) : Tour::tr("inferred, %1").arg(purposeText(edge));
    return need.isMutual ? Tour::tr("%1; they need each other").arg(text) : text;
}

QList<TourNeedRow> tourNeedRows(const QList<TourNeed> &needs)
{
    QList<TourNeedRow> rows;
    for (const TourNeed &need : needs) {
        TourNeedRow row;
        row.ida = need.ida;
        row.purpose = needPurpose(need);
        for (const Evidence &one : need.evidence) {
            row.files += tourFile(need.folder, one.mark);
            row.places += tourPlace(one.mark);
            row.lines += one.text;
        }
        rows += row;
    }
    return rows;
}

QString signInKindText(TourSignIn::Kind kind)
{
    return kind == TourSignIn::Kind::Superuser ? Tour::tr("superuser")
        : kind == TourSignIn::Kind::Staff      ? Tour::tr("staff")
                                               : Tour::tr("user");
}

QString makerWords(const TourSignIn &signIn)
{
    const bool isOther = !signIn.ida.isEmpty();
    switch (signIn.by) {
    case TourSignIn::By::Service:
        return Tour::tr("made by its service %1").arg(signIn.maker);
    case TourSignIn::By::Bootstrap:
        return isOther ? Tour::tr("made by the bootstrap of %1").arg(signIn.ida)
                       : Tour::tr("made by its bootstrap");
    case TourSignIn::By::Seed:
        return isOther ? Tour::tr("made by the seed %1 of %2").arg(signIn.maker, signIn.ida)
                       : Tour::tr("made by the seed %1").arg(signIn.maker);
    case TourSignIn::By::Command:
        return isOther ? Tour::tr("made by the command %1 of %2").arg(signIn.maker, signIn.ida)
                       : Tour::tr("made by the command %1").arg(signIn.maker);
    case TourSignIn::By::Request:
        return Tour::tr("made for %1").arg(signIn.ida);
    case TourSignIn::By::Readme:
        break;
    }
    return {};
}

SignInRow signInRow(const TourSignIn &signIn)
{
    SignInRow row;
    row.user = signIn.user;
    row.what = signIn.kind == TourSignIn::Kind::Described
        ? Tour::tr("Its README tells how to sign in")
        : Tour::tr("%1, %2").arg(signInKindText(signIn.kind), makerWords(signIn));
    row.file = tourFile(signIn.folder, signIn.mark);
    // Of another one's file the name is told, too.
    row.place = signIn.ida.isEmpty() || signIn.mark.file.isEmpty()
        ? tourPlace(signIn.mark)
        : signIn.ida + u'/' + tourPlace(signIn.mark);
    row.key = signIn.user + u'\n' + row.file + row.place;
    return row;
}

QString tourOriginText(const TourText &text)
{
    if (!text.mark.file.isEmpty())
        return tourPlace(text.mark);
    return text.origin == u"remote"  ? Tour::tr("organisation of its remote")
        : text.origin == u"manifest" ? Tour::tr("its manifest")
                                     : QString();
}

StationCard stationCard(const TourStation &station, const IdaView *ida, const EngineView &engine)
{
    StationCard card;
    card.name = station.name;
    card.title = station.title;
    card.description = station.description.text;
    if (!station.description.mark.file.isEmpty())
        card.descriptionPlace = tourPlace(station.description.mark);
    card.descriptionFile = tourFile(station.path, station.description.mark);
    card.owner = station.owner.text;
    card.ownerOrigin = tourOriginText(station.owner);
    card.ownerFile = tourFile(station.path, station.owner.mark);
    card.repository = station.repository;
    if (station.lastChange) {
        const git::LastCommit &last = *station.lastChange;
        card.change = last.subject;
        card.changeDetail = QStringList {last.author,
                                         whenText(last.date, QDateTime::currentDateTimeUtc()),
                                         last.id.left(10)}
                                .join(u" · "_s);
    } else {
        card.change = station.cloned ? station.noChange : Tour::tr("It is not cloned yet.");
    }
    if (!station.cycle.isEmpty())
        card.cycle = Tour::tr("%1 need each other and are set up side by side.")
                         .arg(station.cycle.join(u", "_s));
    card.cloned = station.cloned;
    // How it is now, and not when the files were read.
    if (ida) {
        for (const UrlView &url : ida->urls)
            card.urls += url.url;
        card.reason = ida->problems.isEmpty() ? ida->reason : withPlace(ida->problems.first());
        card.cloned = ida->cloned;
        card.hasServices = !ida->services.isEmpty();
        card.running = std::ranges::any_of(ida->services, [](const ServiceView &service) {
            return service.state == ServiceState::Running;
        });
        card.condition = condition::ofIda(*ida, engine);
        card.word = condition::wordOf(*ida, engine);
    }
    return card;
}

} // namespace

Tour::Tour(WorkspaceHub &hub, Background &background, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_background(background)
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, &Tour::snapshotChanged);
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_newest.forget();
        m_tour = {};
        m_readAt.clear();
        m_wanted.clear();
        m_loaded = m_loading = false;
        m_problem = {};
        update();
        emit progressChanged();
        if (m_active)
            refresh();
    });
}

void Tour::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    emit activeChanged();
    if (active)
        refresh();
}

QStringList Tour::digest() const
{
    QStringList parts;
    for (const IdaView &ida : m_hub.snapshot().idas)
        parts += u"%1 %2 %3 %4"_s.arg(ida.name, ida.commit, ida.description, ida.owner)
            + (ida.cloned ? u" cloned"_s : QString());
    for (const DependencyEdge &edge : m_hub.snapshot().edges)
        parts += edge.from + u" -> "_s + edge.to;
    return parts;
}

void Tour::snapshotChanged()
{
    if (m_active && !m_loading && digest() != m_readAt)
        refresh();
    else if (m_active)
        update();
}

void Tour::refresh()
{
    if (!m_hub.source())
        return;
    m_loading = true;
    m_readAt = digest();
    emit progressChanged();
    m_hub.source()->askTour(m_newest.only([this](const Result<WorkspaceTour> &answer) {
        m_loading = false;
        m_loaded = true;
        m_problem = answer ? Error() : answer.error();
        // What was read before still tells something.
        if (answer)
            m_tour = *answer;
        update();
        emit progressChanged();
    }));
}

void Tour::update()
{
    const WorkspaceSnapshot &snapshot = m_hub.snapshot();
    QList<StationRow> rows;
    for (const TourStation &station : std::as_const(m_tour.stations)) {
        const IdaView *ida = snapshot.ida(station.name);
        rows += StationRow {station.name,
                            station.title,
                            ida ? condition::ofIda(*ida, snapshot.engine) : condition::Unknown,
                            ida ? condition::wordOf(*ida, snapshot.engine) : QString()};
    }
    m_stations.setRows(std::move(rows));
    const auto at = std::ranges::find(m_tour.stations, m_wanted, &TourStation::name);
    m_index = m_tour.stations.isEmpty() ? -1
        : at == m_tour.stations.end()   ? 0
                                        : int(at - m_tour.stations.begin());
    const TourStation station = m_tour.stations.value(m_index);
    m_wanted = station.name;
    m_needs.setRows(tourNeedRows(station.needs));
    m_neededBy.setRows(tourNeedRows(station.neededBy));
    QList<SignInRow> signIns;
    for (const TourSignIn &signIn : station.signIns)
        signIns += signInRow(signIn);
    m_signIns.setRows(std::move(signIns));
    m_shown = stationCard(station, snapshot.ida(station.name), snapshot.engine);
    emit shownChanged();
}

void Tour::setIndex(int index)
{
    if (index < 0 || index >= m_tour.stations.size() || index == m_index)
        return;
    m_wanted = m_tour.stations.at(index).name;
    update();
}

void Tour::show(const QString &ida)
{
    m_wanted = ida;
    update();
}

void Tour::walk(int by)
{
    setIndex(std::clamp(m_index + by, 0, std::max(0, int(m_tour.stations.size()) - 1)));
}

void Tour::exportTo(const QUrl &file)
{
    m_background.run(
        this,
        [tour = m_tour, path = file.toLocalFile()](std::stop_token) {
            return writeFile(path, tourMarkdown(tour).toUtf8());
        },
        [this](const Result<> &done) { emit exported(done ? QString() : done.error().message); });
}

} // namespace devstack
