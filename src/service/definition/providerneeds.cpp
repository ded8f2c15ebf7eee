// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/providerneeds.h"

#include "core/text.h"
#include "foreign/inspect/inferredruns.h"
#include "service/definition/inference.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Sorts what the scripts of one IDA ask of others.
class NeedSorter
{
public:
    NeedSorter(IdaDefinition &ida,
               const std::function<const IdaDefinition *(const QString &)> &answering)
        : m_ida(ida)
        , m_facts(ida.inference->facts)
        , m_answering(answering)
    {
    }

    void sort()
    {
        const QMap<QString, ClientNeeds> declared = m_ida.manifest.clients;
        for (auto it = m_facts.clients.begin(); it != m_facts.clients.end(); ++it) {
            const IdaDefinition *provider = m_answering(it.key());
            if (provider && declared.contains(provider->name))
                continue; // what devstack.yml says of them holds
            for (const ClientUser &user : it->users)
                addUser(provider, it.key(), user);
            for (const ClientOauth &oauth : it->oauth)
                addOauth(provider, it.key(), oauth);
        }
        for (const PlatformScript &script : m_facts.platformScripts) {
            if (script.kind == PlatformScript::Kind::Clients)
                continue;
            const SourceMark &mark = script.evidence.mark;
            addCall(m_answering(script.provider),
                    script,
                    script.kind == PlatformScript::Kind::Rows ? u"rows"_s : u"command"_s,
                    u"%1:%2"_s.arg(mark.file, QString::number(mark.line)));
        }
        // As the scripts do: a client may belong to a user, rows to both.
        std::ranges::stable_sort(m_ida.calls, [](const ProviderCall &a, const ProviderCall &b) {
            return a.mark.file == b.mark.file && a.mark.line < b.mark.line;
        });
    }

private:
    SourceMark absolute(SourceMark mark) const
    {
        if (!mark.file.isEmpty() && QDir::isRelativePath(mark.file))
            mark.file = m_ida.path + u'/' + mark.file;
        return mark;
    }

    /// Why the provider can take nothing at all; a default value when it can.
    UnmetNeed obstacle(const IdaDefinition *provider, const QString &host) const
    {
        UnmetNeed need;
        need.provider = provider ? provider->name : host;
        if (!provider) {
            need.why = u"no IDA in the workspace answers to “%1”"_s.arg(host);
            need.hint = u"Add its repository: “devstack add URL”."_s;
        } else if (provider->mode == Mode::External || provider->mode == Mode::Off) {
            need.why = u"%1 is %2"_s.arg(provider->name, toString(provider->mode));
            need.hint = u"Run the script's commands there yourself."_s;
        } else if (!provider->present) {
            need.why = u"%1 is not in the workspace"_s.arg(provider->name);
            need.hint = u"Add it: “devstack add %1”."_s.arg(
                provider->repository.isEmpty() ? u"URL"_s : provider->name);
        }
        return need;
    }

    void keep(UnmetNeed need, const QString &what, const QString &name, const SourceMark &mark)
    {
        need.what = what;
        need.name = name;
        need.mark = absolute(mark);
        m_ida.unmet += need;
    }

    void addUser(const IdaDefinition *provider, const QString &host, ClientUser user)
    {
        const UnmetNeed need = obstacle(provider, host);
        if (!need.why.isEmpty())
            return keep(need, u"user"_s, user.name, user.mark);
        if (!provider->manifest.registerUser)
            return addCallOf(*provider, host, u"user"_s, user.name, user.mark);
        user.mark = absolute(user.mark);
        m_ida.manifest.clients[provider->name].users += user;
    }

    void addOauth(const IdaDefinition *provider, const QString &host, ClientOauth oauth)
    {
        const UnmetNeed need = obstacle(provider, host);
        if (!need.why.isEmpty())
            return keep(need, u"oauth"_s, oauth.id, oauth.mark);
        if (!provider->manifest.registerOauth)
            return addCallOf(*provider, host, u"oauth"_s, oauth.id, oauth.mark);
        oauth.mark = absolute(oauth.mark);
        m_ida.manifest.clients[provider->name].oauth += oauth;
    }

    /// A user or client in the words of the script that makes it.
    void addCallOf(const IdaDefinition &provider,
                   const QString &host,
                   const QString &what,
                   const QString &name,
                   const SourceMark &mark)
    {
        // Several calls may stand in one line.
        for (const PlatformScript &script : m_facts.platformScripts) {
            if (script.provider == host && script.evidence.mark == mark
                && script.code.contains(name))
                return addCall(&provider, script, what, name);
        }
        UnmetNeed need;
        need.provider = provider.name;
        need.why = u"%1 declares no register.%2"_s.arg(provider.name, what);
        need.hint
            = u"Declare how it registers them under idas.%1.manifest.register in devstack.yml."_s
                  .arg(provider.name);
        keep(need, what, name, mark);
    }

    void addCall(const IdaDefinition *provider,
                 const PlatformScript &script,
                 const QString &what,
                 const QString &name)
    {
        const SourceMark &mark = script.evidence.mark;
        UnmetNeed need = obstacle(provider, script.provider);
        if (need.why.isEmpty() && !script.obstacle.isEmpty()) {
            need.why = script.obstacle;
            need.hint
                = u"Run the script%1."_s.arg(m_facts.provisionScripts.isEmpty()
                                                 ? u" that holds it"_s
                                                 : u": “devstack run %1 %2”"_s.arg(
                                                     m_ida.name, m_facts.provisionScripts.first()));
        }
        if (!need.why.isEmpty())
            return keep(need, what, name, mark);
        ProviderCall call;
        call.provider = provider->name;
        call.service = serviceFor(*provider, script.provider);
        call.what = what;
        call.name = name;
        call.argv = script.argv;
        call.as = script.as;
        call.mark = absolute(mark);
        // One call may make several users.
        const bool isKnown = std::ranges::any_of(m_ida.calls, [&](const ProviderCall &known) {
            return known.mark == call.mark && known.argv == call.argv;
        });
        if (!isKnown)
            m_ida.calls += call;
    }

    static QString serviceFor(const IdaDefinition &provider, const QString &container)
    {
        DockerCall call;
        call.names = QStringList {container};
        const QString own = serviceOf(call, provider.compose, provider.manifest.primary);
        return own.isEmpty()
            ? provider.manifest.provides.value(container, provider.manifest.primary)
            : own;
    }

    IdaDefinition &m_ida;
    const RepositoryFacts &m_facts;
    const std::function<const IdaDefinition *(const QString &)> &m_answering;
};

} // namespace

void adoptProviderNeeds(IdaDefinition &ida,
                        const std::function<const IdaDefinition *(const QString &)> &answering)
{
    NeedSorter(ida, answering).sort();
}

} // namespace devstack
