// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/chooseschema.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "model/compose/serviceroles.h"
#include "model/manifest/validity.h"
#include "service/configuration/choicechange.h"
#include "service/definition/workspacedefinition.h"
#include "service/schemas/dumpfile.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The databases of an IDA that dumps can be loaded into.
QMap<QString, DatabaseKind> databasesOf(const IdaDefinition &ida)
{
    QMap<QString, DatabaseKind> found;
    for (auto it = ida.compose.services.begin(); it != ida.compose.services.end(); ++it) {
        const DatabaseKind kind = databaseKindOf(*it);
        if (kind == DatabaseKind::MySql || kind == DatabaseKind::Postgres)
            found.insert(it.key(), kind);
    }
    return found;
}

Result<QString> databaseOf(const IdaDefinition &ida, const QString &wanted)
{
    const QStringList known = databasesOf(ida).keys();
    if (known.isEmpty())
        return notFound(u"%1 has no MySQL, MariaDB or PostgreSQL database."_s.arg(ida.name));
    if (wanted.isEmpty() && known.size() > 1)
        return invalidInput(
            u"%1 has several databases."_s.arg(ida.name),
            {},
            u"Name one: %1/%2"_s.arg(ida.name, known.join(u" or %1/"_s.arg(ida.name))));
    if (!wanted.isEmpty() && !known.contains(wanted))
        return unknownName(ida.name, u"database"_s, wanted, known);
    return wanted.isEmpty() ? known.first() : wanted;
}

/// A word that means a file, whether it is there or not: so a mistyped one is told as such.
bool looksLikeFile(const QString &source)
{
    const bool hasTag = source.lastIndexOf(u':') > source.lastIndexOf(u'/');
    return QFileInfo::exists(source) || source.startsWith(u'/') || source.startsWith(u'.')
        || source.startsWith(u'~') || (!hasTag && hasDumpSuffix(source));
}

/// The absolute path of a dump, or the name of a snapshot, that this database can begin with.
Result<QString> admitted(Workspace::Internals &internals,
                         const QString &source,
                         DatabaseKind kind,
                         Reporter &reporter,
                         const std::stop_token &stop)
{
    if (looksLikeFile(source)) {
        const QString path = QFileInfo(source).absoluteFilePath();
        const auto facts = inspectDump(
            path, {kind, false, false}, [](qint64) {}, stop);
        return facts ? Result<QString>(path) : facts.error();
    }
    if (!isImageReference(source))
        return invalidInput(
            u"“%1” is neither a file nor the name of an image."_s.arg(printable(source)));
    const auto labels = presentSnapshot(internals, source, reporter, stop);
    if (!labels)
        return labels.error();
    const bool isPostgres = labels->product.name == u"postgres";
    if (isPostgres != (kind == DatabaseKind::Postgres))
        return conflict(u"The snapshot %1 is of %2, which this database is not."_s.arg(
            printable(source), labels->product.text()));
    return source;
}

/// The volume that a database keeps its data in, by its key in the compose file; empty: it has
/// none.
QString dataVolumeOf(const IdaDefinition &ida, const QString &service)
{
    for (const SchemaSource &source : ida.manifest.schema) {
        if (source.service == service)
            return source.volume;
    }
    QString found;
    for (const MountEntry &mount : ida.compose.services.value(service).mounts) {
        if (mount.kind == MountEntry::Kind::Volume
            && (found.isEmpty() || mount.target.startsWith(u"/var/lib/"_s)))
            found = mount.source;
    }
    return found;
}

/// Writes the choice into the IDA's manifest in devstack.yml.
Result<> shareSchema(ChoiceChange &change, const ChosenSchema &chosen)
{
    const auto manifest = change.entry().manifest;
    QList<SchemaSource> schemas = manifest ? manifest->schema : QList<SchemaSource>();
    const bool takesAway = chosen.source.isEmpty();
    const auto removed = schemas.removeIf([&](const SchemaSource &source) {
        // A dump that stands there was written by hand: it is no choice of this command.
        return source.service == chosen.service && !(takesAway && source.snapshot.isEmpty());
    });
    if (!takesAway) {
        const QString volume = dataVolumeOf(change.ida(), chosen.service);
        if (volume.isEmpty())
            return failed(
                u"%1/%2 keeps its data in no named volume."_s.arg(chosen.ida, chosen.service));
        SchemaSource source;
        source.service = chosen.service;
        source.volume = volume;
        source.snapshot = chosen.source;
        schemas += source;
    }
    return change.writeFile(
        [&](const QByteArray &content) {
            if (takesAway && removed == 0)
                return Result<QByteArray>(content);
            // A mere dependency has no entry yet.
            const auto listed = withIda(content, change.entry());
            return listed ? withSchemas(*listed, chosen.ida, schemas) : listed;
        },
        [&](IdaChoice &choice) { choice.schemas.remove(chosen.service); });
}

} // namespace

bool hasDumpSuffix(const QString &file)
{
    static const QStringList kSuffixes {
        u".sql"_s, u".gz"_s, u".zst"_s, u".xz"_s, u".bz2"_s, u".dump"_s};
    return std::ranges::any_of(kSuffixes, [&](const QString &end) { return file.endsWith(end); });
}

Result<ChosenSchema> chooseSchema(Workspace &workspace,
                                  const QString &database,
                                  const QString &source,
                                  ChoicePlace place,
                                  Reporter &reporter,
                                  std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto ida = definition->require(database.section(u'/', 0, 0));
    if (!ida)
        return ida.error();
    const auto service = databaseOf(**ida, database.section(u'/', 1));
    if (!service)
        return service.error();
    ChosenSchema chosen {(*ida)->name, *service, {}};
    if (!source.isEmpty()) {
        if (place == ChoicePlace::Shared && looksLikeFile(source))
            return invalidInput(
                u"A file of this machine cannot be shared: “%1”."_s.arg(printable(source)),
                {},
                u"Make a snapshot of it, “devstack schema build”, and share that."_s);
        const auto fits
            = admitted(internals, source, databasesOf(**ida).value(*service), reporter, stop);
        if (!fits)
            return fits.error();
        chosen.source = *fits;
    }
    // An earlier reading: what it was pulled for may have taken minutes.
    const auto change = ChoiceChange::begin(workspace, chosen.ida, u"schema"_s, stop);
    if (!change)
        return change.error();
    const auto forget = [&](IdaChoice &choice) { choice.schemas.remove(chosen.service); };
    const auto take = [&](IdaChoice &choice) {
        if (chosen.source.isEmpty())
            forget(choice);
        else
            choice.schemas.insert(chosen.service, chosen.source);
    };
    const auto saved = place == ChoicePlace::Shared
        ? shareSchema(**change, chosen)
        : (*change)->write(ChoicePlace::Personal, {}, take, {});
    return saved ? Result<ChosenSchema>(chosen) : saved.error();
}

} // namespace devstack
