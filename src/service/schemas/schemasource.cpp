// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/schemasource.h"

#include "service/schemas/fetchdump.h"
#include "service/schemas/loaddump.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

bool isFile(const QString &chosen)
{
    return chosen.startsWith(u'/');
}

QList<SchemaSource> schemaSources(const IdaDefinition &ida, const QList<AssembledService> &services)
{
    QList<SchemaSource> sources;
    for (const AssembledService &service : services) {
        for (const QString &volume : service.dataVolumes) {
            SchemaSource source;
            const QString chosen = ida.schemas.value(service.name);
            const auto declared
                = std::ranges::find(ida.manifest.schema, volume, &SchemaSource::volume);
            if (isFile(chosen))
                source.dump = chosen;
            else if (!chosen.isEmpty())
                source.snapshot = chosen;
            else if (declared != ida.manifest.schema.end())
                source = *declared;
            if (source.snapshot.isEmpty() && source.dump.isEmpty())
                continue;
            source.service = service.name;
            source.volume = volume;
            if (!source.dump.isEmpty() && !isWebDump(source.dump))
                source.dump = QDir(ida.path).absoluteFilePath(source.dump);
            sources += source;
        }
    }
    return sources;
}

bool fitsSchema(const DataOrigin &base, const QString &digest)
{
    return base.schema == digest || (digest == unknownDigest() && !base.schema.isEmpty());
}

DataStart dataStart(const IdaDefinition &ida,
                    const QList<AssembledService> &services,
                    const IdaGenerations &generations)
{
    QMap<QString, QString> wanted; // volume → digest
    DataStart start;
    for (const SchemaSource &source : schemaSources(ida, services)) {
        wanted.insert(source.volume, schemaDigest(source));
        start.schemas += source.snapshot.isEmpty() ? nameOfDump(source.dump) : source.snapshot;
    }
    for (auto base = generations.bases.cbegin(); base != generations.bases.cend(); ++base) {
        if (!fitsSchema(*base, wanted.value(base.key())))
            return start;
    }
    start.keptSince = generations.keptSince();
    if (start.keptSince.isValid())
        start.schemas.clear();
    return start;
}

QString unknownDigest()
{
    return u"?"_s;
}

QString schemaDigest(const SchemaSource &source)
{
    if (!source.snapshot.isEmpty())
        return source.snapshot;
    if (!source.sha256.isEmpty())
        return source.sha256;
    if (isWebDump(source.dump))
        return source.dump;
    const QString identity = dumpIdentity(source.dump);
    return identity.isEmpty() ? unknownDigest() : identity;
}

} // namespace devstack
