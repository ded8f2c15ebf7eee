// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/settingsfiles.h"

#include "foreign/inspect/hostnames.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostFiles = 20;

bool isTest(const QString &file)
{
    static const QRegularExpression kTest(u"(^|_)tests?(_|$)"_s);
    return kTest.match(file.section(u'/', -1).section(u'.', 0, 0)).hasMatch();
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

QStringList settingsFiles(const Checkout &checkout, const ComposeFile &compose)
{
    QStringList pending;
    for (const ServiceEntry &service : compose.services) {
        QString module = service.environment.value(u"DJANGO_SETTINGS_MODULE"_s);
        const QString file = module.replace(u'.', u'/') + u".py"_s;
        if (file.size() > 3 && !file.contains(u'$') && checkout.has(file))
            pending += file;
    }
    pending += checkout.glob({u"**/settings/devstack*.py"_s, u"**/envs/devstack*.py"_s});
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
