// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/livemachine.h"

#include "service/repositories/repositories.h"
#include "service/repositories/sampleworkspace.h"
#include "service/workspace.h"
#include "store/recentworkspaces.h"
#include "ui/source/activityreporter.h"
#include "ui/source/livesource.h"

#include <QDir>

namespace devstack {

namespace {

Result<std::shared_ptr<Workspace>> openWorkspace(const QString &folder)
{
    const auto found = Workspace::locate(folder);
    if (!found)
        return found.error();
    auto workspace = Workspace::open(*found);
    // A list of recent ones that cannot be written must not keep anybody from working.
    if (workspace)
        static_cast<void>(rememberWorkspace((*workspace)->folder(), (*workspace)->name()));
    return workspace;
}

Result<> clone(const QString &url, const QString &folder, Reporter &reporter, std::stop_token stop)
{
    if (!QDir(folder).exists(QStringLiteral("devstack.yml"))) {
        const auto made = Workspace::init(folder, QDir(folder).dirName());
        if (!made)
            return made.error();
    }
    const auto workspace = Workspace::open(folder);
    if (!workspace)
        return workspace.error();
    const auto added = addRepositories(**workspace, {url}, reporter, stop);
    return added ? ok() : Result<>(added.error());
}

} // namespace

LiveMachine::LiveMachine(QObject *parent)
    : Machine(parent)
{
}

void LiveMachine::askDoctor(std::function<void(const QList<DoctorCheck> &)> answer)
{
    m_background.run(
        this, [](std::stop_token stop) { return doctor(stop); }, std::move(answer));
}

void LiveMachine::open(const QString &folder, Opened opened)
{
    m_background.run(
        this,
        [folder](std::stop_token) { return openWorkspace(folder); },
        [opened = std::move(opened)](const Result<std::shared_ptr<Workspace>> &workspace) {
            if (workspace)
                opened(std::unique_ptr<WorkspaceSource>(std::make_unique<LiveSource>(*workspace)));
            else
                opened(workspace.error());
        });
}

void LiveMachine::cloneInto(const QString &url, const QString &folder, Done done)
{
    auto reporter = std::make_shared<ActivityReporter>(
        *this, [this](const QString &text, double share) { emit progressed(text, share); });
    m_making = m_background.run(
        this,
        [url, folder, reporter](std::stop_token stop) {
            return clone(url, folder, *reporter, stop);
        },
        std::move(done));
}

void LiveMachine::makeSample(const QString &folder, Done done)
{
    auto reporter = std::make_shared<ActivityReporter>(
        *this, [this](const QString &text, double share) { emit progressed(text, share); });
    m_making = m_background.run(
        this,
        [folder, reporter](std::stop_token stop) -> Result<> {
            const auto made = createSample(folder, *reporter, stop);
            return made ? ok() : Result<>(made.error());
        },
        std::move(done));
}

void LiveMachine::cancel()
{
    m_making.request_stop();
}

} // namespace devstack
