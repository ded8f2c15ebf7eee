// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/adoptplan.h"

#include "foreign/adopt/centraloptions.h"
#include "foreign/adopt/centralscripts.h"
#include "foreign/adopt/centralservices.h"
#include "foreign/adopt/dumpparts.h"
#include "foreign/adopt/environmenttext.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <iterator>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What is fed to a database for all: databases and accounts.
constexpr qsizetype kSmallSetUp = 64 * 1024;

/// How scripts may call the services: by name, and by that of their containers.
CentralNames namesOfCentral(const QMap<QString, CentralService> &services,
                            const QMap<QString, CentralOption> &options)
{
    static const QRegularExpression kDefault(u"\\$\\{\\w+:?-([^{}]*)\\}"_s);
    CentralNames names;
    for (const CentralService &service : services) {
        names.services += service.name;
        const QString container = service.entry.value(u"container_name"_s).toString();
        names.containers.insert(QString(container).replace(kDefault, u"\\1"_s), service.name);
    }
    names.containers.remove(QString());
    for (auto option = options.cbegin(); option != options.cend(); ++option)
        names.variables.insert(option.key(), option->value);
    return names;
}

/// Plans the IDAs one after the other; what nobody takes remains.
class Adoption
{
public:
    Adoption(const Checkout &central,
             const QMap<QString, Neighbour> &neighbours,
             const QMap<QString, CentralService> &services,
             const std::stop_token &stop)
        : m_central(central)
        , m_neighbours(neighbours)
        , m_services(services)
        , m_stop(stop)
        , m_options(readCentralOptions(central))
        , m_names(namesOfCentral(services, m_options))
    {
        m_names.budget->stop = stop;
        for (const QString &file : central.glob({u"provision-*.sh"_s}))
            m_scripts += readCentralScript(central, file, m_names);
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
        sharedDumps();
        scripts();
        for (EnvironmentDraft &draft : m_drafts)
            options(draft);
        for (EnvironmentDraft &draft : m_drafts) {
            if (m_stop.stop_requested())
                break;
            std::ranges::copy_if(
                draft.ida.needs, std::back_inserter(draft.absent), [&](const QString &name) {
                    return !m_neighbours.value(name).isWanted;
                });
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
            addresses(draft.services.last(), draft);
            draft.ida.from += service.mark;
            helpers(service, draft);
        }
        leaveOutUnnamed(draft);
        for (const QString &name : std::as_const(draft.ida.helpers)) {
            draft.services += *m_services.constFind(name);
            draft.ida.from += m_services.constFind(name)->mark;
        }
    }

    /// A front end is built with the addresses of its `.env.development`, which would stay when the
    /// workspace moves ports; the values of its service follow, and its dev server prefers them.
    void addresses(CentralService &service, EnvironmentDraft &draft)
    {
        static const QRegularExpression kAddress(
            u"\\A([A-Z][A-Z0-9_]*)=(['\"]?)((?:https?://)?localhost:([0-9]+)[^'\"$\\s]*)\\2\\s*\\z"_s);
        const QString file = u".env.development"_s;
        const Checkout checkout(QDir(m_central.root()).filePath(u"../"_s + draft.ida.name));
        const QStringList lines = checkout.has(u"package.json"_s)
            ? checkout.lines(file).value_or(QStringList())
            : QStringList();
        QStringList names;
        SourceMark first;
        for (qsizetype at = 0; at < lines.size(); ++at) {
            const auto match = kAddress.match(lines.at(at));
            const bool isOurs = match.hasMatch()
                && std::ranges::any_of(m_services, [&](const CentralService &other) {
                                    return other.hostPorts.contains(match.captured(4));
                                });
            if (!isOurs || !setVariable(service, match.captured(1), match.captured(3)))
                continue;
            names += match.captured(1);
            if (first.file.isEmpty())
                first = Checkout::mark(draft.ida.name + u'/' + file, int(at) + 1);
        }
        if (!names.isEmpty())
            draft.ida.facts += AdoptedFact {
                u"%1 follows the workspace's ports: %2"_s.arg(service.name, names.join(u", "_s)),
                first};
    }

    /// False when the service sets it itself.
    static bool setVariable(CentralService &service, const QString &name, const QString &value)
    {
        const QJsonValue environment = service.entry.value(u"environment"_s);
        QJsonObject object = environment.toObject();
        for (const QJsonValue &entry : environment.toArray()) {
            const QString text = entry.toString();
            object.insert(text.section(u'=', 0, 0),
                          text.contains(u'=') ? QJsonValue(text.section(u'=', 1)) : QJsonValue());
        }
        if (object.contains(name))
            return false;
        object.insert(name, value);
        service.entry.insert(u"environment"_s, object);
        return true;
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

    /// What its services and their files in the central checkout say.
    QString wordsOf(const EnvironmentDraft &draft) const
    {
        QString said;
        for (const QString &name : std::as_const(draft.ida.services)) {
            const CentralService &service = *m_services.constFind(name);
            said += QString::fromUtf8(QJsonDocument(service.entry).toJson());
            for (const CentralMount &mount : service.mounts) {
                if (mount.neighbour.isEmpty())
                    said += m_central.lines(mount.below).value_or(QStringList()).join(u'\n');
            }
        }
        return said;
    }

    /// Whether a script of the IDA loads something into the database.
    bool isFed(const EnvironmentDraft &draft, const QString &database)
    {
        return std::ranges::any_of(m_scripts, [&](const CentralScript &script) {
            return std::ranges::find(script.dumps, database, &CentralDump::service)
                != script.dumps.end()
                && ownerOf(script) == &draft;
        });
    }

    /// Two databases where the services name one: the other is of an older time. Where they name
    /// none, their images may.
    void leaveOutUnnamed(EnvironmentDraft &draft)
    {
        const QString said = wordsOf(draft);
        // "edx.devstack.mysql80", not the name in depends_on; or what its script loads goes there.
        const auto isNamed = [&](const QString &name) {
            return isFed(draft, name) || said.contains(QString(u"." + name))
                || said.contains(QString(u"//" + name));
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

    /// What scripts of no single IDA feed to a database: each IDA that has the database gets what
    /// is meant for it.
    void sharedDumps()
    {
        for (const QString &file : m_central.glob({u"*.sh"_s})) {
            if (file.startsWith(u"provision-"))
                continue;
            for (const CentralDump &dump : readCentralScript(m_central, file, m_names).dumps) {
                // What it calls is read as a script of its own.
                if (dump.evidence.mark.file == file)
                    share(dump);
            }
        }
    }

    void share(const CentralDump &dump)
    {
        const auto lines = textOf(dump);
        if (!lines)
            return;
        const QList<DumpPart> parts = partsOf(*lines);
        const qsizetype size = lines->join(u'\n').size();
        if (size <= kSmallSetUp || parts.size() == 1) {
            // Databases and accounts: those of others do no harm. One of its own names it.
            const bool isForOne = size > kSmallSetUp;
            bool isTaken = false;
            for (EnvironmentDraft &draft : m_drafts) {
                if (draft.ida.helpers.contains(dump.service)
                    && (!isForOne || names(draft, dump.database))) {
                    begin(draft, dump, lines->join(u'\n') + u'\n');
                    isTaken = true;
                }
            }
            if (!isTaken)
                leave(u"%1, which no IDA names"_s.arg(dump.file), dump.evidence.mark);
            return;
        }
        for (EnvironmentDraft &draft : m_drafts) {
            QStringList own;
            for (const DumpPart &part : parts) {
                if (part.database.isEmpty() || names(draft, part.database))
                    own += part.lines;
            }
            if (draft.ida.helpers.contains(dump.service)
                && own.size()
                    > parts.first().lines.size() * (parts.first().database.isEmpty() ? 1 : 0))
                begin(draft, dump, own.join(u'\n') + u'\n');
        }
        for (const DumpPart &part : parts) {
            const bool isNamed = std::ranges::any_of(m_drafts, [&](const EnvironmentDraft &draft) {
                return draft.ida.helpers.contains(dump.service) && names(draft, part.database);
            });
            if (!part.database.isEmpty() && !isNamed)
                leave(u"database %1 of %2, which no IDA names"_s.arg(part.database, dump.file),
                      Checkout::mark(dump.file, part.line));
        }
    }

    /// Whether a database is the IDA's: by name, or in what its services say.
    bool names(const EnvironmentDraft &draft, const QString &database) const
    {
        if (database.isEmpty())
            return false;
        if (draft.ida.name == database || draft.ida.services.contains(database))
            return true;
        const QRegularExpression word(
            u"(?<![\\w-])%1(?![\\w-])"_s.arg(QRegularExpression::escape(database)));
        return wordsOf(draft).contains(word);
    }

    /// The lines of a dump that can be carried; else it is listed.
    std::optional<QStringList> textOf(const CentralDump &dump)
    {
        const QString suffix = QFileInfo(dump.file).suffix();
        const auto lines
            = suffix == u"sql" || suffix == u"js" ? m_central.lines(dump.file) : std::nullopt;
        if (!lines)
            leave(u"%1 for %2: no text, or more than 1 MB"_s.arg(dump.file, dump.service),
                  dump.evidence.mark);
        return lines;
    }

    void leave(const QString &text, const SourceMark &mark)
    {
        m_plan.unclaimed += UnclaimedPart {u"dump"_s, text, mark};
    }

    void begin(EnvironmentDraft &draft, const CentralDump &dump, const QString &content)
    {
        const QString suffix = QFileInfo(dump.file).suffix();
        QString head;
        if (!dump.database.isEmpty() && suffix == u"js")
            head = u"db = db.getSiblingDB('%1');\n"_s.arg(dump.database);
        else if (!dump.database.isEmpty() && dump.service.startsWith(u"postgres"))
            head = u"\\connect %1\n"_s.arg(dump.database);
        else if (!dump.database.isEmpty())
            head = u"CREATE DATABASE IF NOT EXISTS `%1`;\nUSE `%1`;\n"_s.arg(dump.database);
        draft.setUps[dump.service] += FirstSetUp {suffix, head + content};
        const QString what
            = dump.database.isEmpty() ? dump.service : dump.database + u" in "_s + dump.service;
        draft.ida.facts
            += AdoptedFact {u"%1 begins with %2"_s.arg(what, dump.file), dump.evidence.mark};
    }

    /// The same for what the IDA's own script feeds.
    void takeDump(EnvironmentDraft &owner, const CentralDump &dump)
    {
        if (!owner.ida.helpers.contains(dump.service)) {
            leave(u"%1 for %2"_s.arg(dump.file, dump.service), dump.evidence.mark);
            return;
        }
        if (const auto lines = textOf(dump))
            begin(owner, dump, lines->join(u'\n') + u'\n');
    }

    /// Services that are started by default, and who starts others.
    void options(EnvironmentDraft &draft)
    {
        for (auto option = m_options.cbegin(); option != m_options.cend(); ++option) {
            if (option.key() != u"DEFAULT_SERVICES" && option.key() != u"DEVSTACK_WORKSPACE")
                draft.options.insert(option.key(), option->value);
        }
        const auto found = m_options.constFind(u"DEFAULT_SERVICES"_s);
        if (found == m_options.constEnd())
            return;
        static const QRegularExpression kBetween(u"[+\\s]+"_s);
        const QStringList started = found->value.split(kBetween, Qt::SkipEmptyParts);
        for (const QString &service : std::as_const(draft.ida.services)) {
            if (!started.contains(service))
                draft.withoutByDefault += service;
        }
        if (draft.withoutByDefault.isEmpty())
            return;
        const bool isNone = draft.withoutByDefault.size() == draft.ida.services.size();
        if (isNone) {
            draft.withoutByDefault.clear();
            if (!found->isLocal)
                return; // nobody chose that: its owner cloned it
            draft.ida.isOff = true;
            draft.ida.facts += AdoptedFact {u"off: not among DEFAULT_SERVICES"_s, found->mark};
            return;
        }
        if (found->isLocal)
            draft.ida.variant = kDefaultServices;
        draft.ida.facts += AdoptedFact {
            u"variant %1%2 without %3"_s.arg(kDefaultServices,
                                             found->isLocal ? u" (chosen)"_s : QString(),
                                             draft.withoutByDefault.join(u", "_s)),
            found->mark};
    }

    void scripts()
    {
        for (const CentralScript &script : std::as_const(m_scripts)) {
            // What others call, with arguments mostly, is done where they do.
            const auto calls = [&](const CentralScript &other) {
                return other.scripts.contains(script.file) && !script.scripts.contains(other.file);
            };
            if (std::ranges::any_of(m_scripts, calls))
                continue;
            EnvironmentDraft *owner = ownerOf(script);
            if (!owner) {
                if (!script.commands.isEmpty() || !script.dumps.isEmpty() || !script.left.isEmpty())
                    m_plan.unclaimed
                        += UnclaimedPart {u"script"_s, script.file, Checkout::mark(script.file, 1)};
                continue;
            }
            for (const CentralDump &dump : script.dumps)
                takeDump(*owner, dump);
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

    const Checkout &m_central;
    const QMap<QString, Neighbour> &m_neighbours;
    const QMap<QString, CentralService> &m_services;
    const std::stop_token m_stop;
    const QMap<QString, CentralOption> m_options;
    const CentralNames m_names;
    QList<CentralScript> m_scripts; ///< of single services
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
    return stop.stop_requested() ? Result<AdoptPlan>(cancelled()) : std::move(plan);
}

} // namespace devstack
