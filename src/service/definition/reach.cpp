// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/reach.h"

#include "core/text.h"
#include "service/definition/environmentbeside.h"
#include "trust/hostaccess.h"

#include <QCryptographicHash>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString knownByHash(const QString &text)
{
    constexpr qsizetype kLongest = 160;
    const QString shown = printable(text.simplified());
    if (shown.size() <= kLongest && shown == text)
        return shown;
    const QByteArray hash
        = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex();
    return shown.left(kLongest) + u"… #"_s + QString::fromLatin1(hash.first(12));
}

/// Calls `use(kind, run)` for every command of a manifest.
template <typename Use> void eachRun(const Manifest &manifest, Use &&use)
{
    for (const ServiceRun &run : manifest.bootstrap)
        use(u"bootstrap"_s, run);
    for (auto it = manifest.seeds.begin(); it != manifest.seeds.end(); ++it) {
        for (const ServiceRun &run : it.value())
            use(u"seed "_s + it.key(), run);
    }
    for (auto it = manifest.data.begin(); it != manifest.data.end(); ++it)
        use(u"data "_s + it.key(), it.value());
    for (auto it = manifest.commands.begin(); it != manifest.commands.end(); ++it)
        use(u"command "_s + it.key(), it.value());
    if (manifest.registerUser)
        use(u"register.user"_s, *manifest.registerUser);
    if (manifest.registerOauth)
        use(u"register.oauth"_s, *manifest.registerOauth);
}

QStringList secretsOf(const Manifest &manifest)
{
    QStringList names;
    const auto take = [&](const ServiceEnvironment &environment) {
        for (const auto &variables : environment) {
            for (const EnvironmentValue &value : variables) {
                if (!value.secret.isEmpty())
                    names += value.secret;
            }
        }
    };
    for (const Variant &variant : manifest.variants)
        take(variant.environment);
    for (const Configuration &configuration : manifest.configurations)
        take(configuration.environment);
    return names;
}

QStringList sortedOnce(QStringList sentences)
{
    sentences.removeDuplicates();
    sentences.sort();
    return sentences;
}

} // namespace

QStringList reachOfFiles(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    QStringList sentences = hostAccessOf(
        ida.compose, ida.path, VariableValues::read(ida.path, ida.compose.variables));
    if (const QString commands = commandsOfEnvironment(definition, ida); !commands.isEmpty())
        sentences += commands;
    for (const QString &name : secretsOf(ida.manifest))
        sentences += u"host variable "_s + printable(name);
    // A dependency may go by another name in the manifest than in the workspace.
    const auto nameOf = [&](const QString &key) {
        const IdaDefinition *other = definition.find(key);
        return printable(other ? other->name : key);
    };
    eachRun(ida.manifest, [&](const QString &, const ServiceRun &run) {
        if (!run.ida.isEmpty() && nameOf(run.ida) != printable(ida.name))
            sentences += u"run commands in "_s + nameOf(run.ida);
    });
    for (const ProviderRows &rows : ida.rows)
        sentences += u"run commands in "_s + nameOf(rows.provider);
    const auto &clients = ida.manifest.clients;
    for (auto it = clients.begin(); it != clients.end(); ++it) {
        sentences += u"register users and clients in "_s + nameOf(it.key());
        if (std::ranges::any_of(it->users, &ClientUser::superuser))
            sentences += u"register superusers in "_s + nameOf(it.key());
    }
    return sortedOnce(sentences);
}

QStringList commandsOfWorkspace(const WorkspaceFile &file)
{
    QStringList sentences;
    for (const WorkspaceIda &ida : file.idas) {
        if (!ida.manifest)
            continue;
        const QString of = u" of "_s + printable(ida.name);
        eachRun(*ida.manifest, [&](const QString &kind, const ServiceRun &run) {
            QString where = run.service;
            if (!run.ida.isEmpty())
                where = run.ida + (where.isEmpty() ? QString() : u'/' + where);
            sentences += printable(kind) + of
                + (where.isEmpty() ? QString() : u", in "_s + printable(where)) + u": "_s
                + knownByHash(run.run.toText());
        });
        for (const SchemaSource &schema : ida.manifest->schema)
            sentences += u"schema"_s + of + u": "_s + knownByHash(schema.snapshot + schema.dump);
        for (const QString &name : secretsOf(*ida.manifest))
            sentences += u"host variable "_s + printable(name) + of;
    }
    return sortedOnce(sentences);
}

} // namespace devstack
