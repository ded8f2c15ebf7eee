// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/tour/tourstations.h"

#include "core/enumnames.h"
#include "foreign/inspect/readmetext.h"
#include "git/repositoryurl.h"
#include "service/observing/condition.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestDescription = 400;
constexpr qsizetype kLongestName = 100;
constexpr qsizetype kMostEvidence = 20;

constexpr EnumName<TourSignIn::Kind> kSignInKinds[] {
    {TourSignIn::Kind::Superuser, u"superuser"},
    {TourSignIn::Kind::Staff, u"staff"},
    {TourSignIn::Kind::User, u"user"},
    {TourSignIn::Kind::Described, u"described"},
};

constexpr EnumName<TourSignIn::By> kMakers[] {
    {TourSignIn::By::Service, u"service"},
    {TourSignIn::By::Bootstrap, u"bootstrap"},
    {TourSignIn::By::Seed, u"seed"},
    {TourSignIn::By::Command, u"command"},
    {TourSignIn::By::Request, u"request"},
    {TourSignIn::By::Readme, u"readme"},
};

/// "made by the seed base of orders".
QString makerText(const TourSignIn &signIn)
{
    const QString of = signIn.ida.isEmpty() ? QString() : u" of "_s + signIn.ida;
    switch (signIn.by) {
    case TourSignIn::By::Service:
        return u"made by its service %1"_s.arg(signIn.maker);
    case TourSignIn::By::Bootstrap:
        return u"made by the bootstrap"_s + of;
    case TourSignIn::By::Seed:
        return u"made by the seed %1"_s.arg(signIn.maker) + of;
    case TourSignIn::By::Command:
        return u"made by the command %1"_s.arg(signIn.maker) + of;
    case TourSignIn::By::Request:
        return u"made for %1"_s.arg(signIn.ida);
    case TourSignIn::By::Readme:
        break;
    }
    return {};
}

DependencyGraph graphOf(const WorkspaceSnapshot &snapshot)
{
    DependencyGraph graph;
    for (const IdaView &ida : snapshot.idas)
        graph.addIda(ida.name);
    for (const DependencyEdge &edge : snapshot.edges)
        graph.addEdge(edge);
    return graph;
}

TourNeed needOf(const DependencyEdge &edge,
                const QString &other,
                const WorkspaceSnapshot &snapshot,
                const QList<QStringList> &cycles)
{
    TourNeed need;
    need.ida = other;
    need.purpose = edge.purpose;
    need.declared = edge.declared;
    need.optional = edge.optional;
    need.isMutual = std::ranges::any_of(cycles, [&](const QStringList &cycle) {
        return cycle.contains(edge.from) && cycle.contains(edge.to);
    });
    need.evidence = edge.evidence.mid(0, kMostEvidence);
    if (const IdaView *from = snapshot.ida(edge.from))
        need.folder = from->path;
    return need;
}

} // namespace

QString toString(TourSignIn::Kind kind)
{
    return nameOf<kSignInKinds>(kind);
}

QString toString(TourSignIn::By by)
{
    return nameOf<kMakers>(by);
}

QStringList tourOrder(const WorkspaceSnapshot &snapshot, const QStringList &wanted)
{
    const DependencyGraph graph = graphOf(snapshot);
    const QStringList kept = wanted.isEmpty()
        ? graph.idas()
        : graph.closure(wanted, DependencyGraph::Purpose::Any, true);
    const QSet<QString> names(kept.begin(), kept.end());
    QStringList order;
    for (const QStringList &layer : graph.layers(DependencyGraph::Purpose::Any)) {
        for (const QString &ida : layer) {
            if (names.contains(ida))
                order += ida;
        }
    }
    return order;
}

WorkspaceTour stationsOf(const WorkspaceSnapshot &snapshot, const QStringList &order)
{
    WorkspaceTour tour;
    tour.workspace = snapshot.name;
    const QList<QStringList> cycles = graphOf(snapshot).cycles();
    for (const QStringList &cycle : cycles) {
        if (order.contains(cycle.value(0)))
            tour.cycles += cycle;
    }
    for (const QString &name : order) {
        const IdaView *ida = snapshot.ida(name);
        if (!ida)
            continue;
        TourStation station;
        station.name = ida->name;
        station.title = plainText(ida->title, kLongestName);
        if (station.title.isEmpty())
            station.title = ida->name;
        station.path = ida->path;
        station.repository = ida->repository;
        station.cloned = ida->cloned;
        if (!ida->description.isEmpty())
            station.description
                = {plainText(ida->description, kLongestDescription), {}, u"manifest"_s};
        if (!ida->owner.isEmpty())
            station.owner = {plainText(ida->owner, kLongestName), {}, u"manifest"_s};
        station.urls = ida->urls;
        for (const DependencyEdge &edge : snapshot.edges) {
            if (edge.from == name)
                station.needs += needOf(edge, edge.to, snapshot, cycles);
            if (edge.to == name)
                station.neededBy += needOf(edge, edge.from, snapshot, cycles);
        }
        for (const QStringList &cycle : cycles) {
            if (cycle.contains(name))
                station.cycle = cycle;
        }
        station.mode = toString(ida->mode);
        station.state = stateWord(*ida, snapshot.engine);
        station.reason = ida->problems.isEmpty() ? ida->reason : ida->problems.first().message;
        tour.stations += station;
    }
    return tour;
}

QString organisationOf(const QString &repository)
{
    const auto parts = git::parseUrl(repository);
    if (!parts || parts->form == git::UrlParts::Form::Path)
        return {};
    const QStringList path = parts->path.split(u'/', Qt::SkipEmptyParts);
    return path.size() < 2 ? QString()
                           : plainText(path.mid(0, path.size() - 1).join(u'/'), kLongestName);
}

QString purposeOf(const TourNeed &need)
{
    QString text = need.purpose.run && need.purpose.provision ? u"to run and provision"_s
        : need.purpose.run                                    ? u"to run"_s
        : need.purpose.provision                              ? u"to provision"_s
                                                              : u"installs it"_s;
    if (need.optional && (need.purpose.run || need.purpose.provision))
        text += u", optional"_s;
    return text;
}

QString signInText(const TourSignIn &signIn)
{
    switch (signIn.kind) {
    case TourSignIn::Kind::Superuser:
        return u"a superuser, %1"_s.arg(makerText(signIn));
    case TourSignIn::Kind::Staff:
        return u"staff, %1"_s.arg(makerText(signIn));
    case TourSignIn::Kind::User:
        return u"a user, %1"_s.arg(makerText(signIn));
    case TourSignIn::Kind::Described:
        break;
    }
    return u"Its README tells how to sign in"_s;
}

} // namespace devstack
