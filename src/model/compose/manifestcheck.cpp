// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/manifestcheck.h"

#include "core/text.h"
#include "model/manifest/typedreader.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Checks names that one part of a manifest uses against those that another declares; keeps the
/// first miss.
class ReferenceCheck
{
public:
    ReferenceCheck(const Manifest &manifest, const ComposeFile &compose)
        : m_manifest(manifest)
        , m_services(compose.services.keys())
        , m_volumes(compose.volumes.keys())
    {
    }

    Result<> run()
    {
        service(m_manifest.primary, u"primary"_s, m_manifest.mark);
        for (const auto &[host, name] : m_manifest.provides.asKeyValueRange())
            service(name, u"provides."_s + host, m_manifest.mark);
        choices();
        for (const SchemaSource &source : m_manifest.schema) {
            service(source.service, u"schema"_s, source.mark);
            expect(source.volume, m_volumes, u"volume"_s, u"schema"_s, source.mark);
        }
        commands();
        for (const QString &name : m_manifest.clients.keys())
            dependency(name, u"clients"_s, m_manifest.mark);
        if (m_error)
            return *m_error;
        return ok();
    }

private:
    void choices()
    {
        for (const auto &[name, variant] : m_manifest.variants.asKeyValueRange()) {
            environment(variant.environment, u"variants."_s + name, variant.mark);
            for (const QString &without : variant.without)
                service(without, u"variants.%1.without"_s.arg(name), variant.mark);
        }
        for (const auto &[name, configuration] : m_manifest.configurations.asKeyValueRange()) {
            const QString what = u"configurations."_s + name;
            environment(configuration.environment, what, configuration.mark);
            expect(configuration.variant,
                   m_manifest.variants.keys(),
                   u"variant"_s,
                   what,
                   configuration.mark);
            for (const QString &seed : configuration.seeds)
                expect(seed, m_manifest.seeds.keys(), u"seed"_s, what, configuration.mark);
            for (const QString &ida : configuration.dependencies.keys())
                dependency(ida, what, configuration.mark);
        }
    }

    void commands()
    {
        runs(m_manifest.bootstrap, u"bootstrap"_s);
        for (const auto &[name, list] : m_manifest.seeds.asKeyValueRange())
            runs(list, u"seeds."_s + name);
        for (const auto &[name, run] : m_manifest.data.asKeyValueRange())
            runs({run}, u"data."_s + name);
        for (const auto &[name, run] : m_manifest.commands.asKeyValueRange())
            runs({run}, u"commands."_s + name);
        if (m_manifest.registerUser)
            runs({*m_manifest.registerUser}, u"register.user"_s);
        if (m_manifest.registerOauth)
            runs({*m_manifest.registerOauth}, u"register.oauth"_s);
    }

    void runs(const QList<ServiceRun> &list, const QString &what)
    {
        for (const ServiceRun &run : list) {
            // Services of another IDA are in that one's compose file, which only the planner sees.
            if (run.ida.isEmpty() || run.ida == m_manifest.name)
                service(run.service, what, run.mark);
            else
                dependency(run.ida, what, run.mark);
        }
    }

    void
    environment(const ServiceEnvironment &environment, const QString &what, const SourceMark &mark)
    {
        for (const QString &name : environment.keys())
            service(name, what + u".environment"_s, mark);
    }

    void service(const QString &name, const QString &what, const SourceMark &mark)
    {
        expect(name, m_services, u"service"_s, what, mark);
    }

    void dependency(const QString &name, const QString &what, const SourceMark &mark)
    {
        expect(name, m_manifest.dependencies.keys(), u"dependency"_s, what, mark);
    }

    void expect(const QString &name,
                const QStringList &known,
                const QString &kind,
                const QString &what,
                const SourceMark &mark)
    {
        if (m_error || name.isEmpty() || known.contains(name))
            return;
        m_error = invalidInput(u"%1: there is no %2 \"%3\""_s.arg(what, kind, printable(name)),
                               mark,
                               TypedReader::suggestion(name, known));
    }

    const Manifest &m_manifest;
    QStringList m_services;
    QStringList m_volumes;
    std::optional<Error> m_error;
};

} // namespace

Result<> checkManifest(const Manifest &manifest, const ComposeFile &compose)
{
    return ReferenceCheck(manifest, compose).run();
}

} // namespace devstack
