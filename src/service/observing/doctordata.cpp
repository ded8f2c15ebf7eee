// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/doctorchecks.h"
#include "service/workspace.h"
#include "store/workspacestate.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<DoctorCheck> resetsCheck(const QString &folder)
{
    const auto workspace = Workspace::locate(folder.isEmpty() ? QDir::currentPath() : folder);
    if (!workspace || !QFileInfo::exists(*workspace + u"/.devstack"_s))
        return std::nullopt;
    auto state = WorkspaceState::open(*workspace);
    if (!state)
        return std::nullopt;
    QStringList layered;
    QStringList copied;
    const Generations all = state->generations();
    for (auto ida = all.cbegin(); ida != all.cend(); ++ida) {
        for (const DataOrigin &base : ida->bases)
            (base.canLayer ? layered : copied) += ida.key();
    }
    if (layered.isEmpty() && copied.isEmpty())
        return std::nullopt;
    const QString id = u"resets"_s;
    if (copied.isEmpty())
        return DoctorCheck {id,
                            DoctorCheck::Outcome::Ok,
                            u"Resets write layers over the kept data: nothing is copied."_s,
                            {}};
    copied.removeDuplicates();
    return DoctorCheck {
        id,
        DoctorCheck::Outcome::Warning,
        u"A reset copies the data of %1: the Engine mounted no layer when it was tried."_s.arg(
            copied.join(u", "_s)),
        u"An Engine with root rights, with its data on a file system such as ext4 or xfs, mounts "
        u"them; it is tried again when the kept data is made anew."_s};
}

} // namespace devstack
