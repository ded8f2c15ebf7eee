// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace devstack {

/// The words of `text` as make splits them, at blanks.
QStringList makeWords(const QString &text);

/// The variables of a Makefile and what text becomes with them. Expansion is bounded in depth,
/// steps and length, so that variables which refer to themselves or multiply end. Private to
/// foreign/inspect/makefile.h.
class MakeVariables
{
public:
    /// `wildcard` answers the function of that name.
    explicit MakeVariables(std::function<QStringList(const QString &)> wildcard);

    /// `=`, `?=`, `+=` and `:=`; `soft`: keep a value that is there.
    void assign(const QString &name, const QString &sign, const QString &value, bool soft);

    /// Known variables replaced; unknown ones as `${NAME}`; `$$` and the automatic `$@ $< $* $^`
    /// stay.
    QString expanded(const QString &text);
    /// The same as the shell gets it: `$$` is `$`.
    QString forShell(const QString &text);

    /// Fully expanded values.
    QMap<QString, QString> values();
    /// Variables that refer to themselves or grow without end, each once.
    const QSet<QString> &endless() const { return m_endless; }

private:
    QString expand(const QString &text, int depth);
    QString reference(const QString &inner, int depth);
    QString function(const QString &name, const QString &arguments, int depth, bool *known);
    /// $(call NAME,…): a variable with the arguments for $(1) and so on.
    QString call(const QString &text, int depth);

    std::function<QStringList(const QString &)> m_wildcard;
    QMap<QString, QString> m_raw;
    QStringList m_open; ///< names that are being expanded
    QSet<QString> m_endless;
    int m_steps = 0; ///< of the text being expanded
    qint64 m_total = 0; ///< of all; when it is used up text stays as written
    int m_wildcards = 0;
};

} // namespace devstack
