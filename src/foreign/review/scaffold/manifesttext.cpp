// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/scaffold/manifesttext.h"

#include "core/text.h"
#include "model/yaml/yamltext.h"

#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A text as a value inside x-devstack.
QString value(QString text)
{
    return yamlScalar(text.replace(u"$"_s, u"$$"_s));
}

QString list(const QStringList &texts)
{
    QStringList values;
    for (const QString &text : texts)
        values += value(text);
    return u'[' + values.join(u", "_s) + u']';
}

using Entries = QList<std::pair<QString, QString>>;

QString map(const Entries &entries)
{
    QStringList parts;
    for (const auto &[key, text] : entries) {
        if (!text.isEmpty())
            parts += yamlScalar(key) + u": "_s + text;
    }
    return u'{' + parts.join(u", "_s) + u'}';
}

/// What each list allows (docs/schema): commands have no inputs, everything else no terminal.
enum class RunPlace { Step, Command };

QString run(const ServiceRun &command, RunPlace place)
{
    const RunCommand &what = command.run;
    Entries entries {
        {u"service"_s, command.service.isEmpty() ? QString() : value(command.service)},
        {u"run"_s, what.arguments.isEmpty() ? value(what.shell) : list(what.arguments)}};
    if (command.timeout.count() > 0)
        entries += {u"timeout"_s,
                    QString::number(
                        std::chrono::duration_cast<std::chrono::seconds>(command.timeout).count())
                        + u's'};
    if (!command.inputs.isEmpty() && place == RunPlace::Step)
        entries += {u"inputs"_s, list(command.inputs)};
    if (command.tty && place == RunPlace::Command)
        entries += {u"tty"_s, u"true"_s};
    return map(entries);
}

/// Writes the sections, each entry with its evidence.
class ManifestWriter
{
public:
    explicit ManifestWriter(const InferredManifest &inferred)
        : m_inferred(inferred)
    {
    }

    void line(const QString &text, const QString &path = {})
    {
        m_text += text;
        const auto evidence = m_inferred.evidence.constFind(path);
        // The table of known names is no file of the repository.
        if (evidence != m_inferred.evidence.constEnd() && !evidence->mark.file.isEmpty()
            && evidence->mark.file != u"names.yml" && !evidence->mark.file.startsWith(u'/'))
            m_text += u"  # from %1:%2"_s.arg(evidence->mark.file,
                                              QString::number(evidence->mark.line));
        m_text += u'\n';
    }

    QString text() const { return m_text; }

private:
    const InferredManifest &m_inferred;
    QString m_text;
};

void writeDependencies(ManifestWriter &writer, const Manifest &manifest)
{
    if (manifest.dependencies.isEmpty())
        return;
    writer.line(u"  depends_on:"_s);
    for (const Dependency &dependency : manifest.dependencies) {
        QStringList purposes;
        if (dependency.purpose.run)
            purposes += u"run"_s;
        if (dependency.purpose.provision)
            purposes += u"provision"_s;
        writer.line(
            u"    %1: %2"_s.arg(
                yamlScalar(dependency.name),
                map({{u"repository"_s,
                      dependency.repository.isEmpty() ? QString() : value(dependency.repository)},
                     {u"ref"_s, dependency.ref.isEmpty() ? QString() : value(dependency.ref)},
                     {u"for"_s, list(purposes)},
                     {u"optional"_s, dependency.optional ? u"true"_s : QString()}})),
            u"depends_on."_s + dependency.name);
    }
}

void writeVariants(ManifestWriter &writer, const Manifest &manifest)
{
    if (manifest.variants.isEmpty())
        return;
    writer.line(u"  variants:"_s);
    for (auto it = manifest.variants.begin(); it != manifest.variants.end(); ++it) {
        writer.line(
            u"    %1: %2"_s.arg(
                yamlScalar(it.key()),
                map({{u"profiles"_s, it->profiles.isEmpty() ? QString() : list(it->profiles)},
                     {u"without"_s, it->without.isEmpty() ? QString() : list(it->without)}})),
            u"variants."_s + it.key());
    }
}

void writeClients(ManifestWriter &writer, const Manifest &manifest)
{
    if (manifest.clients.isEmpty())
        return;
    writer.line(u"  clients:"_s);
    for (auto it = manifest.clients.begin(); it != manifest.clients.end(); ++it) {
        writer.line(u"    %1:"_s.arg(yamlScalar(it.key())), u"clients."_s + it.key());
        if (!it->users.isEmpty())
            writer.line(u"      users:"_s);
        for (const ClientUser &user : it->users)
            writer.line(u"        - "_s
                        + map({{u"name"_s, value(user.name)},
                               {u"email"_s, user.email.isEmpty() ? QString() : value(user.email)},
                               {u"staff"_s, user.staff ? u"true"_s : u"false"_s},
                               {u"superuser"_s, user.superuser ? u"true"_s : u"false"_s}}));
        if (!it->oauth.isEmpty())
            writer.line(u"      oauth:"_s);
        for (const ClientOauth &client : it->oauth)
            writer.line(
                u"        - "_s
                + map({{u"id"_s, value(client.id)},
                       {u"secret"_s, client.secret.isEmpty() ? QString() : value(client.secret)},
                       {u"name"_s,
                        client.name.isEmpty() || client.name == client.id ? QString()
                                                                          : value(client.name)},
                       {u"grant"_s, client.grant.isEmpty() ? QString() : value(client.grant)},
                       {u"redirect_uris"_s, list(client.redirectUris)}}));
    }
}

void writeRuns(ManifestWriter &writer, const Manifest &manifest)
{
    if (!manifest.bootstrap.isEmpty())
        writer.line(u"  bootstrap:"_s);
    for (qsizetype i = 0; i < manifest.bootstrap.size(); ++i) {
        if (const QString as = manifest.bootstrap.at(i).as.toText(); !as.isEmpty())
            writer.line(u"    # The script runs this %1, for which there is no key here."_s.arg(
                printable(as)));
        writer.line(u"    - "_s + run(manifest.bootstrap.at(i), RunPlace::Step),
                    u"bootstrap."_s + QString::number(i));
    }
    if (!manifest.seeds.isEmpty())
        writer.line(u"  seeds:"_s);
    for (auto it = manifest.seeds.begin(); it != manifest.seeds.end(); ++it) {
        writer.line(u"    %1:"_s.arg(yamlScalar(it.key())), u"seeds."_s + it.key());
        for (const ServiceRun &seed : *it)
            writer.line(u"      - "_s + run(seed, RunPlace::Step));
    }
    if (!manifest.commands.isEmpty())
        writer.line(u"  commands:"_s);
    for (auto it = manifest.commands.begin(); it != manifest.commands.end(); ++it)
        writer.line(u"    %1: %2"_s.arg(yamlScalar(it.key()), run(*it, RunPlace::Command)),
                    u"commands."_s + it.key());
}

void writeAddresses(ManifestWriter &writer, const Manifest &manifest)
{
    if (!manifest.provides.isEmpty())
        writer.line(u"  provides:"_s);
    for (auto it = manifest.provides.begin(); it != manifest.provides.end(); ++it)
        writer.line(u"    %1: %2"_s.arg(value(it.key()), value(it.value())),
                    u"provides."_s + it.key());
    if (!manifest.urls.isEmpty())
        writer.line(u"  urls:"_s);
    for (const Url &url : manifest.urls)
        writer.line(u"    %1: %2"_s.arg(
                        yamlScalar(url.name),
                        map({{u"url"_s, value(url.url)},
                             {u"health"_s, url.health.isEmpty() ? QString() : value(url.health)}})),
                    u"urls."_s + url.name);
}

} // namespace

QString manifestText(const InferredManifest &inferred, bool withContents)
{
    const Manifest &manifest = inferred.manifest;
    ManifestWriter writer(inferred);
    writer.line(u"x-devstack:"_s);
    writer.line(u"  version: 1"_s);
    if (!manifest.name.isEmpty())
        writer.line(u"  name: "_s + value(manifest.name), u"name"_s);
    if (!manifest.primary.isEmpty())
        writer.line(u"  primary: "_s + value(manifest.primary), u"primary"_s);
    if (!withContents)
        return writer.text();
    writeDependencies(writer, manifest);
    writeAddresses(writer, manifest);
    writeVariants(writer, manifest);
    writeClients(writer, manifest);
    writeRuns(writer, manifest);
    return writer.text();
}

} // namespace devstack
