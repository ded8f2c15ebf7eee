// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/descriptor.h"
#include "core/result.h"
#include "engine/endpoint.h"

#include <sys/types.h>

#include <QString>

#include <memory>

namespace devstack {

/// A running `docker system dial-stdio`: a raw byte pipe to an engine behind TLS, ssh or a named
/// pipe, with the CLI's own credentials and contexts. Ended and reaped by the destructor.
class DialStdio
{
public:
    /// Starts it with `socket` as its standard input and output. Error of kind NotFound without a
    /// docker CLI.
    static Result<std::unique_ptr<DialStdio>> start(const Endpoint &endpoint, Descriptor socket);
    ~DialStdio();
    DialStdio(const DialStdio &) = delete;
    DialStdio &operator=(const DialStdio &) = delete;

    /// The last 4 KiB of what it said on standard error.
    QString errors() const;

private:
    DialStdio(pid_t pid, Descriptor errors);

    pid_t m_pid;
    Descriptor m_errors;
};

} // namespace devstack
