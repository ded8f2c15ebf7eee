// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "git/lastcommit.h"
#include "model/graph/dependencygraph.h"
#include "service/observing/snapshot.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

class Workspace;

/// A text of the tour and where it stands. Plain: nobody's markup, nothing that turns or ends a
/// line.
struct TourText
{
    QString text; ///< empty: nobody says
    /// Relative to the repository; without a file `origin` says where it comes from.
    SourceMark mark;
    QString origin; ///< "manifest", "organisation of the remote"; else empty

    bool operator==(const TourText &) const = default;
};

/// An IDA that another one needs, seen from either end.
struct TourNeed
{
    QString ida; ///< the other end
    DependencyPurpose purpose;
    bool declared = true;
    bool optional = false;
    bool isMutual = false; ///< each needs the other, perhaps through further ones
    QList<Evidence> evidence; ///< files relative to `folder`; secrets are masked
    QString folder; ///< absolute

    bool operator==(const TourNeed &) const = default;
};

/// Somebody who can sign in. What is needed for it besides the name is not told: the file is.
struct TourSignIn
{
    /// `Described`: the README tells how; no name is known.
    enum class Kind { Superuser, Staff, User, Described };
    /// Who makes the account. `Request`: it is registered because another IDA asks for it.
    enum class By { Service, Bootstrap, Seed, Command, Request, Readme };
    Kind kind = Kind::User;
    By by = By::Readme;
    QString user; ///< empty: the place names none
    QString maker; ///< the service, the seed, or the command; else empty
    QString ida; ///< whose bootstrap, seed, command or request, where it is another one's
    SourceMark mark; ///< relative to `folder`
    QString folder; ///< absolute

    bool operator==(const TourSignIn &) const = default;
};

/// The words of docs/reference/json.md.
QString toString(TourSignIn::Kind kind);
QString toString(TourSignIn::By by);

/// One IDA as somebody who comes new is told about it. A value.
struct TourStation
{
    QString name;
    QString title; ///< the name where there is none
    QString path; ///< absolute
    QString repository; ///< without a password
    bool cloned = true;
    TourText description;
    TourText owner;
    QList<UrlView> urls;
    QList<TourNeed> needs;
    QList<TourNeed> neededBy;
    QList<TourSignIn> signIns;
    std::optional<git::LastCommit> lastChange;
    QString noChange; ///< why there is none, one sentence
    QStringList cycle; ///< it and those that need each other; empty: it is in none
    QString mode;
    QString state; ///< the word of service/observing/condition.h
    QString reason; ///< why it is not as wanted; may be empty

    bool operator==(const TourStation &) const = default;
};

/// A workspace, told IDA by IDA: those come first that the others need.
struct WorkspaceTour
{
    QString workspace;
    QList<TourStation> stations;
    QList<QStringList> cycles;

    bool operator==(const WorkspaceTour &) const = default;
};

/// Reads what the workspace, its repositories and the Engine tell of the IDAs (empty: all) and of
/// those they need. Runs nothing of a repository. Blocks; any thread. Errors: NotFound for a name
/// that no IDA has, what a snapshot answers.
Result<WorkspaceTour> tour(Workspace &workspace, const QStringList &idas, std::stop_token stop);

} // namespace devstack
