// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/reach.h"

#include "core/secrets.h"
#include "core/text.h"
#include "service/definition/environmentbeside.h"
#include "trust/abridged.h"
#include "trust/hostaccess.h"

#include <QRegularExpression>
#include <QUrl>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString asSentence(const QString &text)
{
    return abridged(printable(text.simplified()), text);
}

/// Calls `use(kind, run)` for every command of a manifest.
template <typename Use> void eachRun(const Manifest &manifest, Use &&use)
{
    for (const ServiceRun &run : manifest.bootstrap)
        use(u"bootstrap"_s, run);
    for (auto it = manifest.seeds.begin(); it != manifest.seeds.end(); ++it) {
        for (const ServiceRun &run : it.value())
            use(u"seed "_s + it.key(), run);
    }
    for (auto it = manifest.data.begin(); it != manifest.data.end(); ++it)
        use(u"data "_s + it.key(), it.value());
    for (auto it = manifest.commands.begin(); it != manifest.commands.end(); ++it)
        use(u"command "_s + it.key(), it.value());
    if (manifest.registerUser)
        use(u"register.user"_s, *manifest.registerUser);
    if (manifest.registerOauth)
        use(u"register.oauth"_s, *manifest.registerOauth);
}

QStringList secretsOf(const Manifest &manifest)
{
    QStringList names;
    const auto take = [&](const ServiceEnvironment &environment) {
        for (const auto &variables : environment) {
            for (const EnvironmentValue &value : variables) {
                if (!value.secret.isEmpty())
                    names += value.secret;
            }
        }
    };
    for (const Variant &variant : manifest.variants)
        take(variant.environment);
    for (const Configuration &configuration : manifest.configurations)
        take(configuration.environment);
    return names;
}

/// Whether a service of the IDA that always runs publishes just this port over TCP at the address,
/// or at all of this machine's: then nobody else listens there while it runs, and where somebody
/// does, the IDA's port moves. Of a range of host ports any one is taken.
bool publishes(const ComposeFile &compose, const QString &host, int port)
{
    QStringList there {QString(), u"0.0.0.0"_s, u"127.0.0.1"_s};
    if (host == u"::1")
        there = {u"::"_s, u"[::]"_s, u"::1"_s, u"[::1]"_s};
    for (const ServiceEntry &service : compose.services) {
        const bool hasNetwork = service.networkMode.isEmpty() || service.networkMode == u"bridge"
            || service.networkMode == u"default";
        if (!service.profiles.isEmpty() || !hasNetwork)
            continue;
        for (const PortMapping &mapping : service.ports) {
            const bool isTcp = mapping.protocol.isEmpty() || mapping.protocol == u"tcp";
            if (isTcp && there.contains(mapping.address) && mapping.host == QString::number(port))
                return true;
        }
    }
    return false;
}

/// This program asks these addresses itself, on this machine's network.
QStringList askedAddresses(const IdaDefinition &ida)
{
    static const QStringList kHere {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    QStringList sentences;
    for (const Url &url : ida.manifest.urls) {
        const QUrl address = QUrl(url.url).resolved(QUrl(url.health));
        const int port = address.port(address.scheme() == u"https"_s ? 443 : 80);
        if (url.health.isEmpty()
            || (kHere.contains(address.host()) && publishes(ida.compose, address.host(), port)))
            continue;
        sentences += u"send requests to "_s + asSentence(address.toString());
    }
    return sentences;
}

/// Dumps that this program fetches from the web, on this machine's network.
QStringList fetchedDumps(const Manifest &manifest)
{
    QStringList sentences;
    for (const SchemaSource &schema : manifest.schema) {
        if (schema.dump.contains(u"://"))
            sentences += u"download "_s + asSentence(schema.dump);
    }
    return sentences;
}

/// Names of the internet that the IDA answers to in the workspace: whoever else looks one up there
/// comes to it.
QStringList namesOfTheInternet(const IdaDefinition &ida)
{
    // The usual ends, those of countries (two letters that no one names a service by), and names
    // that programs trust: “app” and “dev” end the names of containers too often.
    static const QRegularExpression kPublic(
        u"(?:\\.(?:com|org|net|gov|edu|mil|biz|info|cloud|corp|(?!db|mq|ui|fe)[a-z]{2})"
        u"|(?:\\A|\\.)(?:pub|pkg|go|web|workers|pages)\\.dev|\\.run\\.app|\\.google\\.internal"
        u"|\\A(?:host|gateway)\\.docker\\.internal)\\.?\\z"_s,
        QRegularExpression::CaseInsensitiveOption);
    QStringList names = ida.manifest.provides.keys();
    for (const ServiceEntry &service : ida.compose.services) {
        names += {service.containerName, service.hostname};
        for (const QStringList &aliases : service.networks)
            names += aliases;
    }
    QStringList sentences;
    for (const QString &name : std::as_const(names)) {
        if (kPublic.match(name).hasMatch())
            sentences += u"answer to %1 in place of the internet"_s.arg(printable(name));
    }
    return sentences;
}

bool isNested(const QString &one, const QString &other)
{
    return one == other || one.startsWith(other + u'/') || other.startsWith(one + u'/');
}

/// What other IDAs can make of this one's mounts, and what it can write of theirs.
QStringList betweenFolders(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    QMap<QString, QStringList> ofOthers = definition.writable;
    ofOthers.remove(ida.name);
    QStringList sentences = hostAccessBelow(ida.compose, ida.path, ofOthers);
    for (const IdaDefinition &other : definition.idas) {
        if (&other == &ida || !other.usable() || !isNested(ida.path, other.path))
            continue;
        for (const QString &folder : definition.writable.value(ida.name)) {
            const bool holdsOther = folder == other.path || other.path.startsWith(folder + u'/');
            // An IDA that lies in the other's checkout writes there as a matter of course.
            const bool livesThere
                = ida.path == other.path || ida.path.startsWith(other.path + u'/');
            if (holdsOther || (!livesThere && folder.startsWith(other.path + u'/')))
                sentences += u"write the folder of "_s + printable(other.name);
        }
    }
    return sentences;
}

/// What of an environment the question shows: secrets stay hidden, and a change shows.
QString setting(const QString &variable, const QString &value)
{
    const QString whole = variable + u'=' + value;
    return abridged(printable(masked(whole).simplified()), whole);
}

QStringList sortedOnce(QStringList sentences)
{
    sentences.removeDuplicates();
    sentences.sort();
    return sentences;
}

} // namespace

QStringList reachOfFiles(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    QStringList sentences
        = hostAccessOf(ida.compose,
                       ida.path,
                       VariableValues::read(ida.path, ida.compose.variables, ida.keptVariables));
    if (const QString commands = commandsOfEnvironment(definition, ida); !commands.isEmpty())
        sentences += commands;
    for (const QString &name : secretsOf(ida.manifest))
        sentences += u"host variable "_s + printable(name);
    // A dependency may go by another name in the manifest than in the workspace.
    const auto nameOf = [&](const QString &key) {
        const IdaDefinition *other = definition.find(key);
        return printable(other ? other->name : key);
    };
    eachRun(ida.manifest, [&](const QString &, const ServiceRun &run) {
        if (!run.ida.isEmpty() && nameOf(run.ida) != printable(ida.name))
            sentences += u"run commands in "_s + nameOf(run.ida);
    });
    for (const ProviderCall &call : ida.calls)
        sentences += u"run commands in "_s + nameOf(call.provider);
    const auto &clients = ida.manifest.clients;
    for (auto it = clients.begin(); it != clients.end(); ++it) {
        sentences += u"register users and clients in "_s + nameOf(it.key());
        if (std::ranges::any_of(it->users, &ClientUser::superuser))
            sentences += u"register superusers in "_s + nameOf(it.key());
    }
    sentences += betweenFolders(definition, ida);
    sentences += askedAddresses(ida) + fetchedDumps(ida.manifest) + namesOfTheInternet(ida);
    return sortedOnce(sentences);
}

QStringList commandsOfWorkspace(const WorkspaceFile &file)
{
    QStringList sentences;
    for (const WorkspaceIda &ida : file.idas) {
        const QString of = u" of "_s + printable(ida.name);
        for (auto it = ida.images.begin(); it != ida.images.end(); ++it)
            sentences
                += u"image%1, in %2: "_s.arg(of, printable(it.key())) + asSentence(it.value());
        if (ida.external) {
            const QString where = asSentence(ida.external->url);
            sentences += u"traffic to %1 goes to %2"_s.arg(printable(ida.name), where);
            for (const QString &name : ida.external->names)
                sentences += u"traffic to %1 goes to %2"_s.arg(printable(name), where);
        }
        if (!ida.manifest)
            continue;
        const auto take = [&](const ServiceEnvironment &environment) {
            for (auto service = environment.begin(); service != environment.end(); ++service) {
                for (auto it = service->begin(); it != service->end(); ++it) {
                    if (it->secret.isEmpty())
                        sentences += u"environment%1, in %2: "_s.arg(of, printable(service.key()))
                            + setting(it.key(), it->value);
                }
            }
        };
        for (const Variant &variant : ida.manifest->variants)
            take(variant.environment);
        for (const Configuration &configuration : ida.manifest->configurations)
            take(configuration.environment);
        eachRun(*ida.manifest, [&](const QString &kind, const ServiceRun &run) {
            QString where = run.service;
            if (!run.ida.isEmpty())
                where = run.ida + (where.isEmpty() ? QString() : u'/' + where);
            sentences += printable(kind) + of
                + (where.isEmpty() ? QString() : u", in "_s + printable(where)) + u": "_s
                + asSentence(run.run.toText());
        });
        for (const SchemaSource &schema : ida.manifest->schema)
            sentences += u"schema"_s + of + u": "_s + asSentence(schema.snapshot + schema.dump);
        for (const QString &name : secretsOf(*ida.manifest))
            sentences += u"host variable "_s + printable(name) + of;
    }
    return sortedOnce(sentences);
}

} // namespace devstack
