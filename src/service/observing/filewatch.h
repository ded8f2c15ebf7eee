// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace devstack {

/// Reports changes to files and in folders, with one thread that sleeps in the kernel (inotify(7)).
///
/// A path that goes away is forgotten and can be watched again. Thread-safe. Where the kernel gives
/// no watches (their number per user is limited) it stays silent.
class FileWatch
{
public:
    /// Called on the watch's own thread with the paths given to watch().
    using Changed = std::function<void(const std::set<QString> &paths)>;

    explicit FileWatch(Changed changed);
    ~FileWatch();
    FileWatch(const FileWatch &) = delete;
    FileWatch &operator=(const FileWatch &) = delete;

    /// Watches the folder itself, not its subfolders.
    void watch(const QString &path);

private:
    void run();
    std::set<QString> takeEvents();

    Changed m_changed;
    int m_notify;
    int m_wake;
    std::mutex m_mutex;
    std::map<int, QString> m_paths; ///< by watch descriptor
    std::thread m_thread;
};

} // namespace devstack
