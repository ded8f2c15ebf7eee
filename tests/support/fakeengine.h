// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/endpoint.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace devstack::test {

/// What the fake engine does after a request.
struct Canned
{
    QByteArray bytes; ///< sent as they are, header included
    qsizetype piece = 0; ///< sent in pieces of this size; 0: at once
    bool hang = false; ///< afterwards the connection stays open until the engine ends
};

/// An answer with a length: `HTTP/1.1 200 OK` and the body.
Canned answer(const QByteArray &body, int status = 200, const QByteArray &headers = {});
/// The same in chunks of `size` bytes.
Canned chunked(const QByteArray &body, qsizetype size);

/// An engine on a unix socket that speaks canned bytes, for faults that a real one does not have.
///
/// Every connection takes one request and one answer: the one set for the longest matching
/// beginning of "METHOD /path". /_ping is answered with API 1.41 unless set otherwise. Runs in a
/// thread of its own, ended by the destructor.
class FakeEngine
{
public:
    FakeEngine();
    ~FakeEngine();

    Endpoint endpoint() const;
    /// From the next request on; may be called while it runs.
    void reply(const QByteArray &request, const Canned &canned);
    /// The first lines of the requests so far.
    std::vector<QByteArray> requests() const;
    /// Sends more to every connection that hangs: the next event of a stream.
    void push(const QByteArray &bytes);
    /// Closes what hangs, as an engine that goes down does.
    void hangUp();

private:
    void serve(std::stop_token stop);
    void serveOne(int connection);
    Canned find(const QByteArray &request) const;

    QTemporaryDir m_directory;
    mutable std::mutex m_mutex;
    std::map<QByteArray, Canned> m_replies;
    std::vector<QByteArray> m_requests;
    std::vector<int> m_hanging;
    int m_listener = -1;
    std::jthread m_thread;
};

} // namespace devstack::test
