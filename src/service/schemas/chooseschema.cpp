// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/chooseschema.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"
#include "service/schemas/dumpfile.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

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

} // namespace

Result<ChosenSchema>
chooseSchema(Workspace &workspace, const QString &place, const QString &dump, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto ida = definition->require(place.section(u'/', 0, 0));
    if (!ida)
        return ida.error();
    const auto service = databaseOf(**ida, place.section(u'/', 1));
    if (!service)
        return service.error();
    ChosenSchema chosen {(*ida)->name, *service, {}};
    if (!dump.isEmpty()) {
        chosen.dump = QFileInfo(dump).absoluteFilePath();
        const DatabaseKind kind = databasesOf(**ida).value(*service);
        if (const auto facts = inspectDump(
                chosen.dump, {kind, false}, [](qint64) {}, stop);
            !facts)
            return facts.error();
    }
    const auto lock
        = internals.withState([&](WorkspaceState &state) { return state.lock(u"schema use"_s); });
    if (!lock)
        return lock.error();
    const auto saved = internals.withState([&](WorkspaceState &state) {
        Choices choices = state.choices();
        if (chosen.dump.isEmpty())
            choices.idas[chosen.ida].schemas.remove(chosen.service);
        else
            choices.idas[chosen.ida].schemas.insert(chosen.service, chosen.dump);
        return state.save(choices);
    });
    return saved ? Result<ChosenSchema>(chosen) : saved.error();
}

} // namespace devstack
