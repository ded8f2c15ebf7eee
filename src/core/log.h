// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <spdlog/logger.h>

#include <QString>

#include <memory>

namespace devstack::log {

/// Starts logging to a rotating file (3 files of 2 MiB) in the user's state directory and routes
/// Qt's messages there. Secrets are masked in the sink (core/secrets.h). Call once, first in
/// main().
void start(const QString &program);

/// The logger of an area ("engine", "git"). Thread-safe; usable before start(), then it is silent.
std::shared_ptr<spdlog::logger> get(const char *area);

/// Where the log file is.
QString filePath();

} // namespace devstack::log

/// Lets fmt print QString.
template <> struct fmt::formatter<QString> : fmt::formatter<std::string>
{
    template <typename Context> auto format(const QString &text, Context &context) const
    {
        return fmt::formatter<std::string>::format(text.toStdString(), context);
    }
};
