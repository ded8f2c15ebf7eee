// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/autostartsetting.h"

#include "ui/platform/autostart.h"

#include <QCoreApplication>

namespace devstack {

AutostartSetting::AutostartSetting(const QString &entry, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_entry(entry.isEmpty() ? autostart::userEntry() : entry)
{
}

bool AutostartSetting::on() const
{
    return autostart::state(m_entry) == autostart::State::On;
}

QString AutostartSetting::foreign() const
{
    return autostart::state(m_entry) == autostart::State::Foreign ? m_entry : QString();
}

void AutostartSetting::set(bool on)
{
    const auto done = autostart::set(m_entry, QCoreApplication::applicationFilePath(), on);
    m_problem = done ? QString() : done.error().message;
    emit changed();
}

} // namespace devstack
