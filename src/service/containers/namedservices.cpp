// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/namedservices.h"

#include "core/unknownname.h"
#include "service/projects/assemblysummary.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

Result<NamedServices> namedServices(const WorkspaceDefinition &definition, const QStringList &names)
{
    NamedServices named;
    QSet<QString> whole;
    QMap<QString, QStringList> single;
    for (const QString &name : names) {
        const auto known = definition.selection({name.section(u'/', 0, 0)}, false);
        if (!known)
            return known.error();
        const QString &ida = known->first();
        if (!named.idas.contains(ida))
            named.idas += ida;
        const QString service = name.section(u'/', 1);
        if (service.isEmpty())
            whole.insert(ida);
        else if (!single[ida].contains(service))
            single[ida] += service;
    }
    single.removeIf([&](auto entry) { return whole.contains(entry.key()); });
    named.services = single;
    return named;
}

Result<> requireServices(const NamedServices &named, const QList<KnownIda> &known)
{
    for (const KnownIda &ida : known) {
        QStringList all;
        for (const AssembledService &service : ida.summary.services)
            all += service.name;
        for (const QString &service : named.services.value(ida.name)) {
            if (!all.contains(service))
                return unknownName(ida.name, u"service"_s, service, all);
        }
    }
    return ok();
}

} // namespace devstack
