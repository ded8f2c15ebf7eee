// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifest.h"

#include "core/process.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

template <typename T> void override(T &own, const T &wanted)
{
    if (!wanted.isEmpty())
        own = wanted;
}

template <typename T> void override(std::optional<T> &own, const std::optional<T> &wanted)
{
    if (wanted)
        own = wanted;
}

template <typename T> void overrideEntries(QMap<QString, T> &own, const QMap<QString, T> &wanted)
{
    own.insert(wanted);
}

void overrideUrls(QList<Url> &own, const QList<Url> &wanted)
{
    for (const Url &url : wanted) {
        const auto known = std::ranges::find(own, url.name, &Url::name);
        if (known == own.end())
            own.append(url);
        else
            *known = url;
    }
}

} // namespace

QStringList RunCommand::toVector() const
{
    return arguments.isEmpty() ? QStringList {u"sh"_s, u"-c"_s, shell} : arguments;
}

QString RunCommand::toText() const
{
    return arguments.isEmpty() ? shell : shellText(arguments);
}

QString RunAs::toText() const
{
    QStringList texts;
    if (!user.isEmpty())
        texts += u"as "_s + user;
    if (!workingDir.isEmpty())
        texts += u"in "_s + workingDir;
    if (!environment.isEmpty())
        texts += u"with "_s + environment.join(u' ');
    if (!unknown.isEmpty())
        texts += u"without %1, which is known only while the script runs"_s.arg(unknown.join(u' '));
    return texts.join(u", "_s);
}

QStringList RunAs::toOptions() const
{
    QStringList options;
    if (!user.isEmpty())
        options += u"--user="_s + user;
    if (!workingDir.isEmpty())
        options += u"--workdir="_s + workingDir;
    for (const QString &variable : environment)
        options += u"--env="_s + variable;
    return options;
}

Manifest merged(const Manifest &own, const Manifest &overriding)
{
    Manifest result = own;
    result.declared |= overriding.declared;
    override(result.name, overriding.name);
    override(result.title, overriding.title);
    override(result.description, overriding.description);
    override(result.owner, overriding.owner);
    override(result.primary, overriding.primary);
    overrideEntries(result.dependencies, overriding.dependencies);
    overrideEntries(result.provides, overriding.provides);
    overrideUrls(result.urls, overriding.urls);
    overrideEntries(result.variants, overriding.variants);
    overrideEntries(result.configurations, overriding.configurations);
    override(result.schema, overriding.schema);
    override(result.bootstrap, overriding.bootstrap);
    overrideEntries(result.clients, overriding.clients);
    overrideEntries(result.seeds, overriding.seeds);
    overrideEntries(result.data, overriding.data);
    overrideEntries(result.commands, overriding.commands);
    override(result.registerUser, overriding.registerUser);
    override(result.registerOauth, overriding.registerOauth);
    override(result.resources.memory, overriding.resources.memory);
    override(result.resources.cpus, overriding.resources.cpus);
    if (!own.declared)
        result.mark = overriding.mark;
    return result;
}

} // namespace devstack
