// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/filewatch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace devstack {

FileWatch::FileWatch(Changed changed)
    : m_changed(std::move(changed))
    , m_notify(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
    , m_wake(::eventfd(0, EFD_CLOEXEC))
    , m_thread([this] { run(); })
{
}

FileWatch::~FileWatch()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
    m_thread.join();
    ::close(m_notify);
    ::close(m_wake);
}

void FileWatch::watch(const QString &path)
{
    const std::scoped_lock lock(m_mutex);
    if (std::ranges::any_of(m_paths, [&](const auto &entry) { return entry.second == path; }))
        return;
    const int descriptor
        = ::inotify_add_watch(m_notify,
                              QFile::encodeName(path).constData(),
                              IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE
                                  | IN_MODIFY | IN_DELETE_SELF | IN_MOVE_SELF);
    if (descriptor >= 0)
        m_paths.insert_or_assign(descriptor, path);
}

void FileWatch::run()
{
    pollfd descriptors[] = {{m_notify, POLLIN, 0}, {m_wake, POLLIN, 0}};
    for (;;) {
        if (::poll(descriptors, 2, -1) < 0) {
            if (errno == EINTR)
                continue;
            return;
        }
        if (descriptors[1].revents)
            return;
        if (const std::set<QString> paths = takeEvents(); !paths.empty())
            m_changed(paths);
    }
}

std::set<QString> FileWatch::takeEvents()
{
    alignas(inotify_event) char buffer[8192];
    std::set<QString> changed;
    const std::scoped_lock lock(m_mutex);
    for (ssize_t size = 0; (size = ::read(m_notify, buffer, sizeof buffer)) > 0;) {
        for (ssize_t at = 0; at < size;) {
            inotify_event event {};
            std::memcpy(&event, buffer + at, sizeof event);
            at += ssize_t(sizeof event) + ssize_t(event.len);
            // Too many at once: anything may have changed.
            if (event.mask & IN_Q_OVERFLOW) {
                for (const auto &[descriptor, path] : m_paths)
                    changed.insert(path);
            }
            const auto found = m_paths.find(event.wd);
            if (found == m_paths.end())
                continue;
            changed.insert(found->second);
            // The descriptor follows a moved file; who asked meant the path.
            if (event.mask & IN_MOVE_SELF)
                ::inotify_rm_watch(m_notify, event.wd);
            if (event.mask & (IN_IGNORED | IN_MOVE_SELF))
                m_paths.erase(found);
        }
    }
    return changed;
}

} // namespace devstack
