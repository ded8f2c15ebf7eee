// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/rowstream.h"

#include <utility>

namespace devstack {

namespace {

constexpr qsizetype kBlock = 2000; ///< lines

} // namespace

RowStream::RowStream(const DatabaseSession &session,
                     const QByteArray &question,
                     std::stop_token stop)
    : m_onStop(std::move(stop), [this] {
        m_stop.request_stop();
        const std::scoped_lock lock(m_mutex);
        m_changed.notify_all();
    })
{
    m_thread = std::thread([this, &session, question] {
        const auto done = session.stream(
            question, [this](const QString &line) { return put(line); }, m_stop.get_token());
        if (done)
            hand();
        const std::scoped_lock lock(m_mutex);
        m_end = done;
        m_changed.notify_all();
    });
}

RowStream::~RowStream()
{
    m_stop.request_stop();
    {
        const std::scoped_lock lock(m_mutex);
        m_changed.notify_all();
    }
    m_thread.join();
}

bool RowStream::put(const QString &line)
{
    m_filling += line;
    if (m_filling.size() >= kBlock)
        hand();
    return !m_stop.stop_requested();
}

/// Waits until the block before was taken: so the server waits too.
void RowStream::hand()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_full || m_stop.stop_requested(); });
    m_full = std::exchange(m_filling, {});
    m_changed.notify_all();
}

Result<std::optional<RowDigest>> RowStream::next()
{
    while (m_position == m_taken.size()) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_full || m_end || m_stop.stop_requested(); });
        if (m_stop.stop_requested())
            return cancelled();
        if (!m_full)
            return *m_end ? Result<std::optional<RowDigest>>(std::optional<RowDigest>())
                          : m_end->error();
        m_taken = std::move(*m_full);
        m_full.reset();
        m_position = 0;
        m_changed.notify_all();
    }
    const auto row = rowDigest(m_taken.at(m_position++));
    return row ? Result<std::optional<RowDigest>>(std::optional(*row)) : row.error();
}

} // namespace devstack
