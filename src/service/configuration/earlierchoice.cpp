// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/earlierchoice.h"

#include "core/files.h"
#include "service/workspace.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kLargestFile = 16 * 1024 * 1024;

Error changedSince(const QString &what)
{
    return conflict(u"%1 has changed since; nothing was undone."_s.arg(what),
                    u"Make your choice again."_s);
}

} // namespace

Result<> putBack(Workspace &workspace, const EarlierChoice &earlier, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState([&](WorkspaceState &state) {
        return state.lock(u"undoing the choice of %1"_s.arg(earlier.ida));
    });
    if (!lock)
        return lock.error();
    if (stop.stop_requested())
        return cancelled();
    const QString file = internals.workspaceFilePath();
    const bool shared = earlier.fileBefore != earlier.fileAfter;
    if (shared) {
        const auto now = readFile(file, kLargestFile);
        if (!now)
            return now.error();
        if (*now != earlier.fileAfter)
            return changedSince(u"devstack.yml"_s);
    }
    return internals.withState([&](WorkspaceState &state) -> Result<> {
        Choices choices = state.choices();
        if (choices.idas.value(earlier.ida) != earlier.after)
            return changedSince(u"The choice of %1"_s.arg(earlier.ida));
        if (earlier.before != earlier.after) {
            choices.idas.insert(earlier.ida, earlier.before);
            if (const auto saved = state.save(choices); !saved)
                return saved;
        }
        return shared ? writeFileIn(
                   QFileInfo(file).absolutePath(), QFileInfo(file).fileName(), earlier.fileBefore)
                      : ok();
    });
}

} // namespace devstack
