// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json.h"

#include "core/enumnames.h"
#include "core/errorcode.h"
#include "service/observing/verdict.h"

#include <QTimeZone>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonArray purposeJson(const DependencyPurpose &purpose)
{
    QJsonArray array;
    if (purpose.run)
        array += u"run"_s;
    if (purpose.provision)
        array += u"provision"_s;
    return array;
}

QJsonArray portsJson(const QList<PortView> &ports)
{
    QJsonArray array;
    for (const PortView &port : ports) {
        array += QJsonObject {{u"container"_s, port.container},
                              {u"host"_s, port.host},
                              {u"address"_s, port.address},
                              {u"wanted"_s, port.wanted}};
    }
    return array;
}

constexpr EnumName<EngineView::Availability> kAvailabilities[] {
    {EngineView::Availability::Unknown, u"unknown"},
    {EngineView::Availability::Available, u"available"},
    {EngineView::Availability::Unavailable, u"unavailable"},
};

/// Null for a time that is not known.
QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate))
                          : QJsonValue(QJsonValue::Null);
}

QString availability(EngineView::Availability availability)
{
    return nameOf<kAvailabilities>(availability);
}

/// Without an Engine nobody knows what runs.
QString stateOf(const IdaView &ida, const EngineView &engine)
{
    return conditionOf(ida, engine) == Condition::Unknown ? u"unknown"_s : toString(ida.state);
}

QString stateOf(const ServiceView &service, const EngineView &engine)
{
    return conditionOf(service, engine) == Condition::Unknown ? u"unknown"_s
                                                              : toString(service.state);
}

QJsonArray straysJson(const QList<StrayContainers> &strays)
{
    QJsonArray array;
    for (const StrayContainers &stray : strays)
        array += QJsonObject {{u"ida"_s, stray.ida},
                              {u"containers"_s, QJsonArray::fromStringList(stray.containers)}};
    return array;
}

QJsonObject unfinishedJson(const UnfinishedRun &run)
{
    QJsonArray steps;
    for (const RunStep &step : run.missing)
        steps += QJsonObject {{u"id"_s, step.id}, {u"ida"_s, step.ida}, {u"title"_s, step.title}};
    return {{u"command"_s, run.header.command},
            {u"result"_s, toString(run.result)},
            {u"started"_s, run.header.start.toUTC().toString(Qt::ISODateWithMs)},
            {u"steps"_s, steps}};
}

QJsonArray problemsJson(const QList<Error> &problems)
{
    QJsonArray array;
    for (const Error &problem : problems)
        array += problemJson(problem);
    return array;
}

} // namespace

QJsonArray evidenceJson(const QList<Evidence> &evidence)
{
    QJsonArray array;
    for (const Evidence &item : evidence)
        array += QJsonObject {
            {u"file"_s, item.mark.file}, {u"line"_s, item.mark.line}, {u"text"_s, item.text}};
    return array;
}

QJsonObject problemJson(const Error &problem)
{
    const auto code = codeOf(problem);
    return {{u"message"_s, problem.message},
            {u"file"_s, problem.where.file},
            {u"line"_s, problem.where.line},
            {u"column"_s, problem.where.column},
            {u"hint"_s, problem.hint},
            {u"code"_s, code ? toString(*code) : QString()}};
}

QJsonArray conflictsJson(const QList<ChoiceConflict> &conflicts)
{
    QJsonArray array;
    for (const ChoiceConflict &conflict : conflicts) {
        QJsonArray demands;
        for (const Demand &demand : conflict.demands) {
            demands += QJsonObject {{u"ida"_s, demand.ida},
                                    {u"value"_s, demand.value},
                                    {u"file"_s, demand.mark.file},
                                    {u"line"_s, demand.mark.line}};
        }
        array += QJsonObject {{u"ida"_s, conflict.ida},
                              {u"about"_s, toString(conflict.matter)},
                              {u"settled"_s, conflict.isSettled()},
                              {u"by"_s, conflict.settledBy},
                              {u"value"_s, conflict.value},
                              {u"message"_s, conflict.text()},
                              {u"wishes"_s, demands},
                              {u"commands"_s, QJsonArray::fromStringList(conflict.commands())}};
    }
    return array;
}

QJsonArray offersJson(const ComposeOffers &offers)
{
    QJsonArray array;
    for (const ComposeOffer &offer : offers.files) {
        array += QJsonObject {{u"files"_s, QJsonArray::fromStringList(offer.files)},
                              {u"kind"_s, toString(offer.kind)},
                              {u"services"_s, QJsonArray::fromStringList(offer.services)},
                              {u"reason"_s, offer.reason},
                              {u"evidence"_s, evidenceJson({offer.evidence})}};
    }
    for (const FolderOffer &offer : offers.folders) {
        array += QJsonObject {{u"folder"_s, offer.folder},
                              {u"kind"_s, u"folder"_s},
                              {u"evidence"_s, evidenceJson({offer.evidence})}};
    }
    return array;
}

namespace {

/// What its repository is, and what could run it where nothing is found by itself.
void addKindJson(QJsonObject &json, const IdaView &ida)
{
    json.insert(u"kind"_s, ida.kind);
    json.insert(u"kindReason"_s, ida.kindReason);
    json.insert(u"kindEvidence"_s, evidenceJson(ida.kindEvidence));
    if (!ida.offers.isEmpty())
        json.insert(u"offers"_s, offersJson(ida.offers));
}

} // namespace

QJsonObject listJson(const WorkspaceSnapshot &snapshot)
{
    QJsonArray idas;
    for (const IdaView &ida : snapshot.idas) {
        QJsonObject json {{u"name"_s, ida.name},
                          {u"path"_s, ida.path},
                          {u"repository"_s, ida.repository},
                          {u"branch"_s, ida.branch},
                          {u"commit"_s, ida.commit},
                          {u"dirty"_s, ida.dirty},
                          {u"ahead"_s, ida.ahead},
                          {u"behind"_s, ida.behind},
                          {u"mode"_s, toString(ida.mode)},
                          {u"state"_s, stateOf(ida, snapshot.engine)},
                          {u"problems"_s, problemsJson(ida.problems)},
                          {u"warnings"_s, problemsJson(ida.warnings)}};
        addKindJson(json, ida);
        idas += json;
    }
    return {{u"idas"_s, idas}};
}

QJsonObject graphJson(const WorkspaceSnapshot &snapshot)
{
    QJsonArray idas;
    for (const IdaView &ida : snapshot.idas) {
        QJsonArray services;
        for (const ServiceView &service : ida.services) {
            services += QJsonObject {{u"name"_s, service.name},
                                     {u"image"_s, service.image},
                                     {u"build"_s, service.built},
                                     {u"ports"_s, portsJson(service.ports)},
                                     {u"role"_s, service.role}};
        }
        QJsonObject json {{u"name"_s, ida.name},
                          {u"path"_s, ida.path},
                          {u"mode"_s, toString(ida.mode)},
                          {u"state"_s, stateOf(ida, snapshot.engine)},
                          {u"services"_s, services}};
        addKindJson(json, ida);
        idas += json;
    }
    QJsonArray edges;
    for (const DependencyEdge &edge : snapshot.edges) {
        edges += QJsonObject {{u"from"_s, edge.from},
                              {u"to"_s, edge.to},
                              {u"for"_s, purposeJson(edge.purpose)},
                              {u"declared"_s, edge.declared},
                              {u"optional"_s, edge.optional},
                              {u"evidence"_s, evidenceJson(edge.evidence)}};
    }
    QJsonArray cycles;
    for (const QStringList &cycle : snapshot.cycles)
        cycles += QJsonArray::fromStringList(cycle);
    QJsonArray unresolved;
    for (const UnresolvedName &name : snapshot.unresolved) {
        unresolved += QJsonObject {{u"from"_s, name.from},
                                   {u"name"_s, name.name},
                                   {u"evidence"_s, evidenceJson(name.evidence)}};
    }
    return {{u"workspace"_s, snapshot.name},
            {u"idas"_s, idas},
            {u"edges"_s, edges},
            {u"cycles"_s, cycles},
            {u"unresolved"_s, unresolved},
            {u"conflicts"_s, conflictsJson(snapshot.conflicts)}};
}

QJsonObject statusJson(const WorkspaceSnapshot &snapshot, const QStringList &wanted)
{
    QJsonArray idas;
    for (const IdaView &ida : snapshot.idas) {
        if (!wanted.isEmpty() && !wanted.contains(ida.name))
            continue;
        QJsonArray services;
        for (const ServiceView &service : ida.services) {
            services += QJsonObject {
                {u"name"_s, service.name},
                {u"container"_s, service.container},
                {u"state"_s, stateOf(service, snapshot.engine)},
                {u"health"_s, toString(service.health)},
                {u"ports"_s, portsJson(service.ports)},
                {u"memory"_s, service.memory},
                {u"waiting"_s, service.waiting},
                {u"waitingSince"_s, timeJson(service.waitingSince)},
                {u"exitCode"_s,
                 service.exitCode ? QJsonValue(*service.exitCode) : QJsonValue(QJsonValue::Null)},
                {u"oomKilled"_s, service.oomKilled},
                {u"endedAt"_s, timeJson(service.endedAt)},
                {u"reason"_s, service.reason},
                {u"next"_s, toString(service.next)},
                {u"lastLines"_s, QJsonArray::fromStringList(service.lastLines)}};
        }
        QJsonArray urls;
        for (const UrlView &url : ida.urls)
            urls += QJsonObject {{u"name"_s, url.name}, {u"url"_s, url.url}};
        QJsonObject view {{u"name"_s, ida.name},
                          {u"mode"_s, toString(ida.mode)},
                          {u"variant"_s, ida.variant},
                          {u"configuration"_s, ida.configuration},
                          {u"state"_s, stateOf(ida, snapshot.engine)},
                          {u"reason"_s, ida.reason},
                          {u"next"_s, toString(ida.next)},
                          {u"failedStep"_s, ida.failedStep},
                          {u"services"_s, services},
                          {u"urls"_s, urls},
                          {u"problems"_s, problemsJson(ida.problems)},
                          {u"warnings"_s, problemsJson(ida.warnings)}};
        addKindJson(view, ida);
        idas += view;
    }
    QJsonObject json {
        {u"engine"_s,
         QJsonObject {
             {u"available"_s, snapshot.engine.availability == EngineView::Availability::Available},
             {u"state"_s, availability(snapshot.engine.availability)},
             {u"version"_s, snapshot.engine.version},
             {u"context"_s, snapshot.engine.context}}},
        {u"idas"_s, idas},
        {u"conflicts"_s, conflictsJson(snapshot.conflicts)}};
    if (snapshot.unfinished)
        json.insert(u"unfinished"_s, unfinishedJson(*snapshot.unfinished));
    if (!snapshot.strays.isEmpty())
        json.insert(u"strays"_s, straysJson(snapshot.strays));
    return json;
}

QJsonObject doctorJson(const QList<DoctorCheck> &checks)
{
    QJsonArray array;
    for (const DoctorCheck &check : checks) {
        array += QJsonObject {{u"id"_s, check.id},
                              {u"result"_s, toString(check.outcome)},
                              {u"message"_s, check.message},
                              {u"fix"_s, check.fix}};
    }
    return {{u"checks"_s, array}};
}

QJsonObject seedsJson(const QList<SeedView> &seeds)
{
    QJsonArray array;
    for (const SeedView &seed : seeds) {
        array += QJsonObject {{u"ida"_s, seed.ida},
                              {u"name"_s, seed.name},
                              {u"target"_s, seed.target},
                              {u"applied"_s,
                               seed.applied.isValid()
                                   ? QJsonValue(seed.applied.toUTC().toString(Qt::ISODate))
                                   : QJsonValue()},
                              {u"partial"_s, seed.isPartial},
                              {u"source"_s, seed.source},
                              {u"file"_s, seed.isFile},
                              {u"afterReset"_s, seed.afterReset}};
    }
    return {{u"seeds"_s, array}};
}

QJsonObject resetJson(const ResetFigures &figures)
{
    const auto seconds
        = [](std::chrono::milliseconds duration) { return double(duration.count()) / 1000.0; };
    QJsonObject json {{u"ready"_s, seconds(figures.ready)}, {u"done"_s, seconds(figures.done)}};
    if (figures.mechanism != VolumeMechanism::Empty)
        json.insert(u"mechanism"_s,
                    figures.mechanism == VolumeMechanism::Overlay ? u"overlay"_s : u"copy"_s);
    if (!figures.flushed.isEmpty())
        json.insert(u"flushed"_s, QJsonArray::fromStringList(figures.flushed));
    if (!figures.removed.isEmpty())
        json.insert(u"removed"_s, QJsonArray::fromStringList(figures.removed));
    return json;
}

QJsonObject checkpointsJson(const QList<CheckpointView> &checkpoints)
{
    QJsonArray array;
    for (const CheckpointView &checkpoint : checkpoints) {
        array += QJsonObject {{u"ida"_s, checkpoint.ida},
                              {u"name"_s, checkpoint.name},
                              {u"created"_s, checkpoint.created.toUTC().toString(Qt::ISODate)},
                              {u"reason"_s, checkpoint.reason},
                              {u"bytes"_s, checkpoint.bytes},
                              {u"protected"_s, checkpoint.isProtected}};
    }
    return {{u"checkpoints"_s, array}};
}

QJsonObject snapshotsJson(const QList<SnapshotView> &snapshots)
{
    QJsonArray array;
    for (const SnapshotView &snapshot : snapshots) {
        const SnapshotLabels &labels = snapshot.labels;
        array += QJsonObject {{u"ida"_s, labels.ida},
                              {u"service"_s, labels.service},
                              {u"reference"_s, snapshot.reference},
                              {u"digest"_s, snapshot.digest},
                              {u"database"_s, labels.product.name},
                              {u"version"_s, labels.product.version},
                              {u"created"_s, labels.created.toString(Qt::ISODate)},
                              {u"source"_s, labels.source},
                              {u"tables"_s, labels.tables},
                              {u"rows"_s, labels.hasRows},
                              {u"work"_s, QJsonArray::fromStringList(labels.work.keys())},
                              {u"bytes"_s, snapshot.bytes},
                              {u"users"_s, QJsonArray::fromStringList(snapshot.users)}};
    }
    return {{u"snapshots"_s, array}};
}

QJsonObject forecastJson(const PlannedUp &planned)
{
    QJsonObject json {{u"seconds"_s, double(planned.time.time.count()) / 1000},
                      {u"steps"_s, planned.time.steps},
                      {u"measured"_s, planned.time.measured}};
    if (!planned.memory)
        return json;
    const MemoryForecast &memory = *planned.memory;
    QJsonArray proposals;
    for (const MemoryProposal &proposal : memory.proposals) {
        proposals += QJsonObject {{u"text"_s, proposal.text},
                                  {u"command"_s, proposal.operation.toCommandLine()},
                                  {u"frees"_s, proposal.frees}};
    }
    json.insert(u"memory"_s,
                QJsonObject {{u"total"_s, memory.total},
                             {u"toStart"_s, memory.toStart},
                             {u"others"_s, memory.others},
                             {u"budget"_s, memory.budget},
                             {u"engine"_s, memory.engineMemory},
                             {u"proposals"_s, proposals}});
    return json;
}

QJsonObject usageJson(const Usage &usage)
{
    QJsonArray services;
    for (const ServiceUsage &service : usage.services) {
        services += QJsonObject {{u"ida"_s, service.ida},
                                 {u"name"_s, service.service},
                                 {u"memory"_s, service.memory},
                                 {u"cpu"_s, service.cpu}};
    }
    return {{u"services"_s, services}, {u"budget"_s, usage.budget}};
}

} // namespace devstack::cli
