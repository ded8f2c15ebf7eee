// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/localloop.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

#include <cerrno>
#include <system_error>

namespace devstack {

namespace {

/// Without a descriptor for what wakes the loop, Qt and GLib end the process with a line of their
/// own. Thrown as what a thread that cannot be made throws, and told in prepareProcess().
QObject *requireDescriptors()
{
    const int a = ::eventfd(0, EFD_CLOEXEC);
    const int b = ::eventfd(0, EFD_CLOEXEC);
    const int why = errno;
    for (const int descriptor : {a, b}) {
        if (descriptor >= 0)
            ::close(descriptor);
    }
    if (a < 0 || b < 0)
        throw std::system_error(why, std::generic_category());
    return nullptr;
}

} // namespace

LocalLoop::LocalLoop()
    : m_loop(requireDescriptors())
{
    Q_ASSERT_X(!QCoreApplication::instance()
                   || !QCoreApplication::instance()->inherits("QGuiApplication")
                   || QThread::currentThread() != QCoreApplication::instance()->thread(),
               "LocalLoop",
               "blocking core functions belong on worker threads");
}

LocalLoop::End LocalLoop::run(std::stop_token stop, std::chrono::milliseconds timeout)
{
    if (stop.stop_requested())
        return End::Stopped;
    m_end = End::Quit;
    const quint64 thisRun = ++m_run;
    QTimer deadline;
    deadline.setSingleShot(true);
    QObject::connect(&deadline, &QTimer::timeout, &m_loop, [this] {
        m_end = End::TimedOut;
        m_loop.quit();
    });
    if (timeout.count() > 0)
        deadline.start(timeout);
    // The request may come from any thread; queueing it keeps m_end and the loop on this one.
    std::stop_callback onStop(stop, [&] {
        QMetaObject::invokeMethod(
            &m_loop,
            [this, thisRun] {
                if (m_run != thisRun)
                    return;
                m_end = End::Stopped;
                m_loop.quit();
            },
            Qt::QueuedConnection);
    });
    m_loop.exec();
    return m_end;
}

void LocalLoop::quit()
{
    m_loop.quit();
}

} // namespace devstack
