// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

namespace devstack::passes {

using namespace Qt::StringLiterals;

void holdDataParts(Draft &draft)
{
    for (auto service = draft.services.begin(); service != draft.services.end(); ++service) {
        const QStringList keys = draft.facts.value(service.key()).dataVolumes;
        QJsonArray mounts = service->value(u"volumes").toArray();
        for (const QString &key : keys) {
            const QStringList parts = draft.input.dataParts.value(key);
            for (qsizetype i = 0; i < parts.size(); ++i) {
                mounts.append(QJsonObject {{u"type"_s, u"volume"_s},
                                           {u"source"_s, dataPartKey(key, i)},
                                           {u"target"_s, u"/.devstack/%1/%2"_s.arg(key).arg(i)},
                                           {u"read_only"_s, true},
                                           {u"volume"_s, QJsonObject {{u"nocopy"_s, true}}}});
            }
        }
        if (!mounts.isEmpty())
            service->insert(u"volumes"_s, mounts);
    }
}

} // namespace devstack::passes
