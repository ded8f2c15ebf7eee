// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "workspacefolder.h"

#include "core/files.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>

namespace devstack::testing {

using namespace Qt::StringLiterals;

WorkspaceFolder::WorkspaceFolder(const QString &name)
    : m_name(name.isEmpty() ? u"workspace"_s : name)
{
    const QByteArray state = m_folder.filePath(u"state"_s).toLocal8Bit();
    qputenv("XDG_STATE_HOME", state);
    qputenv("XDG_CONFIG_HOME", state);
    // A socket that is not there: reading a workspace must not need an engine.
    qputenv("DOCKER_HOST", "unix://" + state + "/none.sock");
    if (!QDir().mkpath(path()))
        qFatal("the folder of the test cannot be made");
}

QString WorkspaceFolder::path(const QString &relative) const
{
    const QString folder = QFileInfo(m_folder.path()).canonicalFilePath() + u'/' + m_name;
    return relative.isEmpty() ? folder : QString(folder + u'/' + relative);
}

void WorkspaceFolder::write(const QString &relative, const QByteArray &content) const
{
    const QString folder = path(relative.section(u'/', 0, 0));
    if (relative.contains(u'/') && !QFileInfo::exists(folder + u"/.git"_s)) {
        // The least that git takes for a repository: nothing is committed on its branch.
        const bool made = QDir().mkpath(folder + u"/.git/objects"_s)
            && QDir().mkpath(folder + u"/.git/refs"_s)
            && writeFile(folder + u"/.git/HEAD"_s, "ref: refs/heads/main\n").hasValue();
        if (!made)
            qFatal("the repository of the test cannot be made");
    }
    if (const auto written = writeFile(path(relative), content); !written)
        qFatal("%s", qPrintable(written.error().toText()));
}

std::shared_ptr<Workspace> WorkspaceFolder::open() const
{
    const auto workspace = Workspace::open(path());
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().toText()));
    return *workspace;
}

WorkspaceDefinition WorkspaceFolder::read() const
{
    const auto definition = readWorkspace(open()->internals(), {});
    if (!definition)
        qFatal("%s", qPrintable(definition.error().toText()));
    return *definition;
}

} // namespace devstack::testing
