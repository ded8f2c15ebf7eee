// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/planfiles.h"

#include "core/text.h"
#include "service/definition/dataloaders.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString forgetHint(const IdaDefinition &ida, const QString &name)
{
    return u"Give it again, or leave it out: “%1”."_s.arg(
        commandLine({u"seed"_s, ida.name, u"--forget"_s, name}));
}

} // namespace

Result<QString>
keptFilePath(Workspace::Internals &internals, const QString &ida, const QString &name)
{
    const auto folder = internals.idaFolder(ida);
    return folder ? Result<QString>(*folder + u"/files/"_s + name) : folder;
}

Result<PlanFile> planFileOf(const IdaDefinition &ida, const KeptFile &file, const QString &path)
{
    const auto loader = loaderOf(ida, file.name);
    if (!loader) {
        const QStringList known = loadedSuffixes(ida);
        return invalidInput(u"“%1” has no loader for “%2”."_s.arg(ida.name, printable(file.name)),
                            ida.manifest.mark,
                            known.isEmpty() ? u"Declare x-devstack.data in its compose file."_s
                                            : u"It takes: .%1."_s.arg(known.join(u", ."_s)));
    }
    const ServiceRun &run = loader->run;
    ContainerCommand command {ida.name,
                              run.service.isEmpty() ? ida.manifest.primary : run.service,
                              loader->isStatements() ? QStringList() : run.run.toVector(),
                              run.as,
                              run.timeout};
    return PlanFile {file.name, path, file.sha256, command};
}

Result<QList<PlanFile>>
planFiles(Workspace::Internals &internals, const IdaDefinition &ida, const QStringList &wanted)
{
    QList<PlanFile> files;
    for (const KeptFile &file : ida.files) {
        if (!file.afterReset && !wanted.contains(file.name))
            continue;
        const auto path = keptFilePath(internals, ida.name, file.name);
        if (!path)
            return path.error();
        if (!QFileInfo(*path).isFile())
            return notFound(
                u"The file “%1”, kept for %2, is gone."_s.arg(printable(file.name), ida.name),
                forgetHint(ida, file.name));
        const auto planned = planFileOf(ida, file, *path);
        if (!planned)
            return planned.error();
        files += *planned;
    }
    return files;
}

} // namespace devstack
