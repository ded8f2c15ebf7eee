// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/secrets.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "model/manifest/validity.h"
#include "service/configuration/choicechange.h"
#include "service/configuration/choosing.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Services that are built from the repository and whose file names no image to run instead: in
/// mode image somebody has to name one.
QStringList servicesWithoutImage(const IdaDefinition &ida, const QMap<QString, QString> &given)
{
    // Services that share a build section run one image.
    QMap<QString, QStringList> groups;
    QSet<QString> answered;
    for (const ServiceEntry &service : ida.compose.services) {
        if (!service.build)
            continue;
        const QString group = QStringList {service.build->context,
                                           service.build->dockerfile,
                                           service.build->target,
                                           QStringList(service.build->arguments.keys()).join(u',')}
                                  .join(u'\n');
        groups[group] += service.name;
        if (!service.image.isEmpty() || given.contains(service.name))
            answered += group;
    }
    QStringList missing;
    for (auto it = groups.begin(); it != groups.end(); ++it) {
        if (!answered.contains(it.key()))
            missing += it->first();
    }
    return missing;
}

/// The images by service, the primary one's named.
Result<QMap<QString, QString>> namedImages(const IdaDefinition &ida,
                                           const QMap<QString, QString> &written)
{
    QMap<QString, QString> images;
    for (auto it = written.begin(); it != written.end(); ++it) {
        if (!isImageReference(it.value()))
            return invalidInput(u"“%1” is not an image reference."_s.arg(printable(it.value())),
                                {},
                                u"As in registry.example.org/folder/name:tag or name@sha256:…"_s);
        const QString service = it.key().isEmpty() ? ida.manifest.primary : it.key();
        const QStringList known = ida.compose.services.keys();
        if (service.isEmpty())
            return invalidInput(u"“%1” has no known primary service."_s.arg(ida.name),
                                {},
                                u"Name the service: --image SERVICE=REFERENCE"_s);
        if (!known.isEmpty() && !known.contains(service))
            return unknownName(ida.name, u"service"_s, service, known);
        images.insert(service, it.value());
    }
    return images;
}

/// What was typed, completed by what was known before.
struct CompletedMode
{
    QMap<QString, QString> images;
    QString url;
    QStringList notes;
};

Result<CompletedMode> forImage(const IdaDefinition &ida, const ModeChoice &choice)
{
    CompletedMode mode;
    const auto images = namedImages(ida, choice.images);
    if (!images)
        return images.error();
    mode.images = *images;
    QMap<QString, QString> all = ida.images;
    all.insert(*images);
    const QStringList missing = servicesWithoutImage(ida, all);
    if (!missing.isEmpty()) {
        return invalidInput(
            u"“%1” has no image to run for its service “%2”."_s.arg(ida.name, missing.first()),
            {},
            u"Name one: devstack mode %1 image --image %2=REFERENCE"_s.arg(ida.name,
                                                                           missing.first()));
    }
    // What was named before for other services stays.
    mode.images = all;
    if (!ida.present)
        mode.notes
            += u"Its compose file is needed to run it: “devstack up %1” clones it."_s.arg(ida.name);
    return mode;
}

Result<CompletedMode> forExternal(const IdaDefinition &ida, const ModeChoice &choice)
{
    CompletedMode mode;
    mode.url = choice.url;
    if (choice.url.isEmpty() && !ida.external)
        return invalidInput(
            u"The address of “%1” is not known."_s.arg(ida.name),
            {},
            u"Give its address: devstack mode %1 external --url https://…"_s.arg(ida.name));
    if (!choice.url.isEmpty() && !isHttpUrl(choice.url))
        return invalidInput(
            u"“%1” is not an http or https address."_s.arg(printable(masked(choice.url)).left(300)),
            {},
            u"As in https://lms.example.org or http://10.0.0.5:18000"_s);
    // It goes into environments, status and lock files, none of which keeps a secret.
    if (carriesCredentials(choice.url))
        return invalidInput(
            u"The address of “%1” holds a user name or password."_s.arg(ida.name),
            {},
            u"Give the address without them; what services need to log in belongs in their environment, as “secret: NAME”."_s);
    mode.notes += u"The others of the workspace reach it by the names it provides: addresses in "
                  "their environment change to its URL, and the names lead to its host. Code that "
                  "has such a name built in keeps its own port and scheme."_s;
    return mode;
}

QString shownMode(const IdaDefinition &ida)
{
    QString text = toString(ida.mode);
    if (ida.mode == Mode::External && ida.external)
        text += u" "_s + masked(ida.external->url);
    QStringList images;
    for (auto it = ida.images.begin(); it != ida.images.end(); ++it)
        images += u"%1=%2"_s.arg(it.key(), it.value());
    if (ida.mode == Mode::Image && !images.isEmpty())
        text += u" "_s + images.join(u' ');
    return text;
}

} // namespace

Result<ChoiceOutcome> chooseMode(Workspace &workspace,
                                 const QString &name,
                                 const ModeChoice &choice,
                                 ChoicePlace place,
                                 std::stop_token stop)
{
    const auto change = ChoiceChange::begin(workspace, name, u"mode"_s, std::move(stop));
    if (!change)
        return change.error();
    const IdaDefinition &ida = (*change)->ida();
    if (!choice.url.isEmpty() && choice.mode != Mode::External)
        return invalidInput(u"--url belongs to the mode external."_s);
    if (!choice.images.isEmpty() && choice.mode != Mode::Image)
        return invalidInput(u"--image belongs to the mode image."_s);
    Result<CompletedMode> completed = CompletedMode {};
    if (choice.mode == Mode::Image)
        completed = forImage(ida, choice);
    else if (choice.mode == Mode::External)
        completed = forExternal(ida, choice);
    if (!completed)
        return completed.error();
    QStringList notes = completed->notes;
    if (choice.mode == Mode::Off || choice.mode == Mode::External)
        notes += u"The next “devstack up” removes its containers here; its data stays."_s;

    const auto written = (*change)->write(
        place,
        [&](WorkspaceIda &entry) {
            entry.mode = choice.mode;
            if (choice.mode == Mode::Image)
                entry.images = completed->images;
            // Names are worth keeping: they are no choice but what the IDA is known by.
            if (!choice.mode && entry.external && entry.external->names.isEmpty())
                entry.external.reset();
            if (choice.mode == Mode::External) {
                const QStringList names = entry.external ? entry.external->names : QStringList();
                const QString known = ida.external ? ida.external->url : QString();
                entry.external = ExternalPlace {choice.url.isEmpty() ? known : choice.url, names};
            }
        },
        [&](IdaChoice &personal) {
            personal.mode = choice.mode;
            if (choice.mode == Mode::Image && !choice.images.isEmpty())
                personal.images = completed->images;
            if (!choice.url.isEmpty())
                personal.externalUrl = choice.url;
            if (!choice.mode) {
                personal.images.clear();
                personal.externalUrl.clear();
            }
        },
        [](IdaChoice &personal) {
            personal.mode.reset();
            personal.images.clear();
            personal.externalUrl.clear();
        });
    if (!written)
        return written.error();
    return (*change)->outcome(shownMode, notes);
}

Result<AvailableChoices>
availableChoices(Workspace &workspace, const QString &name, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    const auto known = definition->selection({name}, false);
    if (!known)
        return known.error();
    const IdaDefinition &ida = *definition->find(known->first());
    AvailableChoices choices;
    choices.modes = modeWords();
    choices.variants = ida.manifest.variants.keys();
    choices.configurations = ida.manifest.configurations.keys();
    for (const ServiceEntry &service : ida.compose.services) {
        if (service.build)
            choices.services += service.name;
    }
    return choices;
}

} // namespace devstack
