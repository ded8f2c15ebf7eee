// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/settings.h"

#include "git/library.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace devstack::git {

namespace {

constexpr const char *kHeads = "refs/heads/";

using SettingsWalk = LibraryHandle<git_config_iterator, git_config_iterator_free>;
using RefspecHandle = LibraryHandle<git_refspec, git_refspec_free>;

/// What a fetch refspec makes of a remote's branch; empty: it does not fetch it.
QByteArray fetched(const QByteArray &refspec, const QByteArray &branch)
{
    RefspecHandle parsed;
    if (git_refspec_parse(parsed.out(), refspec.constData(), 1) < 0
        || !git_refspec_src_matches(parsed.get(), branch.constData()))
        return {};
    Buffer local;
    if (git_refspec_transform(local.out(), parsed.get(), branch.constData()) < 0)
        return {};
    return local.text().toUtf8();
}

QList<Setting> settingsIn(git_config *config)
{
    QList<Setting> settings;
    SettingsWalk walk;
    if (git_config_iterator_new(walk.out(), config) < 0)
        return settings;
    git_config_entry *entry = nullptr;
    while (git_config_next(&entry, walk.get()) == 0)
        settings.append({QByteArray(entry->name), QByteArray(entry->value)});
    return settings;
}

} // namespace

QList<Setting> settingsOf(git_repository *repository)
{
    ConfigHandle config;
    if (git_repository_config_snapshot(config.out(), repository) < 0)
        return {};
    return settingsIn(config.get());
}

QList<Setting> ownSettings(git_repository *repository, const QString &worktreeFile)
{
    QList<Setting> settings;
    ConfigHandle all;
    ConfigHandle local;
    if (git_repository_config(all.out(), repository) == 0
        && git_config_open_level(local.out(), all.get(), GIT_CONFIG_LEVEL_LOCAL) == 0)
        settings = settingsIn(local.get());
    ConfigHandle worktree;
    if (QFileInfo(worktreeFile).isFile()
        && git_config_open_ondisk(worktree.out(), QFile::encodeName(worktreeFile).constData()) == 0)
        settings += settingsIn(worktree.get());
    return settings;
}

QList<Setting> userSettings()
{
    ConfigHandle config;
    return git_config_open_default(config.out()) == 0 ? settingsIn(config.get()) : QList<Setting>();
}

QString insteadOf(const QList<Setting> &settings, const QString &url)
{
    constexpr QByteArrayView kHead = "url.";
    constexpr QByteArrayView kTail = ".insteadof";
    QString replaced = url;
    qsizetype longest = 0;
    for (const Setting &one : settings) {
        if (!one.name.startsWith(kHead) || !one.name.endsWith(kTail)
            || one.name.size() <= kHead.size() + kTail.size())
            continue;
        const QString name = QString::fromUtf8(one.value);
        if (name.size() <= longest || !url.startsWith(name))
            continue;
        longest = name.size();
        const QByteArray base
            = one.name.sliced(kHead.size(), one.name.size() - kHead.size() - kTail.size());
        replaced = QString::fromUtf8(base) + url.sliced(name.size());
    }
    return replaced;
}

QList<QByteArray> fetchRefspecs(const QList<Setting> &settings, const QByteArray &remote)
{
    const QByteArray own = "refs/remotes/" + remote + '/';
    QList<QByteArray> refspecs;
    for (const Setting &one : settings) {
        if (one.name != "remote." + remote + ".fetch")
            continue;
        const qsizetype colon = one.value.indexOf(':');
        if (colon > 0 && one.value.sliced(colon + 1).startsWith(own) && !one.value.contains(".."))
            refspecs += one.value;
    }
    return refspecs.isEmpty() ? QList<QByteArray> {"+refs/heads/*:" + own + '*'} : refspecs;
}

QByteArray setting(const QList<Setting> &settings, const QByteArray &name)
{
    const auto found = std::ranges::find(settings.rbegin(), settings.rend(), name, &Setting::name);
    return found == settings.rend() ? QByteArray() : found->value;
}

QList<QByteArray> remoteNames(const QList<Setting> &settings)
{
    QList<QByteArray> names;
    for (const Setting &one : settings) {
        if (!one.name.startsWith("remote.") || !one.name.endsWith(".url"))
            continue;
        const QByteArray name = one.name.sliced(7, std::max<qsizetype>(one.name.size() - 11, 0));
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names;
}

QByteArray upstreamName(const QList<Setting> &settings, const QByteArray &reference)
{
    if (!reference.startsWith(kHeads))
        return {};
    const QByteArray section = "branch." + reference.sliced(qstrlen(kHeads));
    const QByteArray remote = setting(settings, section + ".remote");
    const QByteArray merge = setting(settings, section + ".merge");
    if (remote.isEmpty() || merge.isEmpty())
        return {};
    if (remote == ".")
        return merge; // a branch that follows another one of its own repository
    for (const Setting &one : settings) {
        if (one.name != "remote." + remote + ".fetch")
            continue;
        if (const QByteArray local = fetched(one.value, merge); !local.isEmpty())
            return local;
    }
    return {};
}

} // namespace devstack::git
