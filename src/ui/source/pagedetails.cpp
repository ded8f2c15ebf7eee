// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/pagedetails.h"

#include "service/definition/workspacedefinition.h"

namespace devstack {

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

Result<DataDetails> dataDetails(Workspace &workspace, std::stop_token stop)
{
    auto views = databaseViews(workspace, stop);
    if (!views)
        return views.error();
    auto kept = checkpoints(workspace, {}, stop);
    if (!kept)
        return kept.error();
    auto branches = branchData(workspace, {}, stop);
    if (!branches)
        return branches.error();
    DataDetails details;
    details.branches = std::move(*branches);
    details.databases = std::move(views->databases);
    details.checkpoints = std::move(kept->checkpoints);
    details.engineAnswered = views->engineAnswered;
    return details;
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
        all.push_back(
            {ida.name,
             readReviewSubject(ida.path,
                               ida.isComposed() ? std::optional(ida.compose) : std::nullopt,
                               ida.environmentFolder,
                               ida.chosenFiles)});
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
