// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// Something to do with a workspace that can be shown, recorded, proposed and repeated: "seed the
/// IDA credentials with base". A value.
///
/// It goes one way into text, for people and shells (toCommandLine()), and both ways into JSON, for
/// journals. service/operations/runoperation.h runs it.
///
/// A new verb needs its row in the table of operation.cpp (and words() there when it takes more
/// than IDAs), its case in runOperation(), and its command in src/cli/commands.
struct Operation
{
    enum class Verb {
        Up,
        Build,
        Start,
        Stop,
        Restart,
        Down, ///< removes containers and networks
        Seed, ///< by name, or from a file
        SaveSeed, ///< what changed in the data, as a seed of the repository
        Migrate,
        Reset,
        Save, ///< data as a checkpoint
        Restore, ///< data from a checkpoint
        SwitchData, ///< to the data of a git branch
        FollowBranch, ///< whether data goes with the git branch: "on", "ask", "off", or "stay"
        Delete, ///< a checkpoint, for good
        ForgetFile, ///< the copy that is kept of an engineer's own file
        Export, ///< a checkpoint into a file
        Import, ///< a checkpoint out of a file
        Schema, ///< the dump or snapshot with which new data begins
        Run, ///< a declared command, a Make target or a script of the IDA's repository
        Mode, ///< this and what follows are choices, about one IDA
        Variant,
        Use, ///< a configuration
        Lean, ///< the memory-saving settings
        Compose, ///< which of the repository's compose files run it; always in devstack.yml
    };

    Verb verb = Verb::Up;
    QStringList idas; ///< empty: all; "IDA/SERVICE" too for Start, Stop and Restart; exactly one
                      ///< for Seed, SaveSeed, Migrate, Run, SwitchData, FollowBranch, ForgetFile,
                      ///< choices and one checkpoint
    QStringList seeds; ///< Seed: names; empty: all of the configuration; SaveSeed, ForgetFile: one
    QString file; ///< Seed: a file instead of names; Export, Import: the file; absolute
    QString service; ///< Schema, SaveSeed: the database; empty: the only one
    bool afterReset = false; ///< Seed from a file: new data gets it by itself
    bool discard = false; ///< Reset: keeps no checkpoint
    bool volumes = false; ///< Down: removes the data too
    /// Restore, Delete, Export: its name; Save, Import: too, empty: one from the time or the file;
    /// SaveSeed: what is compared with, empty: what the data began over.
    QString checkpoint;
    bool isProtected = false; ///< Save: `clean` leaves it alone
    QString script; ///< Run: its name
    QStringList arguments; ///< Run: of the script
    std::chrono::seconds timeout {0}; ///< Run: when a script is ended; 0: after the usual time
    QString value; ///< SwitchData: the branch; choices: a mode, a variant, a configuration, "on" or
                   ///< "off", compose files with ":" between them; Schema: a file or the name of a
                   ///< snapshot; "default" takes the choice back
    QString url; ///< Mode external; empty: the one that is known
    QMap<QString, QString> images; ///< Mode image: service → image; "" is the primary service
    bool shared = false; ///< choices: in devstack.yml, for everybody

    /// The only IDA; empty when it is about all or several.
    QString ida() const { return idas.size() == 1 ? idas.first() : QString(); }
    /// Of `idas` the IDAs, without services, each once.
    QStringList idaNames() const;
    /// Single services are named.
    bool namesServices() const;
    /// "IDA" or "IDA/SERVICE".
    QString place() const;
    bool isChoice() const;
    /// The page of runs shows how it goes on.
    bool showsRun() const;
    /// It has all that its verb needs.
    bool isComplete() const;
    /// The mode external without an address: it has to be asked for where none is known.
    bool lacksAddress() const;

    /// "Provision", in English: the key for translations in the context "Operation".
    const char *title() const;
    /// The command line that does the same, word by word, without the program: {"seed",
    /// "credentials", "base"}.
    QStringList words() const;
    /// The same as one text that a shell reads back, whatever the names are: "devstack up a".
    QString toCommandLine() const;

    /// What is not set is left out.
    QJsonObject toJson() const;
    /// Nothing for what toJson() did not write: an unknown verb, a wrong type, something missing.
    static std::optional<Operation> fromJson(const QJsonObject &json);

    bool operator==(const Operation &) const = default;
};

/// How a script or target is called on the command line: as a path where it looks like an option.
QString commandWord(const QString &script);

/// "devstack WORD…" with every word quoted so that a shell reads it back: the one rule for command
/// lines of this program.
QString commandLine(const QStringList &words);

} // namespace devstack
