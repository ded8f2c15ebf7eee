// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/librarykind.h"

#include "core/text.h"
#include "model/compose/serviceroles.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Whether a requirement is one of what runs, and not of tests, documents or examples.
bool isOfWhatRuns(const QString &file)
{
    static const QRegularExpression kElsewhere(
        u"(?:\\A|[/._-])(?:dev|test|tests|testing|doc|docs|quality|ci|local|example|examples)(?=[/._-])"_s);
    return !kElsewhere.match(file).hasMatch();
}

/// A program that serves requests or jobs, among the requirements of what runs.
bool needsServer(const QMap<QString, Evidence> &required)
{
    static const QStringList kServers {u"gunicorn"_s,
                                       u"uwsgi"_s,
                                       u"uvicorn"_s,
                                       u"hypercorn"_s,
                                       u"daphne"_s,
                                       u"waitress"_s,
                                       u"mod-wsgi"_s,
                                       u"fastapi"_s,
                                       u"sanic"_s};
    return std::ranges::any_of(kServers, [&](const QString &name) {
        const auto found = required.constFind(u"py:"_s + name);
        return found != required.constEnd() && isOfWhatRuns(found->mark.file);
    });
}

/// A Dockerfile of the root that does more than start the command that the repository publishes.
bool hasDockerfile(const Checkout &checkout, const QList<Distribution> &published)
{
    static const QRegularExpression kStart(u"^\\s*(?:ENTRYPOINT|CMD)\\b(.*)$"_s);
    QStringList commands;
    for (const Distribution &one : published)
        commands += one.commands;
    const QStringList files = checkout.files();
    return std::ranges::any_of(files, [&](const QString &name) {
        if (!name.startsWith(u"Dockerfile"_s) || name.endsWith(u".dockerignore"_s))
            return false;
        QString start;
        for (const QString &line : checkout.lines(name).value_or(QStringList())) {
            if (const auto match = kStart.match(line); match.hasMatch() && start.isEmpty())
                start = match.captured(1);
        }
        static const QRegularExpression kWord(u"[A-Za-z0-9._/-]+"_s);
        const QString program = kWord.match(start).captured(0).section(u'/', -1);
        return program.isEmpty() || !commands.contains(program);
    });
}

/// Whether its compose file, if there is one, has nothing but what tests of a library need. An
/// image of another kind may well be its own, built elsewhere.
bool runsStoresOnly(const ComposeFile &compose)
{
    return std::ranges::all_of(compose.services, [](const ServiceEntry &service) {
        const ServiceRole role = roleOf(service);
        return role == ServiceRole::Database || role == ServiceRole::Cache
            || role == ServiceRole::Search || role == ServiceRole::Queue;
    });
}

/// Files that say how it is deployed or developed as a service.
bool isDeployed(const Checkout &checkout)
{
    const QStringList files = checkout.files();
    if (files.contains(u"Procfile"_s) || files.contains(u"app.json"_s)
        || files.contains(u"config.ru"_s))
        return true;
    return !checkout
                .glob({u"**/settings/production.py"_s,
                       u"**/settings/devstack.py"_s,
                       u"**/envs/production.py"_s,
                       u"**/envs/devstack.py"_s,
                       u"*/production.py"_s,
                       u"*/aws_settings.py"_s})
                .isEmpty();
}

} // namespace

std::optional<JudgedKind> judgeLibrary(const Checkout &checkout,
                                       const ComposeFile &compose,
                                       const QList<Distribution> &published,
                                       const QMap<QString, Evidence> &required)
{
    if (published.isEmpty())
        return std::nullopt;
    const JudgedKind composed = judgeKind(checkout, compose);
    if (composed.kind == RepositoryKind::Service || compose.manifest.declared
        || !runsStoresOnly(compose) || hasDockerfile(checkout, published) || isDeployed(checkout)
        || needsServer(required))
        return std::nullopt;
    const Distribution &first = published.first();
    JudgedKind library {RepositoryKind::Library, {}, {}};
    // A command of a Node package is a by-product more often than not.
    const bool isTool = first.kind == Distribution::Kind::Python && !first.commands.isEmpty();
    library.reason
        = (isTool
               ? u"It is a command line that is installed (%1); nothing of it runs as a service."_s
               : u"It is a library that others install (%1); nothing of it runs as a service."_s)
              .arg(printable(first.name));
    for (const Distribution &one : published)
        library.evidence += one.evidence;
    return library;
}

} // namespace devstack
