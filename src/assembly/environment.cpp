// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"
#include "assembly/portmoves.h"

#include <algorithm>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

/// Compose interpolates the effective file once more.
QString literal(QString value)
{
    return value.replace(u'$', u"$$"_s);
}

void addChosen(Draft &draft)
{
    const auto &chosen = draft.input.environment;
    for (auto service = chosen.begin(); service != chosen.end(); ++service) {
        if (!draft.services.contains(service.key())) {
            if (!draft.leftOut.contains(service.key()))
                draft.warn(service.key(),
                           u"environment ignored"_s,
                           u"The compose file has no such service."_s);
            continue;
        }
        QJsonObject environment = draft.services[service.key()].value(u"environment").toObject();
        for (auto variable = service->begin(); variable != service->end(); ++variable) {
            environment.insert(variable.key(), literal(variable.value()));
            draft.note(service.key(),
                       u"environment: %1"_s.arg(variable.key()),
                       u"Set by the chosen variant or configuration."_s);
        }
        draft.services[service.key()].insert(u"environment", environment);
    }
}

void askForDatabases(Draft &draft)
{
    const auto &wanted = draft.input.databases;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const QString variable = databaseNameVariable(draft.facts.value(it.key()).database);
        if (variable.isEmpty())
            continue;
        QJsonObject environment = draft.services[it.key()].value(u"environment").toObject();
        if (environment.contains(variable))
            continue;
        environment.insert(variable, literal(it.value()));
        draft.services[it.key()].insert(u"environment", environment);
        draft.note(it.key(),
                   u"environment: %1=%2"_s.arg(variable, it.value()),
                   u"The application's settings name this database, but nothing creates it."_s);
    }
}

void follow(Draft &draft, const QString &name, const PortMoves &moves)
{
    QJsonObject environment = draft.services[name].value(u"environment").toObject();
    const QStringList variables = environment.keys();
    for (const QString &variable : variables) {
        const QString value = environment.value(variable).toString();
        const FollowedText followed = followPorts(value, moves);
        for (auto it = followed.moved.begin(); it != followed.moved.end(); ++it) {
            draft.note(
                name,
                u"environment: %1: localhost:%2 → localhost:%3"_s.arg(variable).arg(it.key()).arg(
                    it.value()),
                u"The port moved."_s);
        }
        QList<int> ambiguous = followed.ambiguous.values();
        std::ranges::sort(ambiguous);
        for (const int port : std::as_const(ambiguous)) {
            draft.warn(name,
                       u"environment: %1 names localhost:%2"_s.arg(variable).arg(port),
                       u"Several services of the workspace publish that port, so it "_s
                       u"was left as it is."_s);
        }
        if (!followed.moved.isEmpty())
            environment.insert(variable, followed.text);
    }
    if (!environment.isEmpty())
        draft.services[name].insert(u"environment", environment);
}

} // namespace

void rewriteEnvironment(Draft &draft)
{
    addChosen(draft);
    askForDatabases(draft);
    const PortMoves moves = portMovesFor(draft.input.ida, draft.input.ports);
    const QStringList names = draft.services.keys();
    for (const QString &name : names)
        follow(draft, name, moves);
}

} // namespace devstack::passes
