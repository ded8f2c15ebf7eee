// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>

namespace devstack {

/// Follows the quotes and comments of MySQL's and MariaDB's SQL, so that a line inside of a value
/// is not taken for a statement. A value (MySQL 8.0 manual, “String Literals”, “Comments”).
class MySqlQuotes
{
public:
    /// The next bytes; a line end is one of them.
    void feed(QByteArrayView bytes);

    /// Between quotes and comments.
    bool isOutside() const { return m_in == In::Text; }
    /// In a string or a quoted name.
    bool isInValue() const { return m_in == In::String || m_in == In::Name; }
    /// What was read last ends a statement.
    bool isAtEnd() const { return m_in == In::Text && m_last == ';'; }

private:
    enum class In { Text, String, Name, Comment, LineComment };

    In m_in = In::Text;
    char m_quote = 0; ///< that ends the string
    bool m_escaped = false; ///< the next byte belongs to a backslash
    char m_before = 0; ///< the byte before
    char m_last = ';'; ///< the last one that is no blank and stands outside
    int m_dashes = 0; ///< how many of them stand before the next byte
};

} // namespace devstack
