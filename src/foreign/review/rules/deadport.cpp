// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/stacknames.h"
#include "model/compose/serviceroles.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The ports on which the command surely listens; nothing when one cannot tell.
std::optional<QStringList> listenedPorts(const ServiceEntry &service)
{
    const QString command = commandText(service);
    static const QRegularExpression kServer(
        u"\\b(?:runserver(?:_plus)?|gunicorn|uvicorn|http\\.server|php\\s+artisan\\s+serve)\\b"_s);
    static const QRegularExpression kWords(
        u"(?:runserver(?:_plus)?|http\\.server)\\s+(?:[-\\w.=]+\\s+)*?"
        u"(?:\\[?[\\w.:]*\\]?:)?([0-9]{2,5})\\b"_s);
    static const QRegularExpression kOption(
        u"(?:--bind|-b|--port|-p)[=\\s]+(?:\\[?[\\w.:]*\\]?:)?([0-9]{2,5})\\b"_s);
    if (!kServer.match(command).hasMatch() || command.contains(u'$') || command.count(u'&') % 2)
        return std::nullopt;
    QStringList ports;
    for (const QRegularExpression &pattern : {kWords, kOption}) {
        for (auto match = pattern.globalMatch(command); match.hasNext();)
            ports += match.next().captured(1);
    }
    if (ports.isEmpty())
        return std::nullopt;
    return ports;
}

/// Ports of products whose image listens nowhere else unless it is told so.
QStringList productPorts(const ServiceEntry &service)
{
    static const QList<std::pair<QString, QStringList>> kPorts {
        {u"mysql"_s, {u"3306"_s, u"33060"_s}},
        {u"mariadb"_s, {u"3306"_s}},
        {u"postgres"_s, {u"5432"_s}},
        {u"redis"_s, {u"6379"_s}},
        {u"memcached"_s, {u"11211"_s}},
        {u"mongo"_s, {u"27017"_s}},
    };
    const QString name = imageName(service.image);
    const auto found
        = std::ranges::find_if(kPorts, [&](const auto &known) { return known.first == name; });
    return found == kPorts.end() ? QStringList() : found->second;
}

/// Whether the number stands anywhere in what the service is given: then it may well listen there.
bool mentions(const ServiceEntry &service, const QString &port)
{
    const QRegularExpression word(u"(?<![0-9])"_s + QRegularExpression::escape(port)
                                  + u"(?![0-9])"_s);
    return word.match(commandText(service)).hasMatch()
        || std::ranges::any_of(service.environment,
                               [&](const QString &value) { return word.match(value).hasMatch(); });
}

/// Whether one of the ports that are listened on is published.
bool publishes(const ServiceEntry &service, const QStringList &listened)
{
    return std::ranges::any_of(
        service.ports, [&](const PortMapping &port) { return listened.contains(port.container); });
}

} // namespace

void lookForDeadPorts(const LintInput &input, FindingSink &sink)
{
    static const QRegularExpression kCeleryWorker(u"\\bcelery\\b.*\\b(?:worker|beat)\\b"_s);
    static const QRegularExpression kNumber(u"\\A[0-9]{1,5}\\z"_s);
    for (const ComposeFile &stack : input.subject.running) {
        for (const ServiceEntry &service : stack.services) {
            const auto listened = listenedPorts(service);
            const QStringList product = service.build ? QStringList() : productPorts(service);
            const QString command = commandText(service);
            const bool worker = kCeleryWorker.match(command).hasMatch()
                && !command.contains(u"flower"_s) && !listened;
            for (const PortMapping &port : service.ports) {
                if (!kNumber.match(port.container).hasMatch())
                    continue;
                QString why;
                // A port that is the same on both sides beside the server's own is somebody's
                // debugger or second server.
                const bool meant
                    = port.host == port.container && listened && publishes(service, *listened);
                if (listened && !listened->contains(port.container) && !meant) {
                    why = u"its command listens on %1"_s.arg(listened->join(u", "_s));
                } else if (worker && !mentions(service, port.container)) {
                    why = u"a Celery worker listens on no port"_s;
                } else if (!product.isEmpty() && !product.contains(port.container)) {
                    why = u"%1 listens on %2"_s.arg(imageName(service.image), product.first());
                }
                // Debuggers and second servers are told their port by a variable.
                if (why.isEmpty() || mentions(service, port.container))
                    continue;
                sink.add({port.mark},
                         u"Port %1 of “%2” is published and nothing listens there: %3."_s.arg(
                             port.container, printable(service.name), why),
                         u"Remove the port, or publish the right one."_s);
            }
        }
    }
}

} // namespace devstack
