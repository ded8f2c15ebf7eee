// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <utility>
#include <variant>

namespace devstack {

/// A value or the reason why there is none; the method names are those of std::expected.
///
/// `Result<>` carries no value: `return ok();` is its success.
template <typename T = std::monostate> class [[nodiscard]] Result
{
public:
    using ValueType = T;

    Result() requires std::is_same_v<T, std::monostate>
    = default;
    Result(T value) // NOLINT: implicit, so that `return value;` works
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error) // NOLINT: implicit, so that `return error;` works
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool hasValue() const { return m_state.index() == 0; }
    explicit operator bool() const { return hasValue(); }

    const T &value() const & { return std::get<0>(m_state); }
    T &value() & { return std::get<0>(m_state); }
    T &&value() && { return std::get<0>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    T valueOr(T fallback) const { return hasValue() ? value() : std::move(fallback); }

    const Error &error() const { return std::get<1>(m_state); }

    /// `next(value)` when there is a value (it returns a Result), this error otherwise.
    template <typename F> auto andThen(F &&next) const -> decltype(next(std::declval<const T &>()))
    {
        if (hasValue())
            return std::forward<F>(next)(value());
        return error();
    }

private:
    std::variant<T, Error> m_state;
};

inline Result<> ok()
{
    return {};
}

} // namespace devstack
