// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/clean.h"

#include "assembly/names.h"
#include "core/enumnames.h"
#include "core/text.h"
#include "engine/diskusage.h"
#include "engine/images.h"
#include "git/branches.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/assemblysummary.h"
#include "service/removal.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"
#include "store/runjournal.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// The journals that the list of runs shows at once; older ones are history.
constexpr qsizetype kKeptJournals = 5;

/// Finds what a workspace occupies and tells for each thing whether something still needs it.
class Inventory
{
public:
    Inventory(Workspace::Internals &internals,
              const WorkspaceDefinition &definition,
              const EngineClient &engine,
              std::stop_token stop)
        : m_parts(internals)
        , m_definition(definition)
        , m_engine(engine)
        , m_stop(std::move(stop))
    {
        m_generations
            = internals.withState([](WorkspaceState &state) { return state.generations(); });
    }

    Result<QList<Reclaimable>> take()
    {
        auto containers = listContainers(m_engine, {}, m_stop);
        if (!containers)
            return containers.error();
        for (const ContainerInfo &container : *containers) {
            m_usedImages.insert(container.imageId);
            if (container.labels.value(label::kWorkspace) == m_parts.id)
                m_livingIdas.insert(container.labels.value(label::kIda));
            for (const ContainerMount &mount : container.mounts)
                m_mountedVolumes.insert(mount.name);
        }
        if (const auto done = addVolumes(); !done)
            return done.error();
        if (const auto done = addImages(); !done)
            return done.error();
        addJournals();
        return m_found;
    }

private:
    /// Whether the workspace has the IDA. While files of some cannot be read it may have any: they
    /// name dependencies.
    bool isKnown(const QString &ida) const
    {
        const auto unread = [](const IdaDefinition &other) {
            return !other.problems.isEmpty() || !other.present;
        };
        return m_definition.find(ida) || std::ranges::any_of(m_definition.idas, unread);
    }

    /// Whether it is the data of a branch that the repository has; also where that cannot be known.
    bool isOfPresentBranch(const QString &ida, const QString &branch) const
    {
        const IdaDefinition *known = m_definition.find(ida);
        if (branch.isEmpty() || !known || !known->git)
            return !branch.isEmpty() && isKnown(ida);
        const auto has = git::hasBranch(known->checkout, branch);
        return !has || *has;
    }

    Result<> addImages()
    {
        const auto images = listImages(m_engine, {}, m_stop);
        if (!images)
            return images.error();
        QSet<QString> wanted;
        for (const IdaDefinition &ida : m_definition.idas) {
            // After “down --volumes” nothing is left that an image could be needed for.
            if (!m_livingIdas.contains(ida.name))
                continue;
            const auto folder = m_parts.idaFolder(ida.name);
            const auto summary
                = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
            if (!summary)
                continue;
            for (const AssembledService &service : summary->services)
                wanted.insert(service.image);
        }
        // What the workspace built carries its id as the repository's first part
        // (assembly/names.h).
        const QString prefix = m_parts.id + u'/';
        for (const ImageInfo &image : *images) {
            for (const QString &tag : image.tags) {
                if (tag.startsWith(prefix))
                    m_found += {Reclaimable::Kind::Image,
                                tag,
                                idaOfImage(tag.mid(prefix.size())),
                                image.size,
                                wanted.contains(tag) || m_usedImages.contains(image.id),
                                {}};
            }
        }
        return ok();
    }

    /// The IDA whose name the image's begins with; the longest, since names may hold dashes.
    QString idaOfImage(const QString &name) const
    {
        QString best;
        for (const IdaDefinition &ida : m_definition.idas) {
            if (name.startsWith(slug(ida.name) + u'-') && ida.name.size() > best.size())
                best = ida.name;
        }
        return best;
    }

    Result<> addVolumes()
    {
        const auto usage = diskUsage(m_engine, m_stop);
        if (!usage)
            return usage.error();
        QMap<QString, qint64> sizes;
        for (const VolumeInfo &volume : usage->volumes)
            sizes.insert(volume.name, volume.size);
        auto volumes
            = listVolumes(m_engine, {label::filter(label::kWorkspace, m_parts.id)}, m_stop);
        if (!volumes)
            return volumes.error();
        mountsFirst(*volumes);

        QSet<QString> inCheckpoints;
        m_freed.clear();
        for (auto it = m_generations.begin(); it != m_generations.end(); ++it)
            addCheckpoints(it.key(), it.value(), sizes, inCheckpoints);
        for (const VolumeInfo &volume : *volumes) {
            if (inCheckpoints.contains(volume.name))
                continue;
            const QString ida = volume.labels.value(label::kIda);
            const QString key = volume.labels.value(label::kVolume);
            m_livingIdas.insert(ida);
            const auto liesOver = [&](const VolumeInfo &other) {
                return !m_freed.contains(other.name) && isNamedBy(other, volume);
            };
            const bool mounted = m_mountedVolumes.contains(volume.name);
            const bool needed = mounted
                || std::ranges::any_of(*volumes, liesOver)
                // An anonymous one never comes back to a container.
                || (isKnown(ida) && !key.isEmpty()
                    && !isLeftOver(volume.name, m_parts.id, ida, key, m_generations.value(ida)));
            if (!needed)
                m_freed += volume.name;
            // What is written over others lies in a volume of its own.
            const bool isMount = volume.options.value(u"type"_s) == u"overlay";
            m_found += {Reclaimable::Kind::Volume,
                        volume.name,
                        ida,
                        isMount ? 0 : sizes.value(volume.name, -1),
                        needed,
                        needed && !mounted ? neededBy(volume.name, m_generations.value(ida))
                                           : QString(),
                        needed || m_definition.find(ida)
                            ? QString()
                            : u"%1 is not in devstack.yml"_s.arg(printable(ida))};
        }
        return ok();
    }

    /// What keeps a volume that no container has.
    static QString neededBy(const QString &volume, const IdaGenerations &generations)
    {
        for (const Checkpoint &checkpoint : generations.checkpoints) {
            IdaGenerations one = generations;
            one.checkpoints = {checkpoint};
            if (checkpointVolumes(one).contains(volume))
                return u"needed by %1"_s.arg(checkpoint.name);
        }
        const bool isBase = std::ranges::any_of(
            generations.bases, [&](const DataOrigin &base) { return base.below.contains(volume); });
        return isBase ? u"needed by the next reset"_s : u"needed by the present data"_s;
    }

    /// What the program kept by itself may go, except each IDA's newest; what the engineer saved
    /// stays.
    void addCheckpoints(const QString &ida,
                        const IdaGenerations &generations,
                        const QMap<QString, qint64> &sizes,
                        QSet<QString> &volumes)
    {
        // What was never finished stands in for nothing, unless there is nothing else.
        qsizetype newestWhole = generations.checkpoints.size() - 1;
        while (newestWhole > 0 && generations.checkpoints[newestWhole].isHalfMade())
            --newestWhole;
        if (newestWhole == 0 && generations.checkpoints[0].isHalfMade())
            newestWhole = generations.checkpoints.size() - 1;
        // As they go one after the other: what several share goes with the last of them.
        IdaGenerations rest = generations;
        for (qsizetype i = 0; i < generations.checkpoints.size(); ++i) {
            const Checkpoint &checkpoint = generations.checkpoints[i];
            const bool newest = i == newestWhole;
            qint64 bytes = 0;
            bool mounted = false;
            const QStringList own = volumesOnlyOf(m_parts.id, ida, rest, checkpoint.name);
            for (const QString &volume : own)
                bytes += std::max<qint64>(0, sizes.value(volume, 0));
            for (const QString &volume : checkpoint.volumes)
                mounted = mounted || m_mountedVolumes.contains(volume);
            volumes += QSet<QString>(own.cbegin(), own.cend());
            const bool hasBranch = isOfPresentBranch(ida, checkpoint.branch);
            const bool kept
                = mounted || checkpoint.isKept() || hasBranch || (newest && isKnown(ida));
            const QString why = mounted  ? QString()
                : checkpoint.isProtected ? u"kept: protected"_s
                : checkpoint.isKept()    ? u"kept: you saved it"_s
                : hasBranch              ? u"kept: data of %1"_s.arg(printable(checkpoint.branch))
                : kept                   ? u"kept: the newest"_s
                                         : QString();
            m_found += {Reclaimable::Kind::Checkpoint, checkpoint.name, ida, bytes, kept, why};
            if (kept)
                continue;
            m_freed += QSet<QString>(own.cbegin(), own.cend());
            rest.checkpoints.removeIf(
                [&](const Checkpoint &each) { return each.name == checkpoint.name; });
        }
    }

    void addJournals()
    {
        const QString folder
            = m_parts.withState([](WorkspaceState &state) { return state.runsFolder(); });
        const QStringList journals = runJournals(folder);
        for (qsizetype i = 0; i < journals.size(); ++i)
            m_found += {Reclaimable::Kind::RunJournal,
                        journals[i],
                        {},
                        QFileInfo(journals[i]).size(),
                        i < kKeptJournals || isJournalLive(journals[i]),
                        {}};
    }

    Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    const EngineClient &m_engine;
    std::stop_token m_stop;
    Generations m_generations;
    QSet<QString> m_usedImages;
    QSet<QString> m_mountedVolumes;
    QSet<QString> m_freed; ///< volumes that go
    QSet<QString> m_livingIdas; ///< those with containers or data here
    QList<Reclaimable> m_found;
};

Result<> removeItem(Workspace::Internals &internals, const Reclaimable &item, std::stop_token stop)
{
    switch (item.kind) {
    case Reclaimable::Kind::Image:
        return removeOwnImage(internals, item.name, stop);
    case Reclaimable::Kind::Volume:
        return removeOwnVolume(internals, item.name, stop);
    case Reclaimable::Kind::Checkpoint:
        return removeCheckpoint(internals, item.ida, item.name, stop);
    case Reclaimable::Kind::RunJournal:
        break;
    }
    QFile file(item.name);
    return file.remove()
        ? ok()
        : Result<>(ioError(u"“%1” could not be removed."_s.arg(item.name), file.errorString()));
}

constexpr EnumName<Reclaimable::Kind> kKinds[] {
    {Reclaimable::Kind::Image, u"image"},
    {Reclaimable::Kind::Volume, u"volume"},
    {Reclaimable::Kind::Checkpoint, u"checkpoint"},
    {Reclaimable::Kind::RunJournal, u"journal"},
};

} // namespace

QString toString(Reclaimable::Kind kind)
{
    return nameOf<kKinds>(kind);
}

QString freedText(const QList<Reclaimable> &items)
{
    const std::tuple<Reclaimable::Kind, QString, QString> kinds[] {
        {Reclaimable::Kind::Image, u"1 image"_s, u"%1 images"_s},
        {Reclaimable::Kind::Volume, u"1 volume"_s, u"%1 volumes"_s},
        {Reclaimable::Kind::Checkpoint, u"1 checkpoint"_s, u"%1 checkpoints"_s},
        {Reclaimable::Kind::RunJournal, u"1 run journal"_s, u"%1 run journals"_s},
    };
    QStringList parts;
    qint64 bytes = 0;
    for (const auto &[kind, one, several] : kinds) {
        int count = 0;
        for (const Reclaimable &item : items) {
            if (item.inUse || item.kind != kind)
                continue;
            ++count;
            bytes += std::max<qint64>(0, item.bytes);
        }
        if (count > 0)
            parts += count == 1 ? one : several.arg(count);
    }
    return parts.isEmpty()
        ? u"There is nothing to free."_s
        : u"This frees %1: %2."_s.arg(QLocale::c().createSeparatedList(parts), formatBytes(bytes));
}

Result<QList<Reclaimable>> occupied(Workspace &workspace, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    return Inventory(internals, *definition, **engine, stop).take();
}

Result<qint64> clean(Workspace &workspace,
                     const OperationRequest &request,
                     Reporter &reporter,
                     std::stop_token stop)
{
    if (!request.confirmed)
        return unconfirmed(u"Nothing was removed."_s);
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    std::ignore = removeHelpers(internals, stop);
    const auto items = occupied(workspace, stop);
    if (!items)
        return items.error();
    qint64 freed = 0;
    QStringList failures;
    for (const Reclaimable &item : *items) {
        if (item.inUse || (!request.idas.isEmpty() && !request.idas.contains(item.ida)))
            continue;
        if (stop.stop_requested())
            return cancelled();
        if (const auto removed = removeItem(internals, item, stop); !removed) {
            failures += removed.error().message;
            continue;
        }
        freed += std::max<qint64>(0, item.bytes);
        reporter.line(
            {OutputLine::Stream::Note, u"removed the %1 %2"_s.arg(toString(item.kind), item.name)});
    }
    if (!failures.isEmpty())
        return failed(u"Not everything could be removed."_s,
                      u"Stop the containers that use it and run this again."_s)
            .because(failures.join(u'\n'));
    return freed;
}

} // namespace devstack
