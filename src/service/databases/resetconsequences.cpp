// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/resetconsequences.h"

#include "core/text.h"
#include "engine/diskusage.h"
#include "service/databases/caches.h"
#include "service/databases/nextgeneration.h"
#include "service/databases/registrations.h"
#include "service/observing/presentdata.h"
#include "service/projects/assemblysummary.h"
#include "service/schemas/schemasource.h"
#include "service/workspaceinternals.h"
#include "store/checkpointlimits.h"

#include <QLocale>

#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Nobody waits longer than this for a figure in a question.
constexpr std::chrono::milliseconds kSizeLimit = 2s;

/// Sizes by volume; empty where the Engine does not tell them soon.
QMap<QString, qint64> volumeSizes(const Workspace::Internals &internals, std::stop_token stop)
{
    QMap<QString, qint64> sizes;
    const auto engine = internals.engine();
    if (!engine)
        return sizes;
    if (const auto usage = diskUsage(**engine, std::move(stop), kSizeLimit)) {
        for (const VolumeInfo &volume : usage->volumes)
            sizes.insert(volume.name, volume.size);
    }
    return sizes;
}

/// " (36 MB)", or nothing when the size of a volume is not known.
QString sizeText(const QStringList &volumes, const QMap<QString, qint64> &sizes)
{
    qint64 bytes = 0;
    for (const QString &volume : volumes) {
        const qint64 size = sizes.value(volume, -1);
        if (size < 0)
            return {};
        bytes += size;
    }
    return bytes > 0 ? u" (%1)"_s.arg(formatBytes(bytes)) : QString();
}

DataStart startOf(Workspace::Internals &internals, const IdaDefinition &ida)
{
    const auto folder = internals.idaFolder(ida.name);
    const auto summary = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
    return summary
        ? dataStart(ida,
                    summary->services,
                    internals.withState([](WorkspaceState &state) { return state.generations(); })
                        .value(ida.name))
        : DataStart();
}

/// What the data after a reset does not have: seeds and files by name, and what nobody recorded.
QString lostText(QStringList names, const QDateTime &kept, bool discard)
{
    names += kept.isValid() ? u"what was written by hand or by applications since then"_s
                            : u"what was written by hand or by applications"_s;
    return (discard ? u"Lost for good: %1."_s : u"Not in the data after that: %1."_s)
        .arg(QLocale::c().createSeparatedList(names));
}

} // namespace

QStringList consequencesOf(Workspace::Internals &internals,
                           const WorkspaceDefinition &definition,
                           const QStringList &idas,
                           bool discard,
                           std::stop_token stop)
{
    const QMap<QString, qint64> sizes = volumeSizes(internals, stop);
    const AppliedData applied = appliedData(internals, true, stop);
    const QStringList registered = registeredIn(internals, definition, idas);
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    QStringList consequences;
    QStringList without; // IDAs that keep no data
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida->runsHere())
            continue;
        const QStringList volumes = presentVolumes(internals, name);
        if (volumes.isEmpty()) {
            without += name;
            continue;
        }
        const DataStart start = startOf(internals, *ida);
        const QDateTime kept = start.keptSince;
        QStringList again;
        if (kept.isValid())
            again = QStringList {u"migrations and seeds that changed since"_s};
        else
            again = QStringList {u"migrations"_s};
        if (!kept.isValid() && !ida->seedNames().isEmpty())
            again += u"the seeds %1"_s.arg(ida->seedNames().join(u", "_s));
        const QStringList dependents = registeredIn(internals, definition, {name});
        if (!dependents.isEmpty() && !kept.isValid())
            again += u"clients that %1 registered in it"_s.arg(dependents.join(u", "_s));
        QStringList files;
        for (const KeptFile &file : ida->files) {
            if (file.afterReset)
                files += printable(file.name);
        }
        if (!files.isEmpty())
            again += u"your files %1"_s.arg(files.join(u", "_s));
        const QString size = sizeText(volumes, sizes);
        consequences += discard
            ? u"This destroys all data of %1%2 for good."_s.arg(name, size)
            : u"This moves all data of %1%2 into a checkpoint; restoring that brings all of it back."_s
                  .arg(name, size);
        const QStringList beyond = discard ? QStringList()
                                           : beyondLimits(all.value(name).checkpoints,
                                                          definition.choices.checkpoints,
                                                          QDateTime::currentDateTimeUtc(),
                                                          {},
                                                          1);
        if (!beyond.isEmpty())
            consequences += u"Older checkpoints that go (kept: %1): %2."_s.arg(
                limitsText(definition.choices.checkpoints), beyond.join(u", "_s));
        if (!start.schemas.isEmpty())
            consequences += u"The data begins with %1."_s.arg(start.schemas.join(u", "_s));
        if (kept.isValid())
            consequences
                += u"The data goes back to how it was on %1, after its provisioning."_s.arg(
                    kept.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
        consequences += u"Then these run again: %1."_s.arg(QLocale::c().createSeparatedList(again));
        if (const QStringList caches = cachesOf(*ida); !caches.isEmpty())
            consequences += u"What these caches hold is dropped: %1."_s.arg(caches.join(u", "_s));
        consequences += lostText(
            lostByReset(definition, applied, name, idas, registered), start.keptSince, discard);
    }
    if (!without.isEmpty())
        consequences
            += u"No data in this workspace, so nothing changes: %1."_s.arg(without.join(u", "_s));
    return consequences;
}

Result<QStringList> resetConsequences(Workspace &workspace,
                                      const QStringList &names,
                                      bool discard,
                                      std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    return consequencesOf(workspace.internals(), *definition, *idas, discard, std::move(stop));
}

} // namespace devstack
