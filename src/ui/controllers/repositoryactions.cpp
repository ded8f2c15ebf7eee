// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

// What Actions does with repositories.

#include "ui/controllers/actions.h"

#include <QDesktopServices>
#include <QDir>

namespace devstack {

void Actions::addRepository(const QString &what)
{
    if (!m_hub.source() || what.trimmed().isEmpty())
        return;
    begun();
    m_hub.source()->addRepository(what.trimmed(), [this, what](const Result<> &result) {
        ended();
        if (result)
            emit noticed(tr("Added %1").arg(what));
        else if (result.error().kind != Error::Kind::Cancelled)
            fail(result.error());
    });
}

void Actions::pull(const QString &ida)
{
    if (!m_hub.source())
        return;
    begun();
    m_hub.source()->pullRepository(ida, [this](const Result<QString> &said) {
        ended();
        if (said)
            emit noticed(*said);
        else if (said.error().kind != Error::Kind::Cancelled)
            fail(said.error());
    });
}

void Actions::remove(const QString &ida)
{
    const IdaView *view = m_hub.snapshot().ida(ida);
    if (!m_hub.source() || !view)
        return;
    begun();
    m_hub.source()->removeRepository(ida, [this, ida, path = view->path](const Result<> &result) {
        ended();
        if (!result) {
            if (result.error().kind != Error::Kind::Cancelled)
                fail(result.error());
            return;
        }
        m_offer = [this, path] { addRepository(path); };
        emit offered(
            tr("%1 is not in the workspace any more. Its folder and its data stay.").arg(ida),
            tr("Undo"));
    });
}

void Actions::openFolder(const QString &ida)
{
    const IdaView *view = m_hub.snapshot().ida(ida);
    if (!view || !QDir(view->path).exists()) {
        fail(notFound(tr("%1 has no folder here.").arg(ida)));
        return;
    }
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(view->path)))
        fail(notFound(tr("No program opens folders here."), tr("It is %1").arg(view->path)));
}

} // namespace devstack
