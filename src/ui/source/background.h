// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <stop_token>
#include <utility>

namespace devstack {

/// Runs blocking core functions on worker threads and brings their results to the interface's
/// thread.
///
/// Lives on the interface's thread. Its destructor requests a stop of everything that still runs
/// and waits for it; results of work whose `context` is gone, or that end after the destructor
/// began, are dropped.
class Background : public QObject
{
    Q_OBJECT
public:
    explicit Background(QObject *parent = nullptr);
    ~Background() override;

    /// Runs `work(stop)` on a worker, then `done(result)` on this thread while `context` lives.
    /// The answer requests the stop of this one piece of work.
    template <typename Work, typename Done>
    std::stop_source run(QObject *context, Work work, Done done)
    {
        std::stop_source stop;
        m_stops.append(stop);
        QPointer<QObject> guard(context);
        start([this, stop, guard, work = std::move(work), done = std::move(done)]() mutable {
            auto result = work(stop.get_token());
            post([this, stop, guard, done = std::move(done), result = std::move(result)]() mutable {
                m_stops.removeOne(stop);
                if (guard)
                    done(std::move(result));
            });
        });
        return stop;
    }

    /// Requests the stop of everything that runs.
    void stopAll();

private:
    void start(std::function<void()> work);
    void post(std::function<void()> call);

    QThreadPool m_pool;
    QList<std::stop_source> m_stops;
};

} // namespace devstack
