// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/background.h"

namespace devstack {

namespace {
/// Followed logs and running operations each hold a thread; most of the time they sleep.
constexpr int kMostThreads = 32;
} // namespace

Background::Background(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(kMostThreads);
}

Background::~Background()
{
    stopAll();
    m_pool.waitForDone();
}

void Background::stopAll()
{
    for (std::stop_source &stop : m_stops)
        stop.request_stop();
}

void Background::start(std::function<void()> work)
{
    m_pool.start(std::move(work));
}

void Background::post(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

} // namespace devstack
