// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/tourjson.h"

#include "cli/json.h"

#include <QJsonArray>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

double secondsOf(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

QJsonObject tourTextJson(const TourText &text)
{
    return {{u"text"_s, text.text},
            {u"origin"_s, text.origin},
            {u"file"_s, text.mark.file},
            {u"line"_s, text.mark.line}};
}

QJsonArray tourNeedsJson(const QList<TourNeed> &needs)
{
    QJsonArray array;
    for (const TourNeed &need : needs) {
        QJsonArray purposes;
        if (need.purpose.run)
            purposes += u"run"_s;
        if (need.purpose.provision)
            purposes += u"provision"_s;
        array += QJsonObject {{u"ida"_s, need.ida},
                              {u"for"_s, purposes},
                              {u"declared"_s, need.declared},
                              {u"optional"_s, need.optional},
                              {u"mutual"_s, need.isMutual},
                              {u"evidence"_s, evidenceJson(need.evidence)}};
    }
    return array;
}

QJsonValue lastChangeJson(const std::optional<git::LastCommit> &last)
{
    if (!last)
        return {};
    return QJsonObject {{u"commit"_s, last->id},
                        {u"subject"_s, last->subject},
                        {u"author"_s, last->author},
                        {u"date"_s, last->date.toString(Qt::ISODate)}};
}

QJsonObject stationJson(const TourStation &station)
{
    QJsonArray urls;
    for (const UrlView &url : station.urls)
        urls += QJsonObject {{u"name"_s, url.name}, {u"url"_s, url.url}};
    QJsonArray signIns;
    for (const TourSignIn &signIn : station.signIns)
        signIns += QJsonObject {{u"kind"_s, toString(signIn.kind)},
                                {u"user"_s, signIn.user},
                                {u"madeBy"_s, toString(signIn.by)},
                                {u"name"_s, signIn.maker},
                                {u"ida"_s, signIn.ida},
                                {u"file"_s, signIn.mark.file},
                                {u"line"_s, signIn.mark.line}};
    return {{u"name"_s, station.name},
            {u"title"_s, station.title},
            {u"path"_s, station.path},
            {u"repository"_s, station.repository},
            {u"description"_s, tourTextJson(station.description)},
            {u"owner"_s, tourTextJson(station.owner)},
            {u"urls"_s, urls},
            {u"needs"_s, tourNeedsJson(station.needs)},
            {u"neededBy"_s, tourNeedsJson(station.neededBy)},
            {u"signIn"_s, signIns},
            {u"lastChange"_s, lastChangeJson(station.lastChange)},
            {u"cycle"_s, QJsonArray::fromStringList(station.cycle)},
            {u"mode"_s, station.mode},
            {u"state"_s, station.state},
            {u"reason"_s, station.reason}};
}

QJsonObject runJson(const RunState &run)
{
    return {{u"id"_s, run.header.id},
            {u"command"_s, run.header.command},
            {u"started"_s, run.header.start.toString(Qt::ISODate)},
            {u"result"_s, toString(run.result)},
            {u"seconds"_s, secondsOf(run.duration)},
            {u"recorded"_s, run.idasThen.has_value()}};
}

} // namespace

QJsonObject tourJson(const WorkspaceTour &tour)
{
    QJsonArray idas;
    for (const TourStation &station : tour.stations)
        idas += stationJson(station);
    QJsonArray cycles;
    for (const QStringList &cycle : tour.cycles)
        cycles += QJsonArray::fromStringList(cycle);
    return {{u"workspace"_s, tour.workspace}, {u"idas"_s, idas}, {u"cycles"_s, cycles}};
}

QJsonObject runComparisonJson(const RunState &a, const RunState &b)
{
    QJsonArray differences;
    for (const RunDifference &one : differencesOf(a, b))
        differences += QJsonObject {{u"ida"_s, one.ida},
                                    {u"kind"_s, toString(one.kind)},
                                    {u"what"_s, one.what},
                                    {u"a"_s, one.a},
                                    {u"b"_s, one.b},
                                    {u"seconds"_s, secondsOf(one.longer)}};
    return {{u"a"_s, runJson(a)}, {u"b"_s, runJson(b)}, {u"differences"_s, differences}};
}

QJsonObject runsJson(const QList<RunState> &runs)
{
    QJsonArray array;
    for (const RunState &run : runs)
        array += runJson(run);
    return {{u"runs"_s, array}};
}

} // namespace devstack::cli
