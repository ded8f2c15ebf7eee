// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/slowanswer.h"

#include <QSet>

#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Listener
{
    std::mutex mutex;
    std::function<void(const QString &)> tell;
    QSet<QString> told;
};

Listener &listener()
{
    static Listener one;
    return one;
}

} // namespace

void onSlowAnswer(std::function<void(const QString &sentence)> tell)
{
    const std::scoped_lock lock(listener().mutex);
    listener().tell = std::move(tell);
    listener().told.clear();
}

void mayWaitLong(const QString &sentence)
{
    const std::scoped_lock lock(listener().mutex);
    if (!listener().tell || listener().told.contains(sentence))
        return;
    listener().told.insert(sentence);
    listener().tell(sentence);
}

void answerIsSlow(const QString &who, std::chrono::seconds limit)
{
    mayWaitLong(
        limit.count() > 0
            ? u"%1 takes long to answer; it is given up after %2 s if nothing comes."_s.arg(who)
                  .arg(limit.count())
            : u"%1 takes long to answer; Ctrl-C ends it."_s.arg(who));
}

SlowTool::SlowTool(const QString &who, std::chrono::seconds patience, std::chrono::seconds limit)
    : m_thread([this, who, patience, limit](const std::stop_token &over) {
        std::unique_lock lock(m_mutex);
        m_end.wait_for(lock, over, patience, [] { return false; });
        if (!over.stop_requested())
            answerIsSlow(who, limit);
    })
{
}

} // namespace devstack
