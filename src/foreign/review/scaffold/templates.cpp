// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/templates.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The words after `docker compose exec -T`.
QString execWords(const ScaffoldFacts &facts, const ServiceRun &step)
{
    QStringList words {shellWord(step.service.isEmpty() ? facts.primary : step.service)};
    for (const QString &argument : step.run.toVector())
        words += shellWord(argument);
    return words.join(u' ');
}

QString databaseProbe(DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::MySql:
        // It answers to whoever asks; TCP, because the socket answers too early.
        return u"sh -c 'mysqladmin --host=127.0.0.1 ping || mariadb-admin --host=127.0.0.1 ping'"_s;
    case DatabaseKind::Postgres:
        return u"pg_isready --host=127.0.0.1"_s;
    case DatabaseKind::Mongo:
        return u"sh -c 'mongosh --quiet --eval 1 || mongo --quiet --eval 1'"_s;
    case DatabaseKind::None:
        break;
    }
    return {};
}

QString composeUp(const ScaffoldFacts &facts)
{
    return facts.builds ? u"docker compose up --detach --build"_s : u"docker compose up --detach"_s;
}

/// A recipe that asks devstack where it is present.
QString recipe(const QString &verb, const QString &otherwise)
{
    return u"\t@if $(DEVSTACK_IS_HERE); then devstack %1; else %2; fi\n"_s.arg(verb, otherwise);
}

/// A word of the shell inside a Makefile, where make looks at it first.
QString makeWord(const QString &text)
{
    return QString(shellWord(text)).replace(u"$"_s, u"$$"_s);
}

/// A branch in a list of YAML.
QString yamlWord(const QString &text)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z][A-Za-z0-9_./-]*\\z"_s);
    return kPlain.match(text).hasMatch() ? text
                                         : u'\'' + QString(text).replace(u"'"_s, u"''"_s) + u'\'';
}

} // namespace

QString shellWord(const QString &text)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z0-9_./:=@%+,-]+\\z"_s);
    if (kPlain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

QString bootstrapText(const ScaffoldFacts &facts)
{
    QString text = uR"sh(#!/usr/bin/env bash
# Brings %1 from nothing to running. Running it again is no error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '%s\n' "$*" >&2; }

# devstack starts what is needed as well, loads data and shows what happens. It is used where it is
# installed and this checkout lies in one of its workspaces.
if [ -z "${DEVSTACK_BOOTSTRAP:-}" ] && command -v devstack >/dev/null 2>&1 &&
    devstack list >/dev/null 2>&1; then
    export DEVSTACK_BOOTSTRAP=1
    devstack up %2
    exit
fi
)sh"_s.arg(facts.name, shellWord(facts.name));
    if (!facts.dependencies.isEmpty()) {
        const QString names = facts.dependencies.join(u", "_s);
        text += uR"sh(
say "without devstack: start %1 yourself first"
)sh"_s.arg(names);
    }
    const QString probe = facts.database.isEmpty() ? QString() : databaseProbe(facts.databaseKind);
    if (!probe.isEmpty()) {
        text += uR"sh(
# within SECONDS WHAT COMMAND...: repeats the command until it succeeds or the time is over.
within() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$limit" ]; then
            say "$what does not answer; see 'docker compose logs'"
            exit 1
        fi
        sleep 1
    done
}
)sh"_s;
    }
    text += u'\n';
    for (const QString &network : facts.networks)
        text
            += uR"sh(docker network inspect %1 >/dev/null 2>&1 || docker network create %1 >/dev/null
)sh"_s.arg(shellWord(network));
    text += composeUp(facts) + u'\n';
    if (!probe.isEmpty())
        text += u"within 300 \"the database\" docker compose exec -T %1 %2\n"_s.arg(
            shellWord(facts.database), probe);
    for (const QList<ServiceRun> &steps : {facts.bootstrap, facts.seeds}) {
        for (const ServiceRun &step : steps) {
            if (step.ida.isEmpty())
                text += u"docker compose exec -T %1 </dev/null\n"_s.arg(execWords(facts, step));
        }
    }
    text += u"say \"%1 is up\"\n"_s.arg(facts.name);
    return text;
}

QString makeText(const ScaffoldFacts &facts, const QStringList &targets)
{
    const QString app = facts.primary.isEmpty() ? u"app"_s : facts.primary;
    const QString networks = [&] {
        QString text;
        for (const QString &network : facts.networks)
            text += u"docker network inspect %1 >/dev/null 2>&1 || docker network create %1 "
                    u">/dev/null; "_s.arg(makeWord(network));
        return text;
    }();
    const QString provision = facts.provisionScript.isEmpty()
        ? u"bash ./bootstrap.sh"_s
        : QString(u"bash "_s + makeWord(u"./"_s + facts.provisionScript));
    struct Target
    {
        QString name;
        QString help;
        QString recipe;
    };
    const QList<Target> all {
        {u"dev.provision"_s, u"From nothing to running"_s, u"\t%1\n"_s.arg(provision)},
        {u"dev.up"_s, u"Start"_s, recipe(u"up $(DEVSTACK_IDA)"_s, networks + composeUp(facts))},
        {u"dev.stop"_s,
         u"Stop; containers and data stay"_s,
         recipe(u"stop $(DEVSTACK_IDA)"_s, u"docker compose stop"_s)},
        {u"dev.down"_s,
         u"Remove the containers; data stay"_s,
         recipe(u"down $(DEVSTACK_IDA)"_s, u"docker compose down"_s)},
        {u"dev.migrate"_s,
         u"Bring the schema up to date"_s,
         recipe(u"migrate $(DEVSTACK_IDA)"_s,
                u"docker compose exec $(DEVSTACK_SERVICE) "_s
                    + QString(facts.migrate).replace(u"$"_s, u"$$"_s))},
        {u"dev.shell"_s,
         u"A shell in the container of the application"_s,
         recipe(u"shell $(DEVSTACK_IDA)"_s, u"docker compose exec $(DEVSTACK_SERVICE) bash"_s)},
        {u"dev.logs"_s,
         u"Follow the logs"_s,
         recipe(u"logs --follow $(DEVSTACK_IDA)"_s, u"docker compose logs --follow --tail=500"_s)},
    };
    QString text
        = uR"sh(# The standard targets that this repository's Makefile does not have itself: through devstack where it
# is installed and this checkout lies in one of its workspaces, through Docker Compose otherwise.
DEVSTACK_IDA ?= %1
DEVSTACK_SERVICE ?= %2
DEVSTACK_IS_HERE = command -v devstack >/dev/null 2>&1 && devstack list >/dev/null 2>&1

# Whatever the Makefile sets for recipes of its own.
.RECIPEPREFIX =
%3: SHELL = /bin/sh
%3: .SHELLFLAGS = -c

.PHONY: %3
)sh"_s.arg(makeWord(facts.name), makeWord(app), targets.join(u' '));
    for (const Target &target : all) {
        if (targets.contains(target.name))
            text += u"\n%1: ## %2\n%3"_s.arg(target.name, target.help, target.recipe);
    }
    return text;
}

QString workflowText(const QStringList &branches)
{
    QStringList words;
    for (const QString &branch : branches)
        words += yamlWord(branch);
    return uR"sh(# Builds the image of every merge and publishes it in the registry of the repository's host.
name: publish
on:
  push:
    branches: [%1]

permissions:
  contents: read
  packages: write

jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: docker/setup-buildx-action@v3
      - uses: docker/login-action@v3
        with:
          registry: ghcr.io
          username: ${{ github.actor }}
          password: ${{ secrets.GITHUB_TOKEN }}
      - uses: docker/metadata-action@v5
        id: image
        with:
          images: ghcr.io/${{ github.repository }}
          tags: |
            type=raw,value=latest
            type=sha,format=long,prefix=
      - uses: docker/build-push-action@v6
        with:
          context: .
          push: true
          tags: ${{ steps.image.outputs.tags }}
)sh"_s.arg(words.join(u", "_s));
}

} // namespace devstack
