// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A service that does one thing and ends.
bool runsOnce(const ServiceEntry &service)
{
    if (service.restart == u"always" || service.restart == u"unless-stopped"
        || !service.ports.isEmpty() || !service.profiles.isEmpty())
        return false;
    static const QRegularExpression kName(
        u"(?:\\A|[-_.])(?:init|setup|migrate|migrations|seed|bootstrap|provision)(?:\\z|[-_.])|"
        u"\\Acreate[-_]"_s);
    static const QRegularExpression kOnce(
        u"\\b(?:manage\\.py\\s+(?:migrate|loaddata|collectstatic)|alembic\\s+upgrade|flyway|"
        u"rake\\s+db:migrate|mc\\s+mb)\\b"_s);
    static const QRegularExpression kGoesOn(
        u"\\b(?:runserver|gunicorn|uvicorn|uwsgi|celery|serve|server|worker|sleep\\s+infinity|"
        u"tail\\s+-f|while\\s+true)\\b"_s);
    const QString command = commandText(service);
    if (kGoesOn.match(command).hasMatch())
        return false;
    return kOnce.match(command).hasMatch()
        || (kName.match(service.name).hasMatch() && !command.isEmpty() && !isStore(service));
}

} // namespace

void lookForOneShots(const LintInput &input, FindingSink &sink)
{
    for (const ComposeFile &stack : input.subject.stacks) {
        for (const ServiceEntry &once : stack.services) {
            if (!runsOnce(once))
                continue;
            bool awaited = false;
            for (const ServiceEntry &service : stack.services) {
                for (const ServiceDependency &dependency : service.dependsOn) {
                    if (dependency.service != once.name)
                        continue;
                    awaited = true;
                    if (dependency.condition == u"service_completed_successfully")
                        continue;
                    sink.add(
                        {dependency.mark},
                        u"“%1” runs once and ends, and “%2” waits only until it has started."_s.arg(
                            printable(once.name), printable(service.name)),
                        u"Write “condition: service_completed_successfully”."_s);
                }
            }
            if (!awaited)
                sink.add(
                    LintSeverity::Note,
                    {once.mark},
                    u"“%1” runs once and ends, and no service waits for it: a failure shows only "
                    u"later, elsewhere."_s.arg(printable(once.name)),
                    u"Let its dependents wait for it with “condition: "
                    u"service_completed_successfully”."_s);
        }
    }
}

} // namespace devstack
