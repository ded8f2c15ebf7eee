// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/offeredverbs.h"

#include <QMap>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct VerbNames
{
    QString verb;
    QStringList targets; ///< in order of preference
};

/// How repositories call the verbs of the old central stack.
const QList<VerbNames> &verbNames()
{
    const auto names = [](const char *verb, const char *targets) {
        return VerbNames {QString::fromLatin1(verb), QString::fromLatin1(targets).split(u' ')};
    };
    static const QList<VerbNames> kNames {
        names("provision", "dev.provision dev.provision_docker provision"),
        names("up", "dev.up up start-devstack start"),
        names("build", "dev.build dev.up.build docker_build build"),
        names("down", "dev.down down"),
        names("stop", "dev.stop stop stop-devstack"),
        names("restart", "dev.restart %-restart app-restart restart"),
        names("destroy", "dev.destroy destroy"),
        names("reset", "dev.reset reset"),
        names("migrate", "dev.migrate app-migrate migrate"),
        names("makemigrations", "dev.makemigrations makemigrations"),
        names("shell", "dev.shell app-shell %-shell shell open-devstack"),
        names("dbshell",
              "dev.dbshell db-shell mysql-client mysql-client-shell db-shell-8 db-shell-80 "
              "db-shell-57"),
        names("logs", "dev.logs %-logs app-logs logs"),
        names("attach", "dev.attach %-attach app-attach attach"),
        names("static", "dev.static static"),
        names("stats", "dev.stats stats"),
        names("backup", "dev.backup backup"),
        names("restore", "dev.restore restore"),
        names("pull", "dev.pull pull"),
        names("test", "dev.test test"),
    };
    return kNames;
}

} // namespace

QList<OfferedVerb> offeredVerbs(const Checkout &checkout,
                                const Makefile &makefile,
                                const QStringList &provisionScripts)
{
    QMap<QString, const MakeTarget *> byName;
    for (const MakeTarget &target : makefile.targets)
        byName.insert(target.name, &target);
    QList<OfferedVerb> verbs;
    for (const VerbNames &names : verbNames()) {
        OfferedVerb offered;
        offered.verb = names.verb;
        for (const QString &name : names.targets) {
            if (const MakeTarget *target = byName.value(name)) {
                offered.target = name;
                offered.evidence = {target->mark, target->written};
                break;
            }
        }
        if (offered.target.isEmpty() && names.verb == u"provision"_s
            && !provisionScripts.isEmpty()) {
            offered.script = provisionScripts.first();
            const auto lines = checkout.lines(offered.script);
            offered.evidence = {Checkout::mark(offered.script, 1),
                                lines ? lines->value(0).trimmed().left(400) : QString()};
        }
        if (!offered.target.isEmpty() || !offered.script.isEmpty())
            verbs += offered;
    }
    return verbs;
}

} // namespace devstack
