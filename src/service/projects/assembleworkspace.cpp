// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/assembleworkspace.h"

#include "assembly/claims.h"
#include "assembly/databases.h"
#include "assembly/names.h"
#include "core/secrets.h"
#include "core/text.h"
#include "engine/volumes.h"
#include "service/definition/composeconfig.h"
#include "service/definition/inference.h"
#include "service/definition/nameddatabases.h"
#include "service/definition/trustquestions.h"
#include "service/projects/addresses.h"
#include "service/projects/assemblystore.h"
#include "service/projects/effectiveproject.h"
#include "service/projects/externals.h"
#include "service/projects/volumenames.h"
#include "service/workspaceinternals.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Words in the values of environment variables that could be host names.
QSet<QString> namesIn(const QJsonObject &resolved)
{
    static const QRegularExpression kSeparator(u"[^A-Za-z0-9._-]+"_s);
    QSet<QString> names;
    const QJsonObject services = resolved.value(u"services"_s).toObject();
    for (const auto &service : services) {
        const QJsonObject environment = service.toObject().value(u"environment"_s).toObject();
        for (const auto &value : environment) {
            for (const QString &word : value.toString().split(kSeparator, Qt::SkipEmptyParts))
                names += word;
        }
    }
    return names;
}

Result<QMap<QString, QMap<QString, QString>>> literalEnvironment(const IdaDefinition &ida)
{
    QMap<QString, QMap<QString, QString>> values;
    const ServiceEnvironment environment = ida.environment();
    for (auto service = environment.begin(); service != environment.end(); ++service) {
        for (auto variable = service->begin(); variable != service->end(); ++variable) {
            QString value = variable->value;
            if (!variable->secret.isEmpty()) {
                const QByteArray name = variable->secret.toUtf8();
                if (!qEnvironmentVariableIsSet(name.constData())) {
                    return invalidInput(
                        u"%1: the secret “%2” for %3 is not set."_s.arg(
                            ida.name, variable->secret, variable.key()),
                        ida.manifest.mark,
                        u"Set the environment variable %1 and run this again."_s.arg(
                            variable->secret));
                }
                value = qEnvironmentVariable(name.constData());
                knowSecrets({value});
            }
            values[service.key()].insert(variable.key(), value);
        }
    }
    return values;
}

/// The images of a resolved model that the Engine does not have.
QSet<QString> absentImages(const QJsonObject &resolved, const EngineState &engine)
{
    QSet<QString> absent;
    const QJsonObject services = resolved.value(u"services"_s).toObject();
    for (const auto &service : services) {
        const QString image = service.toObject().value(u"image"_s).toString();
        if (!image.isEmpty() && !engine.image(image))
            absent += image;
    }
    return absent;
}

/// Digests of the values that secrets and configs take from variables: they are put into the
/// container when it is made, so that another value needs another container.
QMap<QString, QString> injectedValues(const QJsonObject &resolved, const QString &repository)
{
    QMap<QString, QString> digests = variablesOfResources(resolved, repository);
    for (QString &value : digests) {
        value = QString::fromLatin1(
            QCryptographicHash::hash(value.toUtf8(), QCryptographicHash::Sha256).toHex());
    }
    return digests;
}

/// Takes the steps from resolved files to assembled ones for the whole workspace.
class Assembler
{
public:
    Assembler(Workspace::Internals &internals,
              const WorkspaceDefinition &definition,
              const EngineState &engine,
              std::stop_token stop)
        : m_parts(internals)
        , m_definition(definition)
        , m_engine(engine)
        , m_externals(internals, definition)
        , m_stop(std::move(stop))
    {
    }

    Result<AssembledWorkspace> assemble(const QStringList &idas)
    {
        resolveAll(idas);
        if (m_stop.stop_requested())
            return cancelled();
        choosePorts();
        if (const auto done = chooseSubnets(); !done)
            return done.error();
        m_result.generations
            = m_parts.withState([](WorkspaceState &state) { return state.generations(); });
        QList<VolumeWant> volumes;
        for (const IdaDefinition *ida : std::as_const(m_resolvedIdas)) {
            const QJsonObject &resolved = m_resolved[ida->name];
            const auto keys = databaseVolumes(resolved, ida->manifest).keys()
                + formerDatabaseVolumes(*ida, resolved, m_result.generations.value(ida->name));
            for (const QString &key : keys)
                volumes += {ida->name, key};
        }
        keepVolumeNamesApart(m_result.generations, m_parts.id, volumes, m_engine.volumes);
        takeUpNewest(m_result.generations, m_parts.id, volumes, m_engine.volumes);
        QList<NameClaim> claims;
        for (const IdaDefinition *ida : std::as_const(m_resolvedIdas))
            claims += claimedNames(
                ida->name, m_resolved.value(ida->name), ida->manifest, referredBy(ida->name));
        const auto withheld = withheldNames(claims);
        for (const IdaDefinition *ida : std::as_const(m_resolvedIdas)) {
            if (!idas.contains(ida->name))
                continue;
            auto assembled = assembleOne(*ida, withheld.value(ida->name));
            if (assembled)
                m_result.idas.insert(ida->name, std::move(*assembled));
            else
                m_result.failed.insert(ida->name, assembled.error());
        }
        m_result.hostAddresses = m_externals.addresses();
        return std::move(m_result);
    }

private:
    void resolveAll(const QStringList &wanted)
    {
        for (const IdaDefinition &ida : m_definition.idas) {
            if (!ida.usable() || !ida.runsHere() || m_stop.stop_requested())
                continue;
            // Untrusted repositories outside of the selection are left out: no Compose process
            // touches them.
            if (!wanted.contains(ida.name) && !areFilesTrusted(m_parts, m_definition, ida))
                continue;
            const auto resolved = resolve(m_parts, ida, m_stop);
            if (resolved) {
                m_resolved.insert(ida.name, resolved->model);
                m_result.inputs.insert(ida.name, resolved->inputs);
                m_result.repositories.insert(ida.name, ida.path);
                m_resolvedIdas += &ida;
            } else if (wanted.contains(ida.name)) {
                m_result.failed.insert(ida.name, resolved.error());
            }
        }
    }

    void choosePorts()
    {
        QList<PortWant> wants;
        for (const IdaDefinition *ida : std::as_const(m_resolvedIdas))
            wants += wantedPorts(ida->name, m_resolved.value(ida->name));
        m_result.ports = devstack::choosePorts(m_parts, wants, m_engine);
    }

    Result<> chooseSubnets()
    {
        QList<SubnetWant> wants {{workspaceNetworkName(m_parts.id), kWorkspacePrefix}};
        for (const IdaDefinition *ida : std::as_const(m_resolvedIdas))
            wants += {names(*ida).privateNetwork(), kPrivatePrefix};
        const auto chosen = devstack::chooseSubnets(m_parts, wants, m_engine);
        if (!chosen)
            return chosen.error();
        m_result.subnets = *chosen;
        return ok();
    }

    IdaNames names(const IdaDefinition &ida) const
    {
        QStringList siblings;
        for (const IdaDefinition &other : m_definition.idas) {
            if (other.name != ida.name)
                siblings += other.name;
        }
        return {m_parts.id, ida.name, siblings};
    }

    QSet<QString> referredBy(const QString &exceptIda) const
    {
        QSet<QString> referred;
        for (auto it = m_resolved.begin(); it != m_resolved.end(); ++it) {
            if (it.key() != exceptIda)
                referred += namesIn(it.value());
        }
        for (const IdaDefinition &ida : m_definition.idas) {
            if (ida.name != exceptIda)
                referred += inferredNames(ida);
        }
        return referred;
    }

    /// A state file may name any volume of the Engine: those of others are not mounted.
    Result<> requireOwn(const QString &ida,
                        QStringList volumes,
                        const QMap<QString, QStringList> &parts) const
    {
        for (const QStringList &more : parts)
            volumes += more;
        for (const QString &name : std::as_const(volumes)) {
            if (m_engine.volumes.contains(name))
                continue;
            const auto found = inspectVolume(*m_parts.engineClient, name, m_stop);
            if (!found)
                return found.error();
            // Another process of this workspace may have made it since.
            if (*found && (*found)->labels.value(label::kWorkspace) != m_parts.id)
                return conflict(
                    u"%1: the volume “%2” is there already, and this workspace did not "
                    u"make it."_s.arg(ida, printable(name)),
                    u"“docker volume inspect %1” tells whose it is."_s.arg(printable(name)));
        }
        return ok();
    }

    /// Volumes that were a database's and do not look like one any more, since the file mounts them
    /// elsewhere: they go on with what is in them.
    QStringList formerDatabaseVolumes(const IdaDefinition &ida,
                                      const QJsonObject &resolved,
                                      const IdaGenerations &generations) const
    {
        // Of any generation: after a reset that was cut off the present one is not made yet.
        const auto hasData = [&](const QString &key) {
            return generations.current.contains(key)
                || std::ranges::any_of(m_engine.volumes, [&](const VolumeInfo &volume) {
                       return volume.labels.value(label::kWorkspace) == m_parts.id
                           && volume.labels.value(label::kIda) == ida.name
                           && volume.labels.value(label::kVolume) == key
                           && isDataVolume(volume.name, m_parts.id, ida.name, key, generations);
                   });
        };
        const QMap<QString, QString> present = databaseVolumes(resolved, ida.manifest);
        QStringList former;
        for (const QString &key : resolved.value(u"volumes"_s).toObject().keys()) {
            if (!present.contains(key) && hasData(key)
                && !m_engine.volumes.contains(plainVolumeName(ida, key)))
                former += key;
        }
        return former;
    }

    QString plainVolumeName(const IdaDefinition &ida, const QString &key) const
    {
        return ordinaryVolumeName(
            m_parts.id, ida.name, key, names(ida).volume(key), m_engine.volumes);
    }

    /// Tells of volumes that have become a database's since the file mounts them at its data: these
    /// begin anew, because nobody knows whether what they held is data of that server.
    void tellOfLeftContent(const IdaDefinition &ida, Assembly &assembly) const
    {
        const QMap<QString, QString> own = m_result.dataVolumes.value(ida.name);
        for (auto it = own.cbegin(); it != own.cend(); ++it) {
            const QString plain = plainVolumeName(ida, it.key());
            const auto before = m_engine.volumes.constFind(plain);
            if (before == m_engine.volumes.cend()
                || before->labels.value(label::kWorkspace) != m_parts.id
                || m_engine.volumes.contains(it.value()))
                continue;
            assembly.notes.append(
                {AssemblyNote::Level::Warning,
                 {},
                 u"volume %1: begins anew"_s.arg(printable(it.key())),
                 u"It is mounted as a database's data now. What it held stays in the volume “%1”."_s
                     .arg(printable(plain)),
                 {}});
        }
    }

    Result<Assembly> assembleOne(const IdaDefinition &ida, const QSet<QString> &withheld)
    {
        const QJsonObject &resolved = m_resolved[ida.name];
        const IdaNames own = names(ida);
        AssemblyInput input;
        input.workspace = m_parts.id;
        input.ida = ida.name;
        input.siblings = own.siblings;
        input.checkout = ida.path;
        input.mode = ida.mode;
        input.images = ida.images;
        input.absentImages = absentImages(resolved, m_engine);
        input.manifest = ida.manifest;
        const auto environment = literalEnvironment(ida);
        if (!environment)
            return environment.error();
        input.environment = *environment;
        input.without = ida.without();
        input.privateSubnet = m_result.subnets.value(own.privateNetwork());
        const IdaGenerations generations = m_result.generations.value(ida.name);
        for (const QString &key : databaseVolumes(resolved, ida.manifest).keys()
                 + formerDatabaseVolumes(ida, resolved, generations)) {
            const QString name = dataVolumeName(m_parts.id, ida.name, key, generations);
            input.dataVolumes.insert(key, name);
            if (generations.origin(key).isLayered())
                input.dataParts.insert(key, contentOf(name, generations.origin(key)));
        }
        if (const auto ours = requireOwn(ida.name, input.dataVolumes.values(), input.dataParts);
            !ours)
            return ours.error();
        m_result.dataVolumes.insert(ida.name, input.dataVolumes);
        for (const QString &key : resolved.value(u"volumes"_s).toObject().keys())
            input.volumes.insert(key, plainVolumeName(ida, key));
        input.ports = m_result.ports;
        input.paths = probePaths(mountedPaths(resolved));
        input.referredNames = referredBy(ida.name);
        input.withheldNames = withheld;
        input.databases = unaskedDatabases(resolved, databasesNamedBySettings(ida.path, resolved));
        input.lean = m_definition.choices.leanFor(ida.name);
        input.leanRulesOff = m_definition.choices.leanRulesOff();
        input.externals = m_externals.namesFor(ida.name, namesIn(resolved));
        input.injected = injectedValues(resolved, ida.path);
        input.hasStartInterval = m_engine.hasStartInterval;
        auto assembly = devstack::assemble(resolved, input);
        if (assembly)
            tellOfLeftContent(ida, *assembly);
        return assembly;
    }

    Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    const EngineState &m_engine;
    Externals m_externals;
    std::stop_token m_stop;
    QList<const IdaDefinition *> m_resolvedIdas;
    QMap<QString, QJsonObject> m_resolved;
    AssembledWorkspace m_result;
};

} // namespace

Result<AssembledWorkspace> assembleWorkspace(Workspace::Internals &internals,
                                             const WorkspaceDefinition &definition,
                                             const QStringList &idas,
                                             const EngineState &engine,
                                             bool remember,
                                             std::stop_token stop)
{
    auto assembled = Assembler(internals, definition, engine, std::move(stop)).assemble(idas);
    if (assembled && remember) {
        if (const auto done = storeAssembly(internals, *assembled); !done)
            return done.error();
    }
    return assembled;
}

} // namespace devstack
