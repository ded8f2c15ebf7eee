// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "core/reporter.h"
#include "core/secrets.h"

namespace devstack {

/// Hands on what a step says without the secrets in it, for whoever listens.
class MaskingReporter final : public Reporter
{
public:
    explicit MaskingReporter(Reporter &target)
        : m_target(target)
    {
    }
    void progress(const Progress &progress) override
    {
        Progress safe = progress;
        safe.text = masked(progress.text);
        m_target.progress(safe);
    }
    void line(const OutputLine &line) override { m_target.line({line.stream, masked(line.text)}); }

private:
    Reporter &m_target;
};

/// The error without the secrets in it.
inline Error withoutSecrets(Error error)
{
    error.message = masked(error.message);
    error.detail = masked(error.detail);
    return error;
}

} // namespace devstack
