// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "core/unknownname.h"
#include "foreign/review/rules/missingcomposefile.h"
#include "foreign/review/rules/rules.h"
#include "foreign/review/subject/scriptcalls.h"
#include "foreign/review/subject/stacknames.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Every name under which a container or service of this or another repository is known.
class KnownContainers
{
public:
    explicit KnownContainers(const LintInput &input)
        : m_input(input)
    {
        const QString project = slug(input.subject.facts.name);
        for (const ServiceEntry &service : input.subject.allServices()) {
            m_services += service.name;
            const QString name = containerNameOf(service);
            if (!name.isEmpty())
                m_containers += name;
            // What Compose calls it otherwise, in both of its spellings.
            for (const QChar separator : {u'-', u'_'})
                m_default += project + separator + service.name + separator + u'1';
        }
        static const QRegularExpression kName(u"--name[=\\s]+[\"']?([A-Za-z0-9_.-]+)"_s);
        for (const DockerCall &call : input.subject.facts.dockerCalls) {
            if (const auto made = kName.match(call.evidence.text); made.hasMatch())
                m_default += made.captured(1);
        }
        m_services.removeDuplicates();
        m_containers.removeDuplicates();
    }

    const QStringList &services() const { return m_services; }
    const QStringList &containers() const { return m_containers; }

    bool hasService(const QString &name) const { return matches(name, m_services); }
    bool hasContainer(const QString &name) const
    {
        if (matches(name, m_containers + m_default)
            || m_input.surroundings.providers.contains(name))
            return true;
        const auto pattern = namePattern(name);
        if (!pattern)
            return true;
        const auto &services = m_input.surroundings.known.services();
        return std::ranges::any_of(services, [&](const KnownService &service) {
            // What others may call its containers is no container of it.
            return !isRepository(service, m_input.subject.facts.name)
                && std::ranges::any_of(service.hosts, [&](const QString &host) {
                       return pattern->match(host).hasMatch();
                   });
        });
    }

private:
    static bool matches(const QString &name, const QStringList &known)
    {
        const auto pattern = namePattern(name);
        return !pattern || std::ranges::any_of(known, [&](const QString &candidate) {
            return pattern->match(candidate).hasMatch();
        });
    }

    const LintInput &m_input;
    QStringList m_services;
    QStringList m_containers;
    QStringList m_default;
};

/// Of `cp FROM TO`, the side inside a container; a path of this machine that holds a colon begins
/// with “.” or “/”.
QStringList copiedWith(const DockerCall &call)
{
    QStringList containers;
    for (const QString &name : call.names) {
        const qsizetype colon = name.indexOf(u':');
        if (colon > 0 && !name.startsWith(u'.') && !name.left(colon).contains(u'/'))
            containers += name.left(colon);
    }
    return containers;
}

/// What a call names: the services or containers among its words.
QStringList namedBy(const DockerCall &call)
{
    static const QSet<QString> kContainers {u"attach"_s,
                                            u"logs"_s,
                                            u"stop"_s,
                                            u"start"_s,
                                            u"restart"_s,
                                            u"kill"_s,
                                            u"top"_s,
                                            u"port"_s,
                                            u"stats"_s,
                                            u"wait"_s,
                                            u"inspect"_s,
                                            u"rm"_s};
    static const QSet<QString> kServices {u"up"_s,
                                          u"start"_s,
                                          u"stop"_s,
                                          u"restart"_s,
                                          u"logs"_s,
                                          u"build"_s,
                                          u"pull"_s,
                                          u"kill"_s,
                                          u"rm"_s,
                                          u"create"_s,
                                          u"ps"_s,
                                          u"pause"_s,
                                          u"unpause"_s,
                                          u"top"_s,
                                          u"attach"_s};
    if (call.subcommand == u"cp")
        return copiedWith(call);
    switch (call.kind) {
    case DockerCall::Kind::Exec:
        return call.names.mid(0, 1);
    case DockerCall::Kind::Run:
        return call.compose ? call.names.mid(0, 1) : QStringList();
    case DockerCall::Kind::Compose:
        return kServices.contains(call.subcommand) ? call.names : QStringList();
    case DockerCall::Kind::Other:
        return !call.compose && kContainers.contains(call.subcommand) ? call.names : QStringList();
    case DockerCall::Kind::VolumeRemove:
        break;
    }
    return {};
}

struct Unknown
{
    bool service = false;
    bool everyday = false;
    bool endless = false;
    QList<SourceMark> marks;
};

} // namespace

void lookForUnknownContainers(const LintInput &input, FindingSink &sink)
{
    lookForMissingComposeFiles(input, sink);
    const KnownContainers known(input);
    // Without a compose file the containers are somebody else's, and nothing can be said of them.
    if (known.services().isEmpty() || !input.subject.knowsAllServices())
        return;
    QMap<QPair<QString, QString>, Unknown> unknown;
    for (const DockerCall &call : input.subject.facts.dockerCalls) {
        if (isElsewhere(call, input.subject))
            continue;
        for (const QString &name : namedBy(call)) {
            if (name.isEmpty() || name.startsWith(u'-') || hasVariables(name))
                continue;
            if (call.compose ? known.hasService(name) : known.hasContainer(name))
                continue;
            Unknown &entry = unknown[{call.evidence.mark.file, name}];
            entry.service = call.compose;
            entry.everyday = entry.everyday || isEveryday(call, input.subject);
            entry.endless = entry.endless || isInEndlessLoop(call, input.subject);
            entry.marks += call.evidence.mark;
        }
    }
    for (auto it = unknown.begin(); it != unknown.end(); ++it) {
        const QString name = QString(it.key().second).replace(u"${*}"_s, u"$*"_s);
        const QStringList &candidates = it->service ? known.services() : known.containers();
        QString message = it->service
            ? u"No compose file of this repository has a service “%1”."_s.arg(printable(name))
            : u"No service of this repository, and none that is known, has a container “%1”."_s.arg(
                printable(name));
        if (it->endless)
            message += u" The loop around it never ends."_s;
        sink.add(it->everyday ? LintSeverity::Error : LintSeverity::Warning,
                 it->marks,
                 message,
                 didYouMean(name,
                            candidates,
                            u"There are %1."_s.arg(printable(candidates.join(u", "_s)))));
    }
}

} // namespace devstack
