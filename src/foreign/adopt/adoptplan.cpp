// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/adoptplan.h"

#include "foreign/adopt/centralscripts.h"
#include "foreign/adopt/centralservices.h"
#include "foreign/adopt/environmenttext.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Plans the IDAs one after the other; what nobody takes remains.
class Adoption
{
public:
    Adoption(const Checkout &central,
             const QMap<QString, Neighbour> &neighbours,
             const QMap<QString, CentralService> &services,
             const std::stop_token &stop)
        : m_stop(stop)
        , m_central(central)
        , m_neighbours(neighbours)
        , m_services(services)
        , m_sql(sqlOfServices(central))
    {
    }

    AdoptPlan plan()
    {
        for (const CentralService &service : m_services) {
            if (!service.source.isEmpty())
                m_drafts[service.source].ida.services += service.name;
        }
        for (auto draft = m_drafts.begin(); draft != m_drafts.end() && !m_stop.stop_requested();
             ++draft)
            fill(draft.key(), *draft);
        scripts();
        for (EnvironmentDraft &draft : m_drafts) {
            if (m_stop.stop_requested())
                break;
            draft.ida.compose = environmentText(draft, m_central, m_plan.unclaimed);
            m_plan.idas += draft.ida;
        }
        leftOver();
        onceEach();
        return std::move(m_plan);
    }

private:
    void fill(const QString &folder, EnvironmentDraft &draft)
    {
        draft.ida.name = folder;
        draft.ida.repository = m_neighbours.value(folder).repository;
        for (const QString &name : std::as_const(draft.ida.services)) {
            const CentralService &service = *m_services.constFind(name);
            draft.services += service;
            draft.ida.from += service.mark;
            helpers(service, draft);
        }
        leaveOutUnnamed(draft);
        for (const QString &name : std::as_const(draft.ida.helpers)) {
            draft.services += *m_services.constFind(name);
            draft.ida.from += m_services.constFind(name)->mark;
            draft.sql[name] = m_sql.value(name);
        }
    }

    /// What a service needs and what is no IDA's, and what that needs.
    void helpers(const CentralService &service, EnvironmentDraft &draft)
    {
        for (const QString &name : service.needs) {
            const auto needed = m_services.constFind(name);
            if (needed == m_services.constEnd() || draft.ida.services.contains(name)
                || draft.ida.helpers.contains(name))
                continue;
            if (!needed->source.isEmpty()) {
                if (needed->source != draft.ida.name && !draft.ida.needs.contains(needed->source))
                    draft.ida.needs += needed->source;
                continue;
            }
            draft.ida.helpers += name;
            helpers(*needed, draft);
        }
    }

    /// Two databases where the services name one: the other is of an older time. Where they name
    /// none, their images may.
    void leaveOutUnnamed(EnvironmentDraft &draft)
    {
        QString said;
        for (const CentralService &service : std::as_const(draft.services)) {
            said += QString::fromUtf8(QJsonDocument(service.entry).toJson());
            for (const CentralMount &mount : service.mounts) {
                if (mount.neighbour.isEmpty())
                    said += m_central.lines(mount.below).value_or(QStringList()).join(u'\n');
            }
        }
        // "edx.devstack.mysql80", not the name in depends_on.
        const auto isNamed = [&](const QString &name) {
            return said.contains(QString(u"." + name)) || said.contains(QString(u"//" + name));
        };
        const auto isDatabase = [](const QString &name) {
            return name.startsWith(u"mysql") || name.startsWith(u"mariadb")
                || name.startsWith(u"postgres");
        };
        QStringList databases = draft.ida.helpers;
        databases.removeIf([&](const QString &name) { return !isDatabase(name); });
        if (std::ranges::none_of(databases, isNamed))
            return;
        for (const QString &name : std::as_const(databases)) {
            if (isNamed(name))
                continue;
            draft.ida.helpers.removeOne(name);
            m_plan.unclaimed += UnclaimedPart {
                u"service"_s,
                u"%1 of %2, which names another database"_s.arg(name, draft.ida.name),
                m_services.constFind(name)->mark};
        }
    }

    void scripts()
    {
        CentralScripts reader(m_central, m_stop);
        for (const QString &file : m_central.glob({u"provision-*.sh"_s})) {
            if (m_stop.stop_requested())
                return;
            const CentralScript script = reader.read(file);
            EnvironmentDraft *owner = ownerOf(script);
            if (!owner) {
                // One that others call with arguments does nothing by itself.
                if (!script.commands.isEmpty())
                    m_plan.unclaimed += UnclaimedPart {u"script"_s, file, Checkout::mark(file, 1)};
                continue;
            }
            for (const CentralCommand &command : script.commands)
                take(*owner, command);
            for (const Evidence &left : script.left)
                m_plan.unclaimed += UnclaimedPart {u"command"_s, left.text, left.mark};
        }
    }

    /// "provision-NAME.sh" is that of the service; else of the IDA that most of its commands run
    /// in.
    EnvironmentDraft *ownerOf(const CentralScript &script)
    {
        const QString name = script.file.section(u'-', 1).section(u".sh"_s, 0, 0);
        if (const auto service = m_services.constFind(name); service != m_services.constEnd())
            return draftOf(*service);
        QMap<QString, int> counts;
        for (const CentralCommand &command : script.commands)
            ++counts[m_services.value(command.service).source];
        const auto most = std::ranges::max_element(counts);
        const auto draft = most == counts.end() ? m_drafts.end() : m_drafts.find(most.key());
        return draft == m_drafts.end() ? nullptr : &*draft;
    }

    EnvironmentDraft *draftOf(const CentralService &service)
    {
        const auto draft = m_drafts.find(service.source);
        return draft == m_drafts.end() ? nullptr : &*draft;
    }

    void take(EnvironmentDraft &owner, const CentralCommand &command)
    {
        ServiceRun run;
        run.service = command.service;
        run.run.arguments = command.argv;
        run.mark = command.evidence.mark;
        if (owner.ida.services.contains(command.service)) {
            owner.bootstrap += run;
            ++owner.ida.steps;
            return;
        }
        const auto service = m_services.constFind(command.service);
        if (service == m_services.constEnd() || service->source.isEmpty()) {
            m_plan.unclaimed
                += UnclaimedPart {u"command"_s, command.evidence.text, command.evidence.mark};
            return;
        }
        run.ida = service->source;
        if (!owner.ida.needs.contains(run.ida))
            owner.ida.needs += run.ida;
        owner.seeds += run;
        ++owner.ida.stepsElsewhere;
    }

    void onceEach()
    {
        QSet<QString> seen;
        m_plan.unclaimed.removeIf([&](const UnclaimedPart &part) {
            const QString key = part.kind + part.text + part.mark.toString();
            const bool isKnown = seen.contains(key);
            seen.insert(key);
            return isKnown;
        });
    }

    void leftOver()
    {
        QStringList taken;
        for (const AdoptedIda &ida : std::as_const(m_plan.idas))
            taken += ida.services + ida.helpers;
        for (const CentralService &service : m_services) {
            if (!taken.contains(service.name))
                m_plan.unclaimed += UnclaimedPart {u"service"_s, service.name, service.mark};
        }
        for (const QString &file : m_central.glob({u"docker-compose-*.yml"_s})) {
            if (file != u"docker-compose-host.yml")
                m_plan.unclaimed += UnclaimedPart {u"file"_s, file, Checkout::mark(file, 1)};
        }
    }

    const std::stop_token m_stop;
    const Checkout &m_central;
    const QMap<QString, Neighbour> &m_neighbours;
    const QMap<QString, CentralService> &m_services;
    const QMap<QString, QStringList> m_sql;
    QMap<QString, EnvironmentDraft> m_drafts; ///< by folder
    AdoptPlan m_plan;
};

} // namespace

Result<AdoptPlan> planAdoption(const Checkout &central,
                               const QMap<QString, Neighbour> &neighbours,
                               std::stop_token stop)
{
    const auto services = readCentralServices(central, neighbours.keys());
    if (!services)
        return services.error();
    AdoptPlan plan = Adoption(central, neighbours, *services, stop).plan();
    if (stop.stop_requested())
        return cancelled();
    return plan;
}

} // namespace devstack
