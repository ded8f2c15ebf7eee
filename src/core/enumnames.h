// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <iterator>
#include <optional>
#include <string_view>

namespace devstack {

/// A value of an enum and the word that files, the protocol and the command line have for it.
///
/// A table of names is a constexpr array of these in the order of the enum, with every value once;
/// one that lacks a value does not compile where it is used:
///
///     constexpr EnumName<Health> kHealths[] {{Health::None, u"none"}, …};
///     nameOf<kHealths>(health)
template <typename Enum> struct EnumName
{
    Enum value;
    QStringView name;
};

namespace detail {

/// Whether the enum declares this value: compilers write one that it does not as a cast, "(E)7".
template <auto value> consteval bool isDeclared()
{
    return std::string_view(__PRETTY_FUNCTION__).find("value = (") == std::string_view::npos;
}

template <const auto &table> consteval bool isComplete()
{
    using Enum = decltype(table[0].value);
    for (std::size_t i = 0; i < std::size(table); ++i) {
        if (table[i].value != Enum(i))
            return false;
    }
    return isDeclared<Enum(std::size(table) - 1)>() && !isDeclared<Enum(std::size(table))>();
}

} // namespace detail

/// The word of the value; empty for a number that is no value of the enum.
template <const auto &table, typename Enum> QString nameOf(Enum value)
{
    static_assert(detail::isComplete<table>(), "The table has every value once, in their order.");
    const std::size_t index = std::size_t(value);
    return index < std::size(table) ? table[index].name.toString() : QString();
}

/// The value of the word; nothing for a word that is none of the table's.
template <const auto &table> auto valueOf(QStringView name)
{
    std::optional<decltype(table[0].value)> value;
    for (const auto &entry : table) {
        if (entry.name == name)
            value = entry.value;
    }
    return value;
}

/// All words in the order of the enum, to offer them.
template <const auto &table> QStringList namesOf()
{
    QStringList names;
    for (const auto &entry : table)
        names.append(entry.name.toString());
    return names;
}

} // namespace devstack
