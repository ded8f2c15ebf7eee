// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/errorcode.h"

namespace devstack {

using namespace Qt::StringLiterals;

const QList<ErrorPage> &errorPages()
{
    static const QList<ErrorPage> kPages {
        {ErrorCode::EngineAbsent, "No container engine answers"},
        {ErrorCode::EngineForbidden, "You may not use the container engine"},
        {ErrorCode::EngineHangs, "The container engine hangs"},
        {ErrorCode::ComposeMissing, "Docker Compose is missing or too old"},
        {ErrorCode::DiskFull, "A disk is full"},
        {ErrorCode::MemoryShort, "There is too little memory"},
        {ErrorCode::NoWorkspace, "There is no workspace here"},
        {ErrorCode::UnknownKey, "A file has an unknown key"},
        {ErrorCode::InvalidFile, "A file has a mistake"},
        {ErrorCode::NoSuchIda, "There is no IDA of that name"},
        {ErrorCode::WorkspaceBusy, "Another command works on the workspace"},
        {ErrorCode::StateNewer, "A newer Devstack wrote this workspace's state"},
        {ErrorCode::CloneRefused, "The git server refuses the repository"},
        {ErrorCode::LoginNeeded, "The git server asks for a login"},
        {ErrorCode::NoNetwork, "The git server cannot be reached"},
        {ErrorCode::NeedsTrust, "A repository is not trusted yet"},
        {ErrorCode::NeedsConfirmation, "A confirmation is missing"},
        {ErrorCode::PortTaken, "A port is taken"},
        {ErrorCode::NameTaken, "A container's name is taken"},
        {ErrorCode::ImageRefused, "An image cannot be pulled"},
        {ErrorCode::BuildFailed, "An image cannot be built"},
        {ErrorCode::NeverHealthy, "A service does not get ready"},
        {ErrorCode::CommandFailed, "A migration or another command of a repository failed"},
        {ErrorCode::ServiceEnded, "A service ended"},
        {ErrorCode::NoSuchCheckpoint, "There is no checkpoint of that name"},
        {ErrorCode::SchemaRefused, "A dump or snapshot cannot be taken"},
    };
    return kPages;
}

const QList<ErrorSign> &errorSigns()
{
    // What explains more comes first: a build that fails for want of disk is a full disk.
    static const QList<ErrorSign> kSigns {
        {ErrorCode::DiskFull, "no space left on device"},
        {ErrorCode::DiskFull, "disk quota exceeded"},
        {ErrorCode::MemoryShort, "--yes starts it anyway."},
        {ErrorCode::MemoryShort, "ended with exit code 137"},
        {ErrorCode::EngineForbidden, "You may not use the container engine"},
        {ErrorCode::ComposeMissing, "Install Docker Compose 2.32 or newer"},
        {ErrorCode::EngineHangs, "It listens, but hangs."},
        {ErrorCode::NoWorkspace, "There is no workspace here"},
        {ErrorCode::NoWorkspace, " is not a workspace: it has no devstack.yml."},
        {ErrorCode::UnknownKey, ": unknown key \""},
        {ErrorCode::NoSuchIda, "There is no IDA “"},
        {ErrorCode::WorkspaceBusy, "The workspace is in use: "},
        {ErrorCode::StateNewer, "A newer Devstack wrote the state of this workspace"},
        {ErrorCode::LoginNeeded, " asks for a login: "},
        {ErrorCode::CloneRefused,
         "Check the address and that your account may read the repository."},
        {ErrorCode::CloneRefused, "Your account may not read this repository."},
        {ErrorCode::CloneRefused, "Give the server your public key"},
        {ErrorCode::NoNetwork, "Check the address, the network connection and the proxy"},
        {ErrorCode::PortTaken, "Another program has taken the port."},
        {ErrorCode::NameTaken, "is taken by a container that is not of this workspace."},
        {ErrorCode::ImageRefused, "Check the name of the image, the network"},
        {ErrorCode::ImageRefused, "is still missing."},
        {ErrorCode::NeverHealthy, " did not get ready within "},
        {ErrorCode::NeverHealthy, "Not healthy after "},
        {ErrorCode::ServiceEnded, "The container of “"},
        {ErrorCode::ServiceEnded, ", which this needs, ended with "},
        {ErrorCode::NoSuchCheckpoint, " has no checkpoint “"},
    };
    return kSigns;
}

QString toString(ErrorCode code)
{
    return u"DS"_s + QString::number(int(code));
}

std::optional<ErrorCode> codeOf(const Error &error)
{
    for (const ErrorSign &sign : errorSigns()) {
        const QString text = QString::fromUtf8(sign.text);
        for (const QString &part : {error.message, error.detail, error.hint}) {
            if (part.contains(text, Qt::CaseInsensitive))
                return sign.code;
        }
    }
    switch (error.kind) {
    case Error::Kind::NeedsTrust:
        return ErrorCode::NeedsTrust;
    case Error::Kind::NeedsConfirmation:
        return ErrorCode::NeedsConfirmation;
    case Error::Kind::Unavailable:
        return error.message.contains(u"container engine") ? std::optional(ErrorCode::EngineAbsent)
                                                           : std::nullopt;
    case Error::Kind::InvalidInput:
        return error.where.line > 0 ? std::optional(ErrorCode::InvalidFile) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace devstack
