// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/passes.h"

#include <algorithm>

namespace devstack::passes {

using namespace Qt::StringLiterals;

namespace {

QString describe(const PortChoice &choice)
{
    const QString wanted = choice.want.host.isEmpty() ? u"any"_s : choice.want.host;
    return u"ports: %1 → %2:%3"_s.arg(wanted, choice.address).arg(choice.host);
}

Result<> publish(Draft &draft, const QString &name, QJsonObject &service)
{
    QJsonArray published;
    const QJsonArray ports = service.value(u"ports").toArray();
    const QList<PortWant> wants
        = wantedPorts(draft.input.ida,
                      {{u"services"_s,
                        QJsonObject {{name, QJsonObject {{u"ports"_s, ports}}}}}});
    for (qsizetype i = 0; i < ports.size(); ++i) {
        const auto choice = std::ranges::find(draft.input.ports, wants.at(i), &PortChoice::want);
        if (choice == draft.input.ports.end() || choice->host == 0) {
            const bool isFull = choice != draft.input.ports.end();
            return invalidInput(
                u"%1: no host port was chosen for port %2 of service %3%4."_s
                    .arg(draft.input.ida)
                    .arg(wants.at(i).container)
                    .arg(name, isFull ? QString(u": " + choice->reason) : QString()));
        }
        QJsonObject port = ports.at(i).toObject();
        port.insert(u"host_ip", choice->address);
        port.insert(u"published", QString::number(choice->host));
        published.append(port);
        draft.facts[name].ports.append(*choice);
        if (choice->isMoved())
            draft.note(name, describe(*choice), choice->reason + u'.');
        else if (wants.at(i).host.isEmpty())
            draft.note(name,
                       describe(*choice),
                       u"A port of its own stays the same across runs."_s);
    }
    service.insert(u"ports", published);
    return ok();
}

} // namespace

Result<> rewritePorts(Draft &draft)
{
    const QStringList names = draft.services.keys();
    for (const QString &name : names) {
        QJsonObject &service = draft.services[name];
        if (!service.contains(u"ports"))
            continue;
        if (!publishesPorts(draft.resolved.value(u"services").toObject().value(name).toObject())) {
            service.remove(u"ports");
            draft.note(
                name,
                u"ports dropped"_s,
                u"It uses the network of the machine or of another container."_s);
            continue;
        }
        if (const auto published = publish(draft, name, service); !published)
            return published;
    }
    return ok();
}

} // namespace devstack::passes
