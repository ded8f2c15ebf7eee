// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "planscript.h"

#include "plan/reasons.h"
#include "store/steprecords.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

PlanService::State stateFrom(const QStringList &words)
{
    using State = PlanService::State;
    static const QList<std::pair<QString, State>> states {{u"stopped"_s, State::Stopped},
                                                          {u"finished"_s, State::Finished},
                                                          {u"paused"_s, State::Paused},
                                                          {u"starting"_s, State::Starting},
                                                          {u"running"_s, State::Running},
                                                          {u"healthy"_s, State::Healthy},
                                                          {u"unhealthy"_s, State::Unhealthy}};
    for (const auto &[word, state] : states) {
        if (words.contains(word))
            return state;
    }
    return State::None;
}

/// "network=NAME", "processes=NAME", "volumes=NAME", "restart=NAME", "order=NAME"
void addTies(PlanService &service, const QStringList &words)
{
    using Kind = PlanService::Tie::Kind;
    static const QList<std::pair<QString, Kind>> kinds {{u"network"_s, Kind::Network},
                                                        {u"processes"_s, Kind::Processes},
                                                        {u"volumes"_s, Kind::Volumes},
                                                        {u"restart"_s, Kind::Restart},
                                                        {u"order"_s, Kind::Order}};
    for (const QString &word : words) {
        for (const auto &[name, kind] : kinds) {
            if (word.startsWith(name + u'='))
                service.ties.append({kind, word.section(u'=', 1)});
        }
        if (word.startsWith(u"outlived="))
            service.outlived = word.section(u'=', 1);
    }
}

PlanService serviceFrom(const QString &ida, const QStringList &words)
{
    PlanService service;
    service.name = words[1];
    service.key = ida + u'.' + words[1];
    service.isDatabase = words.contains(u"db"_s);
    service.isOneShot = words.contains(u"once"_s);
    service.hasBuild = words.contains(u"build"_s);
    service.image = service.hasBuild ? u"ws/%1-%2"_s.arg(ida, words[1]) : u"shared/"_s + words[1];
    if (service.hasBuild)
        service.buildDigest = words.contains(u"same"_s) ? u"b1"_s : QString(u"b1 "_s + service.key);
    service.imagePresent = words.contains(u"present"_s);
    service.imageId = service.imagePresent ? u"sha256:1"_s : QString();
    service.state = stateFrom(words);
    service.effectiveHash = u"h1"_s;
    if (service.state != PlanService::State::None)
        service.runningHash = words.contains(u"changed"_s) ? u"h0"_s : u"h1"_s;
    service.hasHealthcheck = words.contains(u"check"_s);
    addTies(service, words);
    return service;
}

PlanRun runFrom(const QStringList &words, qsizetype first)
{
    PlanRun run;
    run.command.service = words[first];
    run.command.argv = QStringList {words[first + 1]};
    for (const QString &word : words.mid(first + 2)) {
        const QString value = word.mid(word.indexOf(u'=') + 1);
        if (word.startsWith(u"ida="))
            run.command.ida = value;
        else
            run.inputs.insert(word.left(word.indexOf(u'=')), value);
    }
    return run;
}

} // namespace

PlanInput planInputFrom(const QString &script)
{
    PlanInput input;
    input.incarnation = u"i1"_s;
    for (const QString &line : script.split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.simplified().split(u' ', Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        const QString &what = words[0];
        if (what == u"edge") {
            const bool both = !words.contains(u"run"_s) && !words.contains(u"provision"_s);
            DependencyEdge edge;
            edge.from = words[1];
            edge.to = words[2];
            edge.purpose
                = {both || words.contains(u"run"_s), both || words.contains(u"provision"_s)};
            edge.optional = words.contains(u"optional"_s);
            input.graph.addEdge(edge);
        } else if (what == u"ida") {
            PlanIda ida;
            ida.name = words[1];
            ida.absent = words.contains(u"absent"_s);
            ida.selected = !words.contains(u"dependency"_s);
            if (words.contains(u"external"_s))
                ida.mode = Mode::External;
            if (words.contains(u"off"_s))
                ida.mode = Mode::Off;
            input.idas.append(ida);
            input.graph.addIda(ida.name);
        } else {
            PlanIda &ida = input.idas.last();
            if (what == u"service") {
                ida.services.append(serviceFrom(ida.name, words));
            } else if (what == u"volume") {
                ida.volumes.append({words[1],
                                    u"ws_"_s + ida.name + u'_' + words[1],
                                    words.contains(u"exists"_s),
                                    1,
                                    {},
                                    {},
                                    false});
            } else if (what == u"schema") {
                SchemaSource source;
                source.volume = words[1];
                source.service = words[2];
                if (words.contains(u"snapshot"_s))
                    source.snapshot = u"schemas/x:1"_s;
                else
                    source.dump = u"/x.sql"_s;
                ida.schema.append(source);
            } else if (what == u"bootstrap") {
                ida.bootstrap.append(runFrom(words, 1));
            } else if (what == u"url") {
                ida.urls.append(
                    {words[1], u"http://localhost/"_s + words[1], words[2], std::nullopt});
            } else if (what == u"client") {
                const bool inOwnWords = words[2] == u"rows" || words[2] == u"command";
                ida.clients.append({words[2],
                                    words[3],
                                    inOwnWords,
                                    {words[1], words[4], {u"register"_s, words[3]}, {}, {}},
                                    words.value(5),
                                    {}});
            } else if (what == u"seed") {
                ida.seedNames.append(words[1]);
                ida.seeds[words[1]].append(runFrom(words, 2));
            } else if (what == u"file") {
                ida.files.append(
                    {words[1], u"/files/"_s + words[1], u"f1"_s, {{}, words[2], {}, {}, {}}});
            } else {
                qFatal("unknown line: %s", qPrintable(line));
            }
        }
    }
    return input;
}

void applySuccess(PlanInput &input, const Plan &plan)
{
    for (const Step &step : plan.steps) {
        if (step.state != StepState::Pending)
            continue;
        const StepRecord record {
            true, fingerprintOf(step.parts), step.parts, QDateTime::currentDateTimeUtc(), {}};
        input.records.insert(step.id, record);
        if (const QString data = dataOf(step.parts); !data.isEmpty())
            input.records.insert(StepRecords::nameOnData(step.id, data), record);
    }
    for (PlanIda &ida : input.idas) {
        for (PlanService &service : ida.services) {
            service.imagePresent = true;
            service.imageId = u"sha256:1"_s;
            service.runningHash = service.effectiveHash;
            service.runningImageId = service.imageId;
            service.state = service.isOneShot ? PlanService::State::Finished
                : service.hasHealthcheck      ? PlanService::State::Healthy
                                              : PlanService::State::Running;
        }
        for (PlanVolume &volume : ida.volumes) {
            volume.incarnation = volume.exists ? volume.incarnation : input.incarnation;
            volume.exists = true;
        }
    }
    input.incarnation += u'+';
}

QStringList describePlan(const Plan &plan)
{
    QStringList lines;
    for (const Step &step : plan.steps) {
        QString line = step.id + u' ' + toString(step.state) + u" (" + step.reason + u')';
        if (!step.after.isEmpty())
            line += u" < " + step.after.join(u' ');
        lines.append(line);
    }
    return lines;
}

QStringList pendingOf(const Plan &plan)
{
    QStringList lines;
    for (const Step &step : plan.steps) {
        if (step.state == StepState::Pending)
            lines.append(step.id + u" (" + step.reason + u')');
    }
    return lines;
}

PlanIda &idaOf(PlanInput &input, const QString &name)
{
    return *std::ranges::find(input.idas, name, &PlanIda::name);
}

} // namespace devstack
