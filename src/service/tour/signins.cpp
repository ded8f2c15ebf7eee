// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/tour/signins.h"

#include "core/secrets.h"
#include "foreign/inspect/readmetext.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestUser = 80;
constexpr qsizetype kMostSignIns = 12;

/// Variables with which images and Django make their first administrator.
const QStringList &adminVariables()
{
    static const QStringList kNames {u"DJANGO_SUPERUSER_USERNAME"_s,
                                     u"DJANGO_SUPERUSER_EMAIL"_s,
                                     u"SUPERUSER_USERNAME"_s,
                                     u"SUPERUSER_EMAIL"_s,
                                     u"KEYCLOAK_ADMIN"_s,
                                     u"KC_BOOTSTRAP_ADMIN_USERNAME"_s,
                                     u"GF_SECURITY_ADMIN_USER"_s,
                                     u"ADMIN_USER"_s,
                                     u"ADMIN_USERNAME"_s,
                                     u"ADMIN_EMAIL"_s};
    return kNames;
}

/// A name as it may be shown; empty for a variable, a placeholder, or what looks like a secret.
QString shownUser(const QString &name)
{
    const QString plain = plainText(name, kLongestUser);
    const bool isLiteral = !plain.contains(u'$') && !plain.contains(u'{') && !plain.contains(u' ');
    return isLiteral && !plain.startsWith(u'-') && masked(plain) == plain ? plain : QString();
}

QStringList wordsOfRun(const ServiceRun &run)
{
    if (!run.run.arguments.isEmpty() && !run.run.arguments.contains(u"-c"_s))
        return run.run.arguments;
    static const QRegularExpression kBetween(u"[\\s;&|()]+"_s);
    const QString line = run.run.arguments.isEmpty() ? run.run.shell : run.run.arguments.last();
    QStringList words;
    for (QString word : line.split(kBetween, Qt::SkipEmptyParts)) {
        word.remove(u'"').remove(u'\'');
        words += word;
    }
    return words;
}

/// The value of "--name VALUE" or "--name=VALUE", or of the assignment "NAME=VALUE".
QString valueAfter(const QStringList &words, const QString &option)
{
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (words.at(i) == option)
            return words.value(i + 1);
        if (words.at(i).startsWith(option + u'='))
            return words.at(i).mid(option.size() + 1);
    }
    return {};
}

class SignInList
{
public:
    SignInList(const WorkspaceDefinition &definition, const IdaDefinition &ida)
        : m_definition(definition)
        , m_ida(ida)
    {
    }

    QList<TourSignIn> all()
    {
        addEnvironment();
        for (const IdaDefinition &ida : m_definition.idas) {
            addRuns(ida);
            addClients(ida);
            addCalls(ida);
        }
        std::ranges::stable_sort(m_found, {}, &TourSignIn::kind);
        return m_found.mid(0, kMostSignIns);
    }

private:
    struct Maker
    {
        TourSignIn::By by;
        QString name;
    };

    void addEnvironment()
    {
        for (const ServiceEntry &service : m_ida.compose.services) {
            for (const QString &name : adminVariables()) {
                const auto value = service.environment.constFind(name);
                if (value == service.environment.cend())
                    continue;
                add({TourSignIn::Kind::Superuser, shownUser(*value)},
                    {TourSignIn::By::Service, service.name},
                    m_ida,
                    service.environmentMarks.value(name));
                break; // the others name the same one
            }
        }
    }

    void addRuns(const IdaDefinition &ida)
    {
        for (const ServiceRun &run : ida.manifest.bootstrap)
            addRun(ida, run, {TourSignIn::By::Bootstrap, {}});
        for (auto seed = ida.manifest.seeds.begin(); seed != ida.manifest.seeds.end(); ++seed) {
            for (const ServiceRun &run : *seed)
                addRun(ida, run, {TourSignIn::By::Seed, seed.key()});
        }
        for (auto command = ida.manifest.commands.begin(); command != ida.manifest.commands.end();
             ++command)
            addRun(ida, *command, {TourSignIn::By::Command, command.key()});
    }

    void addRun(const IdaDefinition &ida, const ServiceRun &run, const Maker &maker)
    {
        const IdaDefinition *target = run.ida.isEmpty() ? &ida : m_definition.find(run.ida);
        if (target != &m_ida)
            return;
        for (const MadeUser &user : madeUsers(run))
            add(user, maker, ida, run.mark);
    }

    void addClients(const IdaDefinition &ida)
    {
        for (auto needs = ida.manifest.clients.begin(); needs != ida.manifest.clients.end();
             ++needs) {
            if (m_definition.find(needs.key()) != &m_ida)
                continue;
            for (const ClientUser &user : needs->users)
                add({user.superuser   ? TourSignIn::Kind::Superuser
                         : user.staff ? TourSignIn::Kind::Staff
                                      : TourSignIn::Kind::User,
                     shownUser(user.name)},
                    {TourSignIn::By::Request, {}},
                    ida,
                    user.mark);
        }
    }

    void addCalls(const IdaDefinition &ida)
    {
        for (const ProviderCall &call : ida.calls) {
            if (call.what != u"user" || m_definition.find(call.provider) != &m_ida)
                continue;
            ServiceRun run;
            run.run.arguments = call.argv;
            const QList<MadeUser> made = madeUsers(run);
            add({made.isEmpty() ? TourSignIn::Kind::User : made.first().kind, shownUser(call.name)},
                {TourSignIn::By::Request, {}},
                ida,
                call.mark);
        }
    }

    /// `ida`: whose file the mark is of.
    void add(const MadeUser &user, const Maker &maker, const IdaDefinition &ida, SourceMark mark)
    {
        const QDir folder(ida.path);
        if (!mark.file.isEmpty())
            mark.file = folder.relativeFilePath(folder.absoluteFilePath(mark.file));
        const bool isKnown = std::ranges::any_of(m_found, [&](const TourSignIn &known) {
            return !user.user.isEmpty() ? known.user == user.user
                                        : known.mark == mark && known.folder == ida.path;
        });
        if (!isKnown)
            m_found += TourSignIn {user.kind,
                                   maker.by,
                                   user.user,
                                   plainText(maker.name, kLongestUser),
                                   &ida == &m_ida ? QString() : ida.name,
                                   mark,
                                   ida.path};
    }

    const WorkspaceDefinition &m_definition;
    const IdaDefinition &m_ida;
    QList<TourSignIn> m_found;
};

} // namespace

QList<MadeUser> madeUsers(const ServiceRun &run)
{
    const QStringList words = wordsOfRun(run);
    QList<MadeUser> made;
    if (words.contains(u"createsuperuser"_s)) {
        QString name;
        for (const QString &option : {u"--username"_s, u"--user"_s, u"--email"_s}) {
            if (name.isEmpty())
                name = valueAfter(words, option);
        }
        if (name.isEmpty())
            name = valueAfter(words + run.as.environment, u"DJANGO_SUPERUSER_USERNAME"_s);
        made += MadeUser {TourSignIn::Kind::Superuser, shownUser(name)};
    }
    for (qsizetype at = words.indexOf(u"manage_user"_s); at >= 0;
         at = words.indexOf(u"manage_user"_s, at + 1)) {
        const qsizetype next = words.indexOf(u"manage_user"_s, at + 1);
        const QStringList own = words.mid(at + 1, next < 0 ? -1 : next - at - 1);
        const auto name
            = std::ranges::find_if(own, [](const QString &word) { return !word.startsWith(u'-'); });
        made += MadeUser {own.contains(u"--superuser"_s)   ? TourSignIn::Kind::Superuser
                              : own.contains(u"--staff"_s) ? TourSignIn::Kind::Staff
                                                           : TourSignIn::Kind::User,
                          name == own.end() ? QString() : shownUser(*name)};
    }
    static const QRegularExpression kCode(
        u"\\b(create_superuser|create_user)\\(\\s*(?:username\\s*=\\s*)?['\"]([^'\"]+)['\"]"_s);
    const QString text = run.run.arguments.join(u' ') + run.run.shell;
    for (auto match = kCode.globalMatch(text); match.hasNext();) {
        const auto one = match.next();
        made += MadeUser {one.captured(1) == u"create_superuser" ? TourSignIn::Kind::Superuser
                                                                 : TourSignIn::Kind::User,
                          shownUser(one.captured(2))};
    }
    return made;
}

QList<TourSignIn> signInsOf(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    return SignInList(definition, ida).all();
}

} // namespace devstack
