// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/dataloaders.h"

#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kStatements = u"sql"_s;
const QString kFixture = u"json"_s;

/// "sql" of "a.sql" and "a.sql.gz".
QString suffixOf(const QString &fileName)
{
    static const QStringList kPacked {u"gz"_s, u"zst"_s, u"xz"_s, u"bz2"_s};
    const QFileInfo info(fileName);
    const QString suffix = info.suffix().toLower();
    return kPacked.contains(suffix) ? QFileInfo(info.completeBaseName()).suffix().toLower()
                                    : suffix;
}

/// The only database with statements; empty: there is none, or nobody knows which one is meant.
QString onlyDatabase(const IdaDefinition &ida)
{
    QString found;
    const auto &services = ida.compose.services;
    for (auto it = services.cbegin(); it != services.cend(); ++it) {
        const DatabaseKind kind = databaseKindOf(*it);
        if (kind != DatabaseKind::MySql && kind != DatabaseKind::Postgres)
            continue;
        if (!found.isEmpty())
            return {};
        found = it.key();
    }
    return found;
}

/// How a command of the bootstrap starts Django: "python3 manage.py"; empty: it does not.
QStringList djangoOf(const ServiceRun &run)
{
    const QStringList words = run.run.toVector();
    const auto isManage
        = [](const QString &word) { return word == u"manage.py" || word.endsWith(u"/manage.py"); };
    const auto found = std::ranges::find_if(words, isManage);
    if (found != words.cend())
        return words.first(std::distance(words.cbegin(), found) + 1);
    static const QRegularExpression kCall(
        u"(?:^|[\\s;&])(python[0-9.]*)\\s+(\\S*manage\\.py)\\s"_s);
    const QRegularExpressionMatch call = kCall.match(run.run.shell);
    return call.hasMatch() ? QStringList {call.captured(1), call.captured(2)} : QStringList();
}

std::optional<DataLoader> fixtureLoader(const IdaDefinition &ida)
{
    for (const ServiceRun &run : ida.manifest.bootstrap) {
        const QStringList django = djangoOf(run);
        if (django.isEmpty() || !run.ida.isEmpty())
            continue;
        DataLoader loader;
        loader.run.service = run.service;
        loader.run.as = run.as;
        loader.run.run.arguments = django + QStringList {u"loaddata"_s, u"--format=json"_s, u"-"_s};
        return loader;
    }
    return std::nullopt;
}

} // namespace

std::optional<DataLoader> loaderOf(const IdaDefinition &ida, const QString &fileName)
{
    const QString last = QFileInfo(fileName).suffix();
    if (const auto declared = ida.manifest.data.constFind(last);
        declared != ida.manifest.data.constEnd())
        return DataLoader {*declared};
    if (const QString database = onlyDatabase(ida);
        suffixOf(fileName) == kStatements && !database.isEmpty()) {
        DataLoader loader;
        loader.run.service = database;
        return loader;
    }
    return last == kFixture ? fixtureLoader(ida) : std::nullopt;
}

QStringList loadedSuffixes(const IdaDefinition &ida)
{
    QStringList suffixes = ida.manifest.data.keys();
    for (const QString &suffix : {kFixture, kStatements}) {
        if (!suffixes.contains(suffix) && loaderOf(ida, u"x."_s + suffix))
            suffixes += suffix;
    }
    suffixes.sort();
    return suffixes;
}

} // namespace devstack
