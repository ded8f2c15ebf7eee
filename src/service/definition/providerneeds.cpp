// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/providerneeds.h"

#include "core/text.h"
#include "foreign/inspect/inferredruns.h"
#include "service/definition/inference.h"

#include <QDir>

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
        for (const PlatformScript &script : m_facts.platformScripts)
            addRows(m_answering(script.provider), script);
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

    UnmetNeed unregistered(const IdaDefinition &provider, const QString &what) const
    {
        UnmetNeed need;
        need.provider = provider.name;
        need.why = u"%1 declares no register.%2"_s.arg(provider.name, what);
        need.hint
            = u"Declare how it registers them under idas.%1.manifest.register in devstack.yml%2."_s
                  .arg(provider.name, orTheScript());
        return need;
    }

    /// ", or run the script: “devstack run orders provision.sh”".
    QString orTheScript() const
    {
        if (m_facts.provisionScripts.isEmpty())
            return {};
        return u", or run the script: “devstack run %1 %2”"_s.arg(m_ida.name,
                                                                  m_facts.provisionScripts.first());
    }

    void addUser(const IdaDefinition *provider, const QString &host, ClientUser user)
    {
        UnmetNeed need = obstacle(provider, host);
        if (need.why.isEmpty() && !provider->manifest.registerUser)
            need = unregistered(*provider, u"user"_s);
        if (!need.why.isEmpty())
            return keep(need, u"user"_s, user.name, user.mark);
        user.mark = absolute(user.mark);
        m_ida.manifest.clients[provider->name].users += user;
    }

    void addOauth(const IdaDefinition *provider, const QString &host, ClientOauth oauth)
    {
        UnmetNeed need = obstacle(provider, host);
        if (need.why.isEmpty() && !provider->manifest.registerOauth)
            need = unregistered(*provider, u"oauth"_s);
        if (!need.why.isEmpty())
            return keep(need, u"oauth"_s, oauth.id, oauth.mark);
        oauth.mark = absolute(oauth.mark);
        m_ida.manifest.clients[provider->name].oauth += oauth;
    }

    void addRows(const IdaDefinition *provider, const PlatformScript &script)
    {
        const SourceMark &mark = script.evidence.mark;
        const QString name = u"%1:%2"_s.arg(mark.file, QString::number(mark.line));
        UnmetNeed need = obstacle(provider, script.provider);
        if (need.why.isEmpty()) {
            need.why = script.obstacle;
            if (need.why.isEmpty() && !hasManagePy(*provider))
                need.why = u"%1 has no manage.py"_s.arg(provider->name);
            need.hint
                = u"Run the script%1."_s.arg(m_facts.provisionScripts.isEmpty()
                                                 ? u" that holds it"_s
                                                 : u": “devstack run %1 %2”"_s.arg(
                                                     m_ida.name, m_facts.provisionScripts.first()));
        }
        if (!need.why.isEmpty())
            return keep(need, script.isRows ? u"rows"_s : u"command"_s, name, mark);
        ProviderRows rows;
        rows.provider = provider->name;
        rows.service = serviceFor(*provider, script.provider);
        rows.name = name;
        rows.argv = script.argv;
        rows.as = script.as;
        rows.mark = absolute(mark);
        m_ida.rows += rows;
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

    static bool hasManagePy(const IdaDefinition &provider)
    {
        return !provider.compose.services.isEmpty() && provider.inference
            && !provider.inference->facts.managePy.isEmpty();
    }

    IdaDefinition &m_ida;
    const RepositoryFacts &m_facts;
    const std::function<const IdaDefinition *(const QString &)> &m_answering;
};

QString needText(const UnmetNeed &need)
{
    if (need.what == u"rows")
        return u"the rows of %1"_s.arg(need.name);
    if (need.what == u"command")
        return u"what %1 runs"_s.arg(need.name);
    return u"%1 %2"_s.arg(need.what == u"oauth" ? u"OAuth client"_s : need.what, need.name);
}

} // namespace

void adoptProviderNeeds(IdaDefinition &ida,
                        const std::function<const IdaDefinition *(const QString &)> &answering)
{
    NeedSorter(ida, answering).sort();
}

QStringList unmetNeedTexts(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QStringList lines;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida || !ida->runsHere())
            continue;
        QStringList causes;
        QMap<QString, QList<UnmetNeed>> byCause;
        for (const UnmetNeed &need : ida->unmet) {
            if (!causes.contains(need.provider + need.why))
                causes += need.provider + need.why;
            byCause[need.provider + need.why] += need;
        }
        for (const QString &cause : std::as_const(causes)) {
            const QList<UnmetNeed> &needs = byCause[cause];
            QStringList texts;
            for (const UnmetNeed &need : needs)
                texts += needText(need);
            lines += printable(
                u"%1 does not get %2 in %3 (%4): %5. %6"_s.arg(name,
                                                               texts.join(u", "_s),
                                                               needs.first().provider,
                                                               needs.first().mark.toString(),
                                                               needs.first().why,
                                                               needs.first().hint));
        }
    }
    return lines;
}

} // namespace devstack
