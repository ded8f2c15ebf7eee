// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

#include <optional>

namespace devstack {

/// The errors that have a page of their own: those that a newcomer meets. A number never changes
/// its meaning and is never given again. 1: the machine, 2: workspace and files, 3: repositories
/// and consent, 4: running, 5: data.
enum class ErrorCode {
    EngineAbsent = 101,
    EngineForbidden = 102,
    EngineHangs = 103,
    ComposeMissing = 104,
    DiskFull = 105,
    MemoryShort = 106,
    NoWorkspace = 201,
    UnknownKey = 202,
    InvalidFile = 203,
    NoSuchIda = 204,
    WorkspaceBusy = 205,
    StateNewer = 206,
    CloneRefused = 301,
    LoginNeeded = 302,
    NoNetwork = 303,
    NeedsTrust = 304,
    NeedsConfirmation = 305,
    PortTaken = 401,
    NameTaken = 402,
    ImageRefused = 403,
    BuildFailed = 404,
    NeverHealthy = 405,
    CommandFailed = 406,
    ServiceEnded = 407,
    NoSuchCheckpoint = 501,
    SchemaRefused = 502,
};

/// A code, and the title of its page, `docs/guide/errors/DS101.md`.
struct ErrorPage
{
    ErrorCode code;
    const char *title;
};

/// All of them, by number.
const QList<ErrorPage> &errorPages();

/// "DS101".
QString toString(ErrorCode code);

/// What the error says by which it is known; each stands in a text of this program or of a tool.
struct ErrorSign
{
    ErrorCode code;
    const char *text; ///< in message, detail or hint
};

/// In the order in which they are looked for.
const QList<ErrorSign> &errorSigns();

/// The code of an error, by its signs, then by its kind; nothing: it has no page. Pure. The error
/// itself carries none: it goes through journals, processes and versions that know no codes.
std::optional<ErrorCode> codeOf(const Error &error);

} // namespace devstack
