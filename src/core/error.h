// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// A place in a file that a message points at. line and column count from 1; 0 means unknown.
struct SourceMark
{
    QString file;
    int line = 0;
    int column = 0;

    /// "file:line:column", leaving out what is unknown; empty without a file.
    QString toString() const;
    bool operator==(const SourceMark &) const = default;
};

/// Why something could not be done, in terms a program can act on and a person can read.
///
/// `kind` drives behaviour (exit code, retry, icon), `message` is one sentence for the user,
/// `detail` is what the tool said, `hint` is the next step. Either log an error or return it.
struct Error
{
    enum class Kind {
        InvalidInput, ///< a file or value that breaks the rules
        NotFound, ///< a name nothing answers to
        Unavailable, ///< the engine cannot be reached
        Conflict, ///< somebody else holds it, or two wishes contradict
        NeedsConfirmation, ///< destroys something and nobody agreed yet
        NeedsTrust, ///< would run code of a repository that is not trusted
        Cancelled, ///< the user stopped it
        Timeout, ///< did not finish in the time given
        Io, ///< the disk, the network or a process failed
        Protocol, ///< a peer answered something we do not understand
        Failed, ///< a step, check or command ran and failed
    };

    Kind kind = Kind::Io;
    QString message;
    QString detail;
    QString hint;
    SourceMark where;

    bool operator==(const Error &) const = default;
    /// The same error with the mark set.
    Error at(SourceMark mark) const;
    /// The same error with the detail set: what the tool said.
    Error because(QString said) const;
    /// The same error with `context: ` before the message, for passing it up.
    Error within(const QString &context) const;
    /// Message with place, detail and hint on lines of their own, for terminals and logs.
    QString toText() const;
};

/// The kind's name in the `error.kind` field of the command line's JSON.
QString toString(Error::Kind kind);

Error invalidInput(QString message, SourceMark where = {}, QString hint = {});
Error notFound(QString message, QString hint = {});
Error ioError(QString message, QString detail = {}, QString hint = {});
Error cancelled();
Error unavailable(QString message, QString hint = {});
Error conflict(QString message, QString hint = {});
/// Something would be destroyed and nobody agreed; without a hint it names --yes.
Error unconfirmed(QString message, QString hint = {});
Error timedOut(QString message, QString hint = {});
Error protocolError(QString message, QString hint = {});
Error failed(QString message, QString hint = {});

} // namespace devstack
