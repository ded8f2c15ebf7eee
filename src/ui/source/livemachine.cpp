// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/livemachine.h"

#include "core/files.h"
#include "service/repositories/repositories.h"
#include "service/repositories/sampleworkspace.h"
#include "service/workspace.h"
#include "ui/source/activityreporter.h"
#include "ui/source/livesource.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Result<std::shared_ptr<Workspace>> openWorkspace(const QString &folder)
{
    const auto found = Workspace::locate(folder);
    if (!found)
        return found.error();
    return Workspace::open(*found);
}

QByteArray workspaceFile(const QString &folder)
{
    const auto content = readFile(folder + u"/devstack.yml"_s, 16 * 1024 * 1024);
    return content ? *content : QByteArray();
}

/// A workspace that clone() made and nothing came into: the folder is as it was.
void unmake(const QString &folder, bool existed)
{
    QDir dir(folder);
    dir.remove(u"devstack.yml"_s);
    QDir(dir.filePath(u".devstack"_s)).removeRecursively();
    if (!existed)
        QDir().rmdir(folder); // takes an empty one only
}

Result<> clone(const QString &url, const QString &folder, Reporter &reporter, std::stop_token stop)
{
    const bool existed = QFileInfo::exists(folder);
    const bool ours = !QDir(folder).exists(u"devstack.yml"_s);
    if (ours) {
        const auto made = Workspace::init(folder, QDir(folder).dirName());
        if (!made)
            return made.error();
    }
    const QByteArray before = workspaceFile(folder);
    Result<QStringList> added = QStringList();
    {
        const auto workspace = Workspace::open(folder);
        if (!workspace)
            return workspace.error();
        added = addRepositories(**workspace, {url}, reporter, stop);
    }
    if (added)
        return ok();
    if (workspaceFile(folder) == before) {
        if (ours)
            unmake(folder, existed);
        return added.error();
    }
    // The repository is there; something that it needs is not.
    Error error = added.error();
    error.hint += (error.hint.isEmpty() ? QString() : u" "_s)
        + LiveMachine::tr("The repositories that could be cloned are in %1: open it.").arg(folder);
    return error;
}

} // namespace

LiveMachine::LiveMachine(QObject *parent)
    : Machine(parent)
{
}

void LiveMachine::askDoctor(const QString &workspace,
                            std::function<void(const QList<DoctorCheck> &)> answer)
{
    // Without a workspace the home folder is where one would be made.
    const QString folder = workspace.isEmpty() ? QDir::homePath() : workspace;
    m_background.run(
        this, [folder](std::stop_token stop) { return doctor(stop, folder); }, std::move(answer));
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

void LiveMachine::adopt(const AdoptRequest &request,
                        std::function<void(const Result<Adoption> &)> answer)
{
    m_making = m_background.run(
        this,
        [request](std::stop_token stop) { return adoptCentral(request, stop); },
        std::move(answer));
}

void LiveMachine::cancel()
{
    m_making.request_stop();
}

} // namespace devstack
