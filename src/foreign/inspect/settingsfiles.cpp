// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/settingsfiles.h"

#include "foreign/inspect/hostnames.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostFiles = 20;

bool isTest(const QString &file)
{
    static const QRegularExpression kTest(u"(^|_)tests?(_|$)"_s);
    return kTest.match(file.section(u'/', -1).section(u'.', 0, 0)).hasMatch();
}

/// Whether a Python file sets or imports settings of Django.
bool holdsSettings(const Checkout &checkout, const QString &file)
{
    static const QRegularExpression kSetting(
        u"^(?:DATABASES|INSTALLED_APPS|DEBUG|SECRET_KEY|ALLOWED_HOSTS|CACHES)\\b|"
        u"^from\\s+\\S*\\b(?:settings|base|common|production)\\b\\S*\\s+import\\s+\\*"_s);
    const auto lines = checkout.lines(file);
    return lines && std::ranges::any_of(*lines, [](const QString &line) {
               return kSetting.match(line).hasMatch();
           });
}

/// Settings for an engineer's own machine.
QStringList localSettings(const Checkout &checkout)
{
    QStringList files = checkout.glob({u"**/settings/local.py"_s,
                                       u"**/settings/dev.py"_s,
                                       u"**/settings/development.py"_s,
                                       u"**/settings/docker.py"_s,
                                       u"**/envs/local.py"_s,
                                       u"*/local_settings.py"_s,
                                       u"*/settings_local.py"_s,
                                       u"*/dev_settings.py"_s,
                                       u"*/settings_dev.py"_s,
                                       u"docker/settings*.py"_s,
                                       u"docker/*/settings*.py"_s});
    files.removeIf([](const QString &file) { return isTest(file); });
    std::ranges::stable_sort(files, {}, [](const QString &file) { return file.count(u'/'); });
    return files;
}

/// The settings that manage.py or the Dockerfile take where nobody says otherwise.
QStringList usualSettings(const Checkout &checkout)
{
    static const QRegularExpression kModule(
        u"DJANGO_SETTINGS_MODULE['\"]?\\s*(?:,|=|\\s)\\s*['\"]?([A-Za-z0-9_.]+)"_s);
    QStringList found;
    for (const QString &file : {u"manage.py"_s, u"Dockerfile"_s}) {
        for (const QString &line : checkout.lines(file).value_or(QStringList())) {
            const auto match = kModule.match(line);
            QString module = match.captured(1);
            const QString path = module.replace(u'.', u'/');
            for (const QString &candidate :
                 {QString(path + u".py"_s), QString(path + u"/__init__.py"_s)}) {
                if (match.hasMatch() && checkout.has(candidate) && !isTest(candidate)
                    && !found.contains(candidate))
                    found += candidate;
            }
        }
    }
    return found;
}

/// The files beside `file` that it imports: `from a.settings.base import *`, `from .base import *`.
QStringList importedBy(const Checkout &checkout, const QString &file)
{
    static const QRegularExpression kImport(u"^\\s*(?:from|import)\\s+([A-Za-z0-9_.]+)"_s);
    const QString folder = file.contains(u'/') ? file.section(u'/', 0, -2) + u'/' : QString();
    QStringList found;
    const auto lines = checkout.lines(file);
    if (!lines)
        return found;
    for (const QString &line : *lines) {
        const auto match = kImport.match(line);
        if (!match.hasMatch())
            continue;
        const QString module = match.captured(1);
        const bool beside = module.startsWith(u'.')
            || folder.endsWith(module.section(u'.', 0, -2).replace(u'.', u'/') + u'/');
        const QString other = folder + module.section(u'.', -1) + u".py"_s;
        if (beside && other != file && checkout.has(other))
            found += other;
    }
    return found;
}

} // namespace

QStringList devstackSettings(const Checkout &checkout)
{
    QStringList files = checkout.glob({u"**/settings/devstack*.py"_s,
                                       u"**/envs/devstack*.py"_s,
                                       u"*/devstack.py"_s,
                                       u"*/*/devstack.py"_s,
                                       u"*/devstack_settings.py"_s,
                                       u"*/settings_devstack.py"_s});
    files.removeIf([&](const QString &file) {
        // Any module may be called so; settings hold what Django cannot do without.
        const bool isNamed = file.contains(u"settings"_s) || file.contains(u"envs/"_s);
        return isTest(file) || (!isNamed && !holdsSettings(checkout, file));
    });
    std::ranges::stable_sort(files, {}, [](const QString &file) { return file.count(u'/'); });
    return files;
}

QStringList settingsFiles(const Checkout &checkout, const ComposeFile &compose)
{
    QStringList pending;
    for (const ServiceEntry &service : compose.services) {
        QString module = service.environment.value(u"DJANGO_SETTINGS_MODULE"_s);
        const QString file = module.replace(u'.', u'/') + u".py"_s;
        if (file.size() > 3 && !file.contains(u'$') && checkout.has(file))
            pending += file;
    }
    pending += devstackSettings(checkout);
    if (pending.isEmpty())
        pending += localSettings(checkout);
    if (pending.isEmpty())
        pending += usualSettings(checkout);
    QStringList found;
    while (!pending.isEmpty() && found.size() < kMostFiles) {
        const QString file = pending.takeFirst();
        if (found.contains(file) || isTest(file))
            continue;
        found += file;
        pending += importedBy(checkout, file);
    }
    return found;
}

HealthPage healthPage(const Checkout &checkout)
{
    static const QRegularExpression kPattern(
        u"\\b(?:re_path|path|url)\\(\\s*r?['\"]\\^?/?((?:[a-z_]+/)*(?:health|heartbeat|healthz|healthcheck|status))(/?)\\??\\$?['\"]"_s);
    HealthPage best;
    qsizetype bestDepth = 0;
    for (const QString &file : checkout.glob({u"**/urls.py"_s})) {
        const qsizetype depth = file.count(u'/');
        if ((!best.path.isEmpty() && depth >= bestDepth) || file.contains(u"{{"_s))
            continue;
        const auto lines = checkout.lines(file);
        for (int at = 0; lines && at < lines->size(); ++at) {
            const auto match = kPattern.match(withoutComment(lines->at(at)));
            if (!match.hasMatch())
                continue;
            best = {u'/' + match.captured(1) + match.captured(2),
                    Checkout::mark(file, at + 1),
                    lines->at(at).trimmed().left(400)};
            bestDepth = depth;
            break;
        }
    }
    return best;
}

} // namespace devstack
