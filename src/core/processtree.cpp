// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/processtree.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QMultiHash>
#include <QSet>

#include <algorithm>
#include <csignal>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds kKillLimit {5};

/// "pid (name) state ppid …"; the name may hold blanks and brackets, so its end is the last one.
bool readEntry(const char *pid, ProcessEntry &entry, char &state)
{
    char path[64];
    qsnprintf(path, sizeof path, "/proc/%s/stat", pid);
    const int descriptor = ::open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    char buffer[512];
    const ssize_t size = ::read(descriptor, buffer, sizeof buffer);
    ::close(descriptor);
    const QByteArrayView line(buffer, size > 0 ? size : 0);
    const qsizetype open = line.indexOf('(');
    const qsizetype close = line.lastIndexOf(')');
    if (open < 0 || close < open || close + 4 > line.size())
        return false;
    state = line[close + 2];
    entry.pid = std::atoll(pid);
    entry.parent = std::atoll(line.data() + close + 3);
    entry.name = QString::fromUtf8(line.sliced(open + 1, close - open - 1));
    return true;
}

QMultiHash<qint64, ProcessEntry> livingByParent()
{
    QMultiHash<qint64, ProcessEntry> byParent;
    DIR *proc = ::opendir("/proc");
    if (!proc)
        return byParent;
    while (const dirent *item = ::readdir(proc)) {
        if (item->d_name[0] < '0' || item->d_name[0] > '9')
            continue;
        ProcessEntry entry;
        char state = 0;
        if (readEntry(item->d_name, entry, state) && state != 'Z' && state != 'X')
            byParent.insert(entry.parent, entry);
    }
    ::closedir(proc);
    return byParent;
}

void collectEnded()
{
    while (::waitpid(-1, nullptr, WNOHANG) > 0) { }
}

bool awaitNoDescendants(std::chrono::milliseconds limit, int signal)
{
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        collectEnded();
        const QList<ProcessEntry> left = descendantsOf(::getpid());
        if (left.isEmpty()) {
            collectEnded();
            return true;
        }
        // Again each round: what was forked meanwhile has not got it yet.
        if (signal != 0) {
            for (const ProcessEntry &entry : left)
                ::kill(pid_t(entry.pid), signal);
        }
        if (clock.hasExpired(limit.count()))
            return false;
        std::this_thread::sleep_for(10ms);
    }
}

} // namespace

QList<ProcessEntry> descendantsOf(qint64 root)
{
    const auto byParent = livingByParent();
    QList<ProcessEntry> found;
    QSet<qint64> seen {root};
    QList<qint64> open {root};
    while (!open.isEmpty()) {
        const qint64 parent = open.takeLast();
        for (auto it = byParent.constFind(parent); it != byParent.cend() && it.key() == parent;
             ++it) {
            if (seen.contains(it->pid))
                continue;
            seen.insert(it->pid);
            open.append(it->pid);
            found.append(*it);
        }
    }
    return found;
}

QList<qint64> processesWith(const QString &path)
{
    const QString file = QFileInfo(path).canonicalFilePath();
    QList<qint64> found;
    const QStringList names = QDir(u"/proc"_s).entryList(QDir::Dirs);
    for (const QString &name : names) {
        bool isProcess = false;
        const qint64 pid = name.toLongLong(&isProcess);
        if (!isProcess || file.isEmpty())
            continue;
        const QDir descriptors(u"/proc/%1/fd"_s.arg(name));
        const QFileInfoList open = descriptors.entryInfoList(QDir::AllEntries | QDir::System);
        if (std::ranges::any_of(
                open, [&](const QFileInfo &each) { return each.symLinkTarget() == file; }))
            found += pid;
    }
    return found;
}

bool endDescendants(std::chrono::milliseconds grace)
{
    for (const ProcessEntry &entry : descendantsOf(::getpid())) {
        ::kill(pid_t(entry.pid), SIGTERM);
        // A stopped process would not see the request.
        ::kill(pid_t(entry.pid), SIGCONT);
    }
    if (awaitNoDescendants(grace, 0))
        return true;
    return awaitNoDescendants(kKillLimit, SIGKILL);
}

} // namespace devstack
