// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/inspect/settingsfiles.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/subject/stacknames.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Settings modules that a development container runs with.
QStringList developmentSettings(const ReviewSubject &subject)
{
    QStringList files = devstackSettings(*subject.checkout);
    if (!files.isEmpty())
        return files;
    for (const ServiceEntry &service : subject.compose.services) {
        const QString module = filledIn(service.environment.value(u"DJANGO_SETTINGS_MODULE"_s));
        const QString file = QString(module).replace(u'.', u'/');
        for (const QString &candidate :
             {QString(file + u".py"_s), QString(file + u"/__init__.py"_s)}) {
            if (!module.isEmpty() && subject.checkout->has(candidate) && !files.contains(candidate))
                files += candidate;
        }
    }
    if (!files.isEmpty())
        return files;
    for (const QString &file : subject.facts.settingsFiles) {
        if (!file.contains(u"test"_s) && !file.contains(u"production"_s))
            files += file;
    }
    return files.isEmpty()
        ? subject.checkout->glob(
            {u"*/settings.py"_s, u"settings.py"_s, u"src/*/settings.py"_s, u"*/settings/base.py"_s})
        : files;
}

/// The first line that reads the environment; nothing when none does.
std::optional<Evidence>
firstReading(const ReviewSubject &subject, const QString &file, const QRegularExpression &reads)
{
    const auto lines = subject.checkout->lines(file);
    for (qsizetype i = 0; lines && i < lines->size(); ++i) {
        const QString line = lines->at(i).trimmed();
        if (!line.startsWith(u'#') && !line.startsWith(u"//"_s) && !line.startsWith(u'*')
            && reads.match(line).hasMatch())
            return subject.evidence(Checkout::mark(file, int(i) + 1));
    }
    return std::nullopt;
}

} // namespace

CheckResult checkEnvironment(const ReviewSubject &subject)
{
    static const QRegularExpression kPython(
        u"\\bos\\.environ\\b|\\benviron(?:\\.get\\(|\\[)|\\bgetenv\\(|\\benv(?:\\.\\w+)?\\(|"
        u"\\bget_(?:string|bool|int|float|list_of_str|any|crontab_kwargs|delimited_list)\\(|"
        u"\\bdj_database_url\\.|\\bdecouple\\b"_s);
    static const QRegularExpression kOther(
        u"\\bprocess\\.env\\b|\\bos\\.(?:Getenv|LookupEnv)\\(|\\bENV(?:\\.fetch\\(|\\[)|"
        u"\\bSystem\\.getenv\\(|\\bgetenv\\(|\\$_ENV\\b"_s);
    const QStringList files = developmentSettings(subject);
    for (const QString &file : files) {
        if (const auto evidence = firstReading(subject, file, kPython))
            return passing(u"%1 reads the environment."_s.arg(printable(file)), {*evidence});
    }
    if (files.isEmpty()) {
        // Not Django: any source that asks for the environment will do.
        const QStringList sources = subject.checkout->glob({u"*.js"_s,
                                                            u"*.ts"_s,
                                                            u"*.go"_s,
                                                            u"*.rb"_s,
                                                            u"src/**/*.js"_s,
                                                            u"src/**/*.ts"_s,
                                                            u"config/**/*.rb"_s,
                                                            u"cmd/**/*.go"_s,
                                                            u"internal/**/*.go"_s,
                                                            u"config/**/*.js"_s});
        if (subject.facts.kind != RepositoryKind::NoCompose) {
            for (const QString &file : sources.first(std::min<qsizetype>(sources.size(), 300))) {
                if (const auto evidence = firstReading(subject, file, kOther))
                    return passing(u"%1 reads the environment."_s.arg(printable(file)),
                                   {*evidence});
            }
        }
        return failing(u"No settings of a development container were found."_s,
                       u"Read values that differ between machines from the environment."_s);
    }
    QList<Evidence> read;
    QStringList names;
    for (const QString &file : files) {
        read += subject.evidence(Checkout::mark(file, 1));
        names += printable(file);
    }
    return failing(
        u"%1 reads nothing from the environment: its values can only be edited."_s.arg(
            names.join(u", "_s)),
        u"Take hosts, passwords and switches from os.environ, with the present values as "
        u"defaults."_s,
        read);
}

CheckResult checkOverridable(const ReviewSubject &subject)
{
    if (subject.compose.services.isEmpty())
        return failing(
            u"There is no compose file that could pass values in."_s,
            u"Add a docker-compose.yml with “environment” values like “${NAME:-default}”."_s);
    std::optional<Evidence> value;
    std::optional<Evidence> literal;
    // A stack of published images is judged by all of its services.
    const QMap<QString, ServiceEntry> &written = subject.compose.written; // values are texts here
    const bool hasOwn = std::ranges::any_of(written, usesCheckout);
    for (const ServiceEntry &service : written) {
        if (hasOwn && !usesCheckout(service))
            continue;
        if (!service.environmentFiles.isEmpty() && !value)
            value = subject.evidence(markOf(service, u"env_file"_s));
        for (auto it = service.environment.begin(); it != service.environment.end(); ++it) {
            const Evidence place = subject.evidence(
                service.environmentMarks.value(it.key(), markOf(service, u"environment"_s)));
            // A name without a value is taken from outside, too.
            const bool open = it->isNull() || QString(*it).remove(u"$$"_s).contains(u'$');
            if (open && (!value || place.mark.line < value->mark.line))
                value = place;
            if (!open && !literal)
                literal = place;
        }
    }
    if (value)
        return passing(u"Compose takes values from outside."_s, {*value});
    return failing(
        literal ? u"Every value in the compose file is fixed: a setting can be changed only by "
                  u"editing the file."_s
                : u"The compose file gives its services no values at all: there is no "
                  u"“environment” and no “env_file”."_s,
        u"Write values as “${NAME:-default}”, or add “env_file: [{path: .env, required: "
        u"false}]”."_s,
        literal ? QList<Evidence> {*literal} : QList<Evidence> {});
}

} // namespace devstack
