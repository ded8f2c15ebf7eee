// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/pagedetails.h"

#include "service/definition/workspacedefinition.h"
#include "ui/source/recordedcommand.h"

#include <QCoreApplication>
#include <QProcess>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<ChoiceOrder> ChoiceOrder::parse(const QString &line)
{
    const RecordedCommand command = RecordedCommand::parse(line);
    const QStringList parts = QProcess::splitCommand(line);
    const auto option = [&parts](const QString &name) {
        const qsizetype at = parts.indexOf(name);
        return at < 0 ? QString() : parts.value(at + 1);
    };
    ChoiceOrder order;
    order.ida = command.words.value(0);
    order.shared = parts.contains(u"--shared"_s);
    if (command.verb == u"config" && command.words.size() == 1) {
        order.matter = Matter::Lean;
        order.value = option(u"--lean"_s);
        return order.value.isEmpty() ? std::nullopt : std::optional(order);
    }
    if (command.words.size() != 2)
        return std::nullopt;
    order.value = command.words.at(1);
    order.image = option(u"--image"_s);
    order.url = option(u"--url"_s);
    if (order.url == u"URL")
        order.url.clear(); // stands for one that nobody knows yet
    if (command.verb == u"mode")
        order.matter = Matter::Mode;
    else if (command.verb == u"variant")
        order.matter = Matter::Variant;
    else if (command.verb == u"use")
        order.matter = Matter::Configuration;
    else
        return std::nullopt;
    return order;
}

bool ChoiceOrder::lacksAddress() const
{
    return matter == Matter::Mode && value == toString(Mode::External) && url.isEmpty();
}

QString ChoiceOrder::text() const
{
    const auto say
        = [](const char *words) { return QCoreApplication::translate("ChoiceOrder", words); };
    switch (matter) {
    case Matter::Lean:
        return value == u"on" ? say("Give %1 the memory-saving settings").arg(ida)
                              : say("Take the memory-saving settings from %1").arg(ida);
    case Matter::Configuration:
        return say("Use the configuration %2 of %1").arg(ida, value);
    case Matter::Variant:
        return value == kNoVariant ? say("Run all of %1").arg(ida)
                                   : say("Run %1 in its variant %2").arg(ida, value);
    case Matter::Mode:
        break;
    }
    if (value == toString(Mode::Off))
        return say("Switch %1 off").arg(ida);
    if (value == toString(Mode::External))
        return (lacksAddress() ? say("Use %1 from elsewhere…") : say("Use %1 from elsewhere"))
            .arg(ida);
    return (value == toString(Mode::Image) ? say("Run %1 from its image")
                                           : say("Run %1 from its checkout"))
        .arg(ida);
}

Result<ConfigurationDetails>
configurationDetails(Workspace &workspace, const QString &ida, std::stop_token stop)
{
    ConfigurationDetails study;
    const auto config = configOf(workspace, {ida}, false, stop);
    if (!config)
        return config.error();
    study.config = config->idas.value(0);
    if (const auto choices = availableChoices(workspace, ida, stop))
        study.choices = *choices;
    auto effective = effectiveCompose(workspace, ida, false, stop);
    if (effective)
        study.effective = std::move(effective).value();
    else
        study.noEffective = effective.error();
    if (auto memory = forecastMemory(workspace, {}, stop))
        study.memory = std::move(memory).value();
    return study;
}

Result<ChoiceOutcome>
makeChoice(Workspace &workspace, const ChoiceOrder &order, std::stop_token stop)
{
    const ChoicePlace place = order.shared ? ChoicePlace::Shared : ChoicePlace::Personal;
    switch (order.matter) {
    case ChoiceOrder::Matter::Mode: {
        ModeChoice choice;
        if (order.value != kAsDefault) {
            choice.mode = modeFromString(order.value);
            if (!choice.mode)
                return invalidInput(u"There is no mode “%1”."_s.arg(order.value));
        }
        choice.url = order.url;
        if (!order.image.isEmpty())
            choice.images.insert(QString(), order.image);
        return chooseMode(workspace, order.ida, choice, place, stop);
    }
    case ChoiceOrder::Matter::Variant:
        return chooseVariant(workspace, order.ida, order.value, place, stop);
    case ChoiceOrder::Matter::Lean:
        return chooseLean(workspace,
                          order.ida,
                          {},
                          order.value == kAsDefault ? std::nullopt
                                                    : std::optional(order.value == u"on"),
                          stop);
    case ChoiceOrder::Matter::Configuration:
        break;
    }
    return chooseConfiguration(workspace, order.ida, order.value, place, stop);
}

Result<QList<ReviewDetails>> reviewDetails(Workspace &workspace, std::stop_token stop)
{
    const auto reading = readWorkspace(workspace.internals(), stop);
    if (!reading)
        return reading.error();
    struct Read
    {
        QString ida;
        Result<ReviewSubject> subject;
    };
    std::vector<Read> all;
    ReviewSurroundings surroundings;
    surroundings.workspace = true;
    for (const IdaDefinition &ida : reading->idas) {
        if (!ida.present)
            continue;
        if (stop.stop_requested())
            return cancelled();
        all.push_back({ida.name, readReviewSubject(ida.path)});
        addToSurroundings(surroundings, ida.name, ida.compose, ida.manifest);
    }
    QList<ReviewDetails> studies;
    for (const Read &one : all) {
        if (stop.stop_requested())
            return cancelled();
        ReviewDetails study;
        study.ida = one.ida;
        if (one.subject) {
            study.check = checkRepository(*one.subject);
            study.lint = lintRepository(*one.subject, surroundings);
        } else {
            study.problem = one.subject.error();
        }
        studies.append(study);
    }
    return studies;
}

} // namespace devstack
