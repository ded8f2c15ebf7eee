// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/mysqlquotes.h"

namespace devstack {

namespace {

bool isBlank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

} // namespace

void MySqlQuotes::feed(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char byte = bytes[i];
        switch (m_in) {
        case In::String:
            if (m_escaped)
                m_escaped = false;
            else if (byte == '\\')
                m_escaped = true;
            else if (byte == m_quote)
                m_in = In::Text; // a doubled quote begins the next string at once
            break;
        case In::Name:
            if (byte == '`')
                m_in = In::Text;
            break;
        case In::Comment:
            if (byte == '/' && m_before == '*')
                m_in = In::Text;
            break;
        case In::LineComment:
            if (byte == '\n')
                m_in = In::Text;
            break;
        case In::Text: {
            // "/*!" and "/*M!" hold statements: what is in them is read like the rest.
            const char next = i + 1 < bytes.size() ? bytes[i + 1] : 0;
            if (byte == '\'' || byte == '"') {
                m_in = In::String;
                m_quote = byte;
            } else if (byte == '`') {
                m_in = In::Name;
            } else if (byte == '#' || (m_dashes >= 2 && isBlank(byte) && byte != '\n')) {
                m_in = In::LineComment;
            } else if (byte == '*' && m_before == '/' && next != '!' && next != 'M') {
                m_in = In::Comment;
            }
            m_dashes = byte == '-' ? m_dashes + 1 : 0;
            if (!isBlank(byte) && m_in != In::LineComment && m_in != In::Comment)
                m_last = byte;
            break;
        }
        }
        m_before = m_in == In::Comment && m_before == '/' && byte == '*' ? '\0' : byte;
    }
}

} // namespace devstack
