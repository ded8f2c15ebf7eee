// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/makefile.h"
#include "foreign/inspect/makevariables.h"

#include <QSet>

namespace devstack {

/// Reads a Makefile and its includes line by line. Private to foreign/inspect/makefile.h.
class MakefileReader
{
public:
    explicit MakefileReader(const Checkout &checkout);

    Makefile read();

private:
    struct RawLine
    {
        QString text;
        SourceMark mark;
    };
    /// A rule as written; recipes are expanded when all variables are known.
    struct RawRule
    {
        QStringList names;
        QString prerequisites;
        QString help;
        QString written;
        SourceMark mark;
        QList<RawLine> recipe;
    };

    void readFile(const QString &file, int depth, const SourceMark &from);
    void line(const QString &text, const SourceMark &mark, int depth);
    bool conditional(const QString &text);
    bool include(const QString &text, const SourceMark &mark, int depth);
    bool assignment(const QString &text);
    void rule(const QString &text, const SourceMark &mark);
    void finish();
    void add(const RawRule &rule);
    void problem(const QString &message, const SourceMark &mark, const QString &hint = {});

    const Checkout &m_checkout;
    MakeVariables m_variables;
    Makefile m_result;
    QList<RawRule> m_rules;
    QSet<QString> m_seen; ///< files that were read
    int m_otherwise = 0; ///< in so many else branches
    QList<bool> m_conditionals; ///< open ones: whether in the else branch
    QString m_define; ///< the variable that is being defined; null: none
    QString m_defined;
    bool m_inRule = false;
    QHash<QString, qsizetype> m_byName;
};

} // namespace devstack
