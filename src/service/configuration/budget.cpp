// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/budget.h"

#include "assembly/names.h"
#include "core/enumnames.h"
#include "core/text.h"
#include "service/configuration/memoryneeds.h"
#include "service/definition/trustquestions.h"
#include "service/workspaceinternals.h"

#include <unistd.h>

#include <QFile>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kGiB = qint64(1024) * 1024 * 1024;

qint64 machineMemory()
{
    return qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
}

/// MemAvailable of proc_meminfo(5); nothing where there is none.
std::optional<qint64> availableMemory()
{
    QFile file(u"/proc/meminfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("MemAvailable:"))
            return line.simplified().split(' ').value(1).toLongLong() * 1024;
    }
    return std::nullopt;
}

/// The Engine's memory; 0 when it does not say.
qint64 engineMemoryOf(Workspace::Internals &internals, std::stop_token stop)
{
    if (const qint64 known = internals.engineMemory; known > 0)
        return known;
    const auto engine = internals.engine();
    if (!engine)
        return 0;
    const auto info = (*engine)->info(std::move(stop));
    if (info)
        internals.engineMemory = info->memoryBytes;
    return internals.engineMemory;
}

Operation proposed(Operation::Verb verb, const QString &ida, const QString &value = {})
{
    Operation operation;
    operation.verb = verb;
    operation.idas = {ida};
    operation.value = value;
    return operation;
}

/// Gathers one forecast.
class Forecaster
{
public:
    Forecaster(Workspace::Internals &internals,
               const WorkspaceDefinition &definition,
               const AssembledWorkspace &assembled,
               const EngineState &engine)
        : m_parts(internals)
        , m_definition(definition)
        , m_assembled(assembled)
        , m_engine(engine)
        , m_records(
              internals.withState([](WorkspaceState &state) { return state.memoryRecords(); }))
    {
    }

    MemoryForecast forecast(qint64 engineMemory)
    {
        for (auto it = m_assembled.idas.begin(); it != m_assembled.idas.end(); ++it)
            addNeeds(it.key(), *it);
        addOthers();
        m_forecast.engineMemory = engineMemory;
        m_forecast.budget = m_definition.choices.memoryBudget.value_or(
            defaultBudget(engineMemory > 0 ? engineMemory : machineMemory()));
        // What is free here says nothing about another machine; nor about an Engine in a virtual
        // machine, which has less than this one.
        const bool isHere = m_parts.endpoint && !m_parts.endpoint->socketPath.isEmpty()
            && engineMemory >= machineMemory() * 9 / 10;
        if (isHere)
            m_forecast.available = availableMemory();
        if (!m_forecast.fits())
            propose();
        return std::move(m_forecast);
    }

private:
    void addNeeds(const QString &ida, const Assembly &assembly)
    {
        for (MemoryNeed need :
             memoryNeeds(ida, assembly, m_records, m_definition.choices.leanFor(ida))) {
            const ContainerInfo *container = m_engine.container(m_parts.id, ida, need.service);
            need.running = container && hasProcess(container->state);
            m_forecast.total += need.bytes;
            if (!need.running)
                m_forecast.toStart += need.bytes;
            m_forecast.needs += need;
        }
    }

    /// What runs in the workspace beside the chosen IDAs.
    void addOthers()
    {
        for (const ContainerInfo &container : m_engine.containers) {
            const QString ida = container.labels.value(label::kIda);
            if (container.labels.value(label::kWorkspace) != m_parts.id
                || !hasProcess(container.state) || m_assembled.idas.contains(ida))
                continue;
            const QString service = container.labels.value(label::kService);
            const bool lean = m_definition.choices.leanFor(ida);
            AssembledService unknown;
            unknown.image = container.image;
            qint64 bytes = m_records.value(memoryKey(ida, service, lean)).bytes;
            if (bytes == 0)
                bytes = estimatedMemory(unknown, {}, lean);
            m_forecast.others += bytes;
            m_othersByIda[ida] += bytes;
        }
    }

    void propose()
    {
        for (auto it = m_othersByIda.begin(); it != m_othersByIda.end(); ++it)
            m_forecast.proposals += {u"stop %1, which is not part of this request"_s.arg(it.key()),
                                     proposed(Operation::Verb::Stop, it.key()),
                                     *it};
        for (auto it = m_assembled.idas.begin(); it != m_assembled.idas.end(); ++it) {
            const IdaDefinition *ida = m_definition.find(it.key());
            if (!ida)
                continue;
            proposeLight(*ida);
            proposeImage(*ida, *it);
            if (!m_definition.choices.leanFor(ida->name))
                proposeLean(*ida, *it);
        }
        std::ranges::stable_sort(
            m_forecast.proposals, std::ranges::greater(), &MemoryProposal::frees);
    }

    qint64 bytesOf(const QString &ida, const QStringList &services) const
    {
        qint64 bytes = 0;
        for (const MemoryNeed &need : m_forecast.needs) {
            if (need.ida == ida && services.contains(need.service))
                bytes += need.bytes;
        }
        return bytes;
    }

    void proposeLight(const IdaDefinition &ida)
    {
        const auto light = ida.manifest.variants.constFind(u"light"_s);
        if (ida.variant == u"light" || light == ida.manifest.variants.constEnd())
            return;
        const qint64 frees = bytesOf(ida.name, light->without);
        m_forecast.proposals += {
            frees > 0 ? u"run %1 light, without %2"_s.arg(ida.name, light->without.join(u", "_s))
                      : u"run %1 light"_s.arg(ida.name),
            proposed(Operation::Verb::Variant, ida.name, u"light"_s),
            frees};
    }

    /// A published image runs without the second process of a server that reloads.
    void proposeImage(const IdaDefinition &ida, const Assembly &assembly)
    {
        if (ida.mode != Mode::Develop || m_definition.graph.dependentsOf(ida.name).isEmpty())
            return;
        const QJsonObject services = assembly.model.value(u"services"_s).toObject();
        QStringList reloading;
        bool hasImage = !ida.images.isEmpty();
        for (const AssembledService &service : assembly.services) {
            const QJsonValue command = services.value(service.key).toObject().value(u"command"_s);
            if (command.toVariant().toStringList().join(u' ').contains(u"runserver"_s))
                reloading += service.name;
            hasImage |= service.builds && !ida.compose.services.value(service.name).image.isEmpty();
        }
        if (hasImage && !reloading.isEmpty())
            m_forecast.proposals
                += {u"run %1 from its image instead of its checkout"_s.arg(ida.name),
                    proposed(Operation::Verb::Mode, ida.name, toString(Mode::Image)),
                    bytesOf(ida.name, reloading) / 2};
    }

    void proposeLean(const IdaDefinition &ida, const Assembly &assembly)
    {
        qint64 frees = 0;
        for (const AssembledService &service : assembly.services)
            frees += estimatedMemory(service, {}, false) - estimatedMemory(service, {}, true);
        if (frees > 0)
            m_forecast.proposals += {u"give %1 the memory-saving settings back"_s.arg(ida.name),
                                     proposed(Operation::Verb::Lean, ida.name, u"on"_s),
                                     frees};
    }

    Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    const AssembledWorkspace &m_assembled;
    const EngineState &m_engine;
    MemoryRecords m_records;
    MemoryForecast m_forecast;
    QMap<QString, qint64> m_othersByIda;
};

constexpr EnumName<MemoryNeed::Source> kSources[] {
    {MemoryNeed::Source::Declared, u"declared"},
    {MemoryNeed::Source::Remembered, u"remembered"},
    {MemoryNeed::Source::Estimated, u"estimated"},
};

std::optional<qint64> chosenBudget(Workspace::Internals &internals)
{
    return internals.withState([](WorkspaceState &state) { return state.choices().memoryBudget; });
}

} // namespace

QString toString(MemoryNeed::Source source)
{
    return nameOf<kSources>(source);
}

QString MemoryForecast::warning() const
{
    if (fits())
        return {};
    const QString needed = others > 0
        ? u"This needs about %1 of memory, beside %2 already running"_s.arg(formatBytes(total),
                                                                            formatBytes(others))
        : u"This needs about %1 of memory"_s.arg(formatBytes(total));
    if (exceedsEngine())
        return needed + u"; the Engine has %1 in all."_s.arg(formatBytes(engineMemory));
    if (exceedsBudget())
        return needed + u"; the budget is %1."_s.arg(formatBytes(budget));
    return needed
        + u", %1 of it for new containers; %2 is free."_s.arg(formatBytes(toStart),
                                                              formatBytes(*available));
}

qint64 defaultBudget(qint64 engineMemory)
{
    const qint64 part = engineMemory / 4 * 3;
    return engineMemory > 8 * kGiB ? part
                                   : qMin(part, qMax(engineMemory - 2 * kGiB, engineMemory / 2));
}

qint64 currentBudget(Workspace::Internals &internals, std::stop_token stop)
{
    const auto chosen = chosenBudget(internals);
    const qint64 engineMemory = chosen ? 0 : engineMemoryOf(internals, std::move(stop));
    return engineMemory > 0 ? defaultBudget(engineMemory) : budgetWithoutEngine(internals);
}

qint64 budgetWithoutEngine(Workspace::Internals &internals)
{
    return chosenBudget(internals).value_or(defaultBudget(machineMemory()));
}

Result<MemoryForecast> forecastMemory(Workspace::Internals &internals,
                                      const WorkspaceDefinition &definition,
                                      const AssembledWorkspace &assembled,
                                      const EngineState &engine,
                                      std::stop_token stop)
{
    const qint64 engineMemory = engineMemoryOf(internals, stop);
    if (stop.stop_requested())
        return cancelled();
    return Forecaster(internals, definition, assembled, engine).forecast(engineMemory);
}

Result<MemoryForecast>
forecastMemory(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names);
    if (!idas)
        return idas.error();
    const auto engine = observe(internals, stop);
    if (!engine)
        return engine.error();
    // Untrusted repositories cannot be resolved: they count for nothing until they are.
    QStringList trusted;
    for (const QString &name : *idas) {
        if (questionsFor(internals, *definition, {name}, stop).isEmpty())
            trusted += name;
    }
    const auto assembled = assembleWorkspace(internals, *definition, trusted, *engine, false, stop);
    if (!assembled)
        return assembled.error();
    return forecastMemory(internals, *definition, *assembled, *engine, stop);
}

} // namespace devstack
