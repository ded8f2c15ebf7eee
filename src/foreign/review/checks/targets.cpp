// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/entrypoints.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A verb of the common interface and the targets that count as it.
struct StandardTarget
{
    QString name;
    QStringList targets;
};

const QList<StandardTarget> &standardTargets()
{
    static const QList<StandardTarget> kTargets {
        {u"dev.up"_s, {u"dev.up"_s}},
        {u"dev.down or dev.stop"_s, {u"dev.down"_s, u"dev.stop"_s}},
        {u"dev.provision"_s, {u"dev.provision"_s}},
        {u"dev.migrate"_s, {u"dev.migrate"_s}},
        {u"a shell (dev.shell)"_s, {u"dev.shell"_s, u"%-shell"_s, u"app-shell"_s}},
        {u"logs (dev.logs)"_s, {u"dev.logs"_s, u"%-logs"_s}},
    };
    return kTargets;
}

} // namespace

CheckResult checkTargets(const ReviewSubject &subject)
{
    QList<Evidence> evidence;
    QStringList missing;
    for (const StandardTarget &standard : standardTargets()) {
        if (const MakeTarget *target = exactTarget(subject.facts.makefile, standard.targets))
            evidence += subject.evidence(target->mark);
        else
            missing += standard.name;
    }
    if (missing.isEmpty())
        return passing(u"The Makefile has the standard targets."_s, evidence);
    return failing(subject.facts.makefile.files.isEmpty()
                       ? u"There is no Makefile."_s
                       : u"The Makefile lacks %1."_s.arg(missing.join(u", "_s)),
                   u"Run “devstack scaffold”: one include adds the missing targets."_s,
                   evidence);
}

} // namespace devstack
