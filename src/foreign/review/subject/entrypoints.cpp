// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/entrypoints.h"

#include "model/compose/serviceroles.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool callsDevstackFrom(const Makefile &makefile, const QString &name, QSet<QString> &seen)
{
    const FoundTarget found = makefile.find(name);
    if (!found || seen.contains(found.target->name) || seen.size() > 200)
        return false;
    seen.insert(found.target->name);
    for (const RecipeLine &line : found.target->recipe) {
        const auto commands = shellCommands(line.text, line.mark, makefile.variables);
        if (std::ranges::any_of(
                commands, [](const SimpleCommand &command) { return callsDevstack(command); }))
            return true;
    }
    return std::ranges::any_of(found.target->prerequisites, [&](const QString &next) {
        return callsDevstackFrom(makefile, next, seen);
    });
}

} // namespace

QString bootstrapScript(const ReviewSubject &subject)
{
    QStringList bootstraps;
    QStringList provisions;
    for (const QString &file : subject.checkout->files()) {
        if (!file.endsWith(u".sh"_s))
            continue;
        if (file.startsWith(u"bootstrap"_s))
            bootstraps += file;
        else if (file.startsWith(u"provision"_s))
            provisions += file;
    }
    if (bootstraps.contains(u"bootstrap.sh"_s))
        return u"bootstrap.sh"_s;
    if (!bootstraps.isEmpty())
        return bootstraps.first();
    for (const QString &file : subject.facts.provisionScripts) {
        if (provisions.contains(file))
            return file;
    }
    return provisions.value(0);
}

const MakeTarget *exactTarget(const Makefile &makefile, const QStringList &names)
{
    for (const QString &name : names) {
        for (const MakeTarget &target : makefile.targets) {
            if (target.name == name && !(target.recipe.isEmpty() && target.prerequisites.isEmpty()))
                return &target;
        }
    }
    return nullptr;
}

bool callsDevstack(const SimpleCommand &command)
{
    qsizetype at = 0;
    while (at < command.words.size()
           && QSet<QString> {u"exec"_s, u"env"_s, u"command"_s, u"then"_s}.contains(
               command.words.at(at)))
        ++at;
    return command.words.value(at).section(u'/', -1) == u"devstack"
        && QSet<QString> {u"up"_s, u"start"_s, u"build"_s, u"seed"_s, u"reset"_s, u"apply"_s}
               .contains(command.words.value(at + 1));
}

bool callsDevstack(const Makefile &makefile, const QString &target)
{
    QSet<QString> seen;
    return callsDevstackFrom(makefile, target, seen);
}

const ServiceEntry *databaseService(const ReviewSubject &subject)
{
    const ServiceEntry *best = nullptr;
    int bestScore = 0;
    for (auto it = subject.compose.services.constBegin(); it != subject.compose.services.constEnd();
         ++it) {
        const DatabaseKind kind = databaseKindOf(*it);
        const int score = kind == DatabaseKind::MySql ? 3
            : kind == DatabaseKind::Postgres          ? 2
            : kind == DatabaseKind::Mongo             ? 1
                                                      : 0;
        if (score > bestScore) {
            best = &*it;
            bestScore = score;
        }
    }
    return best;
}

} // namespace devstack
