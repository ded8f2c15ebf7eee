// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/tour/tour.h"

#include "core/secrets.h"
#include "core/text.h"
#include "foreign/inspect/checkout.h"
#include "foreign/inspect/owners.h"
#include "foreign/inspect/readmetext.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/runningsteps.h"
#include "service/observing/takesnapshot.h"
#include "service/tour/signins.h"
#include "service/tour/tourstations.h"
#include "service/workspace.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestSubject = 200;
constexpr qsizetype kLongestAuthor = 100;

/// The name of the checkout's README, whatever its letters and suffix; empty: it has none.
QString readmeOf(const Checkout &checkout)
{
    static const QStringList kWanted {
        u"readme.md"_s, u"readme.markdown"_s, u"readme.rst"_s, u"readme.txt"_s, u"readme"_s};
    const QStringList files = checkout.files();
    for (const QString &wanted : kWanted) {
        for (const QString &file : files) {
            if (file.compare(wanted, Qt::CaseInsensitive) == 0)
                return file;
        }
    }
    return {};
}

void readReadme(TourStation &station, const Checkout &checkout)
{
    const QString name = readmeOf(checkout);
    const auto lines = name.isEmpty() ? std::nullopt : checkout.lines(name);
    if (!lines)
        return;
    if (station.description.text.isEmpty()) {
        const ReadmeParagraph found = firstParagraph(*lines, readmeFormOf(name));
        if (!found.text.isEmpty())
            station.description = {masked(found.text), Checkout::mark(name, found.line), {}};
    }
    for (const int line : signInLines(*lines))
        station.signIns += TourSignIn {TourSignIn::Kind::Described,
                                       TourSignIn::By::Readme,
                                       {},
                                       {},
                                       {},
                                       Checkout::mark(name, line),
                                       checkout.root()};
}

void findOwner(TourStation &station, const Checkout &checkout, const QString &remote)
{
    if (!station.owner.text.isEmpty())
        return;
    // As GitHub looks for it.
    for (const QString &file : {u".github/CODEOWNERS"_s,
                                u"CODEOWNERS"_s,
                                u"docs/CODEOWNERS"_s,
                                u".gitlab/CODEOWNERS"_s}) {
        if (!checkout.has(file))
            continue;
        const FoundOwner owner = codeOwners(checkout.lines(file).value_or(QStringList()));
        if (!owner.name.isEmpty())
            station.owner = {owner.name, Checkout::mark(file, owner.line), {}};
        break;
    }
    for (const QString &file : {u"catalog-info.yaml"_s, u"catalog-info.yml"_s}) {
        if (!station.owner.text.isEmpty() || !checkout.has(file))
            continue;
        const FoundOwner owner = catalogOwner(checkout.lines(file).value_or(QStringList()));
        if (!owner.name.isEmpty())
            station.owner = {owner.name, Checkout::mark(file, owner.line), {}};
    }
    if (station.owner.text.isEmpty())
        station.owner = {organisationOf(remote), {}, remote.isEmpty() ? QString() : u"remote"_s};
    if (station.owner.text.isEmpty())
        station.owner = {};
}

void readLastChange(TourStation &station, const QString &checkout, std::stop_token stop)
{
    auto last = git::lastCommit(checkout, std::move(stop));
    if (!last) {
        station.noChange = last.error().message;
        return;
    }
    last->subject = plainText(masked(last->subject), kLongestSubject);
    last->author = plainText(last->author, kLongestAuthor);
    station.lastChange = *last;
}

} // namespace

Result<WorkspaceTour> tour(Workspace &workspace, const QStringList &idas, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    QStringList known;
    for (const IdaDefinition &ida : definition->idas)
        known += ida.name;
    QStringList wanted;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition->find(name);
        if (!ida)
            return unknownIda(name, known);
        wanted += ida->name;
    }
    const auto snapshot
        = snapshotOf(workspace, *definition, RunningSteps(workspace.runsFolder()).look(), stop);
    if (!snapshot)
        return snapshot.error();
    WorkspaceTour tour = stationsOf(*snapshot, tourOrder(*snapshot, wanted));
    for (TourStation &station : tour.stations) {
        if (stop.stop_requested())
            return cancelled();
        const IdaDefinition *ida = definition->find(station.name);
        if (!ida)
            continue;
        station.description.text = masked(station.description.text);
        station.signIns = signInsOf(*definition, *ida);
        const QString remote
            = ida->git && !ida->git->remote.isEmpty() ? ida->git->remote : ida->repository;
        if (!ida->present) {
            if (station.owner.text.isEmpty() && !organisationOf(remote).isEmpty())
                station.owner = {organisationOf(remote), {}, u"remote"_s};
            station.noChange = u"It is not cloned yet."_s;
            continue;
        }
        const Checkout checkout(ida->path);
        readReadme(station, checkout);
        findOwner(station, checkout, remote);
        readLastChange(station, ida->checkout.isEmpty() ? ida->path : ida->checkout, stop);
    }
    return tour;
}

} // namespace devstack
