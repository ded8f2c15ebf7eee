// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// Something that a declared command asks for before it runs (`commands.NAME.args`).
struct CommandArgument
{
    enum class Kind {
        Text,
        Number,
        Choice, ///< one of `choices`
        Switch, ///< "true" or "false"
        Secret, ///< never recorded, and no argument of a process on this machine
        File, ///< a file of the checkout, relative to it
    };

    QString name; ///< its placeholder, and its option: lower-case letters and "_"
    QString title; ///< what people are asked; never empty
    Kind kind = Kind::Text;
    std::optional<QString> standard; ///< taken where nothing is given; none: it has to be given
    QStringList choices;
    SourceMark mark;

    bool operator==(const CommandArgument &) const = default;
};

/// "text", "number" …
QString toString(CommandArgument::Kind kind);
std::optional<CommandArgument::Kind> argumentKindFromString(QStringView text);

} // namespace devstack
