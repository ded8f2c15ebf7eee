// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/stacknames.h"

#include "core/text.h"
#include "foreign/inspect/hostnames.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool namesAnotherHost(const QString &text)
{
    static const QRegularExpression kName(u"\\A[A-Za-z][A-Za-z0-9._-]*\\z"_s);
    return kName.match(text).hasMatch() && text != u"localhost" && !text.startsWith(u"localhost.")
        && text != u"host.docker.internal"
        && !QStringList {u"true"_s,
                         u"false"_s,
                         u"yes"_s,
                         u"no"_s,
                         u"on"_s,
                         u"off"_s,
                         u"none"_s,
                         u"null"_s}
                .contains(text.toLower());
}

bool namesAHost(const QString &setting)
{
    static const QRegularExpression kHost(
        u"(?:HOST|HOSTNAME|HOSTS|SERVER|SERVERS|BROKER|BROKERS|ADDR|ADDRESS|ENDPOINT|LOCATION|URL|"
        u"URI|UPSTREAM)\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kHost.match(setting).hasMatch();
}

/// From this version on the official image keeps its data in a folder of the version's name below
/// /var/lib/postgresql (docker-library/postgres#1259).
constexpr int kNewPostgres = 18;

/// What the official images declare as volumes: Docker mounts one there unless the file does.
QStringList ownVolumes(const ServiceEntry &service, DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::MySql:
        return {u"/var/lib/mysql"_s};
    case DatabaseKind::Postgres:
        return {postgresVersion(service).value_or(kNewPostgres) >= kNewPostgres
                    ? u"/var/lib/postgresql"_s
                    : u"/var/lib/postgresql/data"_s};
    case DatabaseKind::Mongo:
        return {u"/data/db"_s, u"/data/configdb"_s};
    case DatabaseKind::None:
        break;
    }
    return {};
}

QStringList networksOf(const ServiceEntry &service)
{
    return service.networks.isEmpty() ? QStringList {u"default"_s} : service.networks.keys();
}

/// Quoted texts of a line of settings with the name that stands before them.
QStringList hostsOfSettingsLine(const QString &line)
{
    static const QRegularExpression kQuoted(u"(['\"])((?:(?!\\1).)*)\\1"_s);
    static const QRegularExpression kHostLine(
        u"HOST|LOCATION|SERVER|BROKER|ADDRESS|ENDPOINT|URL|_URI"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString setting = kHostLine.match(line).hasMatch() ? u"HOST"_s : QString();
    QStringList hosts;
    for (auto match = kQuoted.globalMatch(line); match.hasNext();)
        hosts += hostsIn(setting, match.next().captured(2));
    return hosts;
}

void addUses(QList<ServiceUse> &uses,
             const ComposeFile &stack,
             const ServiceEntry &service,
             const QStringList &hosts,
             const SourceMark &mark)
{
    for (const QString &host : hosts) {
        const ServiceEntry *provider = providerOf(stack, host);
        if (!provider || provider->name == service.name
            || std::ranges::any_of(uses, [&](const ServiceUse &known) {
                   return known.from == service.name && known.to == provider->name;
               }))
            continue;
        uses += {service.name, provider->name, host, mark};
    }
}

} // namespace

QString filledIn(const QString &text)
{
    static const QRegularExpression kDefault(u"\\$\\{[A-Za-z_][A-Za-z0-9_]*:?-([^${}]*)\\}"_s);
    QString result = text;
    for (int round = 0; round < 8 && result.contains(u"${"); ++round) {
        const QString next = QString(result).replace(kDefault, u"\\1"_s);
        if (next == result)
            break;
        result = next;
    }
    return result;
}

QString commandText(const ServiceEntry &service)
{
    return (service.entrypoint + service.command).join(u' ');
}

QStringList hostsIn(const QString &setting, const QString &value)
{
    static const QRegularExpression kUrl(
        u"([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/@\\s,'\"]*@)?([A-Za-z][A-Za-z0-9._-]*)?"_s);
    // What such a setting holds is the name of an image or of a bucket.
    static const QRegularExpression kNoHost(u"(?:IMAGE|REGISTRY|REPOSITORY|TAG|BUCKET)\\z"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    if (kNoHost.match(setting).hasMatch())
        return {};
    static const QRegularExpression kPort(u"\\A([A-Za-z][A-Za-z0-9._-]*):[0-9]{1,5}(?:/.*)?\\z"_s);
    QStringList hosts;
    for (const QString &part : value.split(u',', Qt::SkipEmptyParts)) {
        const QString text = part.trimmed();
        if (const auto url = kUrl.match(text); url.hasMatch()) {
            if (!hasNoHost(url.captured(1)))
                hosts += url.captured(2);
        } else if (const auto port = kPort.match(text); port.hasMatch())
            hosts += port.captured(1);
        else if (namesAHost(setting))
            hosts += text;
    }
    hosts.removeIf([](const QString &host) { return !namesAnotherHost(host); });
    hosts.removeDuplicates();
    return hosts;
}

QString namesOf(const QStringList &names)
{
    constexpr qsizetype kShown = 5;
    const QString shown = printable(names.mid(0, kShown).join(u", "_s));
    return names.size() <= kShown
        ? shown
        : u"%1 and %2 more"_s.arg(shown, QString::number(names.size() - kShown));
}

bool isRepository(const KnownService &service, const QString &repository)
{
    const QString own = slug(repository);
    return !service.isInfrastructure()
        && (slug(service.repository) == own || slug(service.ida) == own);
}

QString containerNameOf(const ServiceEntry &service)
{
    return filledIn(service.containerName);
}

bool answersTo(const ServiceEntry &service, const QString &host)
{
    if (host == service.name || host == containerNameOf(service)
        || host == filledIn(service.hostname))
        return true;
    return std::ranges::any_of(service.networks,
                               [&](const QStringList &aliases) { return aliases.contains(host); });
}

const ServiceEntry *providerOf(const ComposeFile &stack, const QString &host)
{
    for (auto it = stack.services.constBegin(); it != stack.services.constEnd(); ++it) {
        if (answersTo(*it, host))
            return &*it;
    }
    return nullptr;
}

QList<ServiceUse> usesIn(const ComposeFile &stack, const ReviewSubject &subject)
{
    QList<ServiceUse> uses;
    for (const ServiceEntry &service : stack.services) {
        for (auto it = service.environment.begin(); it != service.environment.end(); ++it)
            addUses(uses,
                    stack,
                    service,
                    hostsIn(it.key(), filledIn(it.value())),
                    service.environmentMarks.value(it.key()));
    }
    for (const QString &file : subject.facts.settingsFiles) {
        const auto lines = subject.checkout->lines(file);
        for (qsizetype i = 0; lines && i < lines->size(); ++i) {
            if (lines->at(i).trimmed().startsWith(u'#'))
                continue;
            const QStringList hosts = hostsOfSettingsLine(lines->at(i));
            if (hosts.isEmpty())
                continue;
            for (const ServiceEntry &service : stack.services) {
                if (usesCheckout(service))
                    addUses(uses, stack, service, hosts, Checkout::mark(file, int(i) + 1));
            }
        }
    }
    return uses;
}

bool waitsFor(const ComposeFile &stack, const QString &from, const QString &to)
{
    QStringList open {from};
    QSet<QString> seen;
    while (!open.isEmpty()) {
        const QString name = open.takeLast();
        if (seen.contains(name))
            continue;
        seen.insert(name);
        for (const ServiceDependency &dependency : stack.services.value(name).dependsOn) {
            if (dependency.service == to)
                return true;
            open += dependency.service;
        }
    }
    return false;
}

bool shareNetwork(const ServiceEntry &first, const ServiceEntry &second)
{
    if (!first.networkMode.isEmpty() || !second.networkMode.isEmpty())
        return true;
    const QStringList names = networksOf(second);
    return std::ranges::any_of(networksOf(first),
                               [&](const QString &name) { return names.contains(name); });
}

bool usesCheckout(const ServiceEntry &service)
{
    const auto isRoot = [](QString path) {
        while (path.endsWith(u'/'))
            path.chop(1);
        return path == u".";
    };
    return (service.build && (service.build->isRoot || isRoot(service.build->context))
            && !isStore(service))
        || std::ranges::any_of(service.mounts, [&](const MountEntry &mount) {
               return mount.kind == MountEntry::Kind::Bind
                   && (mount.isRoot || isRoot(mount.source));
           });
}

bool isStore(const ServiceEntry &service)
{
    const ServiceRole role = roleOf(service);
    return role == ServiceRole::Database || role == ServiceRole::Cache
        || role == ServiceRole::Search || role == ServiceRole::Queue;
}

std::optional<int> postgresVersion(const ServiceEntry &service)
{
    static const QRegularExpression kTag(u":(?:pg)?([0-9]{1,3})(?:[.-][^/]*)?(?:@.*)?\\z"_s);
    const auto match = kTag.match(filledIn(service.image));
    return match.hasMatch() ? std::optional(match.captured(1).toInt()) : std::nullopt;
}

const MountEntry *dataMount(const ServiceEntry &service, DatabaseKind kind)
{
    const QString folder = dataFolder(service, kind);
    const auto isIn = [](const QString &inner, const QString &outer) {
        return inner == outer || inner.startsWith(outer + u'/');
    };
    // With an unknown version the old folder may be the right one.
    const bool unsure = kind == DatabaseKind::Postgres && !postgresVersion(service)
        && folder == u"/var/lib/postgresql";
    for (const MountEntry &mount : service.mounts) {
        const QString target = filledIn(mount.target);
        const bool hidden
            = std::ranges::any_of(ownVolumes(service, kind), [&](const QString &volume) {
                  return volume != target && isIn(volume, target) && isIn(folder, volume);
              });
        if ((isIn(folder, target) && !hidden) || (unsure && isIn(target, folder)))
            return &mount;
    }
    return nullptr;
}

QString dataFolder(const ServiceEntry &service, DatabaseKind kind)
{
    switch (kind) {
    case DatabaseKind::MySql:
        return u"/var/lib/mysql"_s;
    case DatabaseKind::Postgres: {
        const QString given = filledIn(service.environment.value(u"PGDATA"_s));
        if (!given.isEmpty())
            return given;
        return postgresVersion(service).value_or(kNewPostgres) >= kNewPostgres
            ? u"/var/lib/postgresql"_s
            : u"/var/lib/postgresql/data"_s;
    }
    case DatabaseKind::Mongo:
        return u"/data/db"_s;
    case DatabaseKind::None:
        break;
    }
    return {};
}

SourceMark markOf(const ServiceEntry &service, const QString &key)
{
    return service.keyMarks.value(key, service.mark);
}

} // namespace devstack
