// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

#include <QMap>

namespace devstack {

/// One command of a recipe.
struct RecipeLine
{
    QString text; ///< as the shell gets it: variables of make replaced as far as they are known,
                  ///< `$$` is `$`, unknown ones stay `${NAME}` (the environment may have them),
                  ///< `$*`, `$@`, `$<` stay; without the leading `@`, `-`, `+`
    QString written; ///< trimmed first line as in the file, for evidence
    SourceMark mark; ///< of its first line
};

/// One target of a rule; rules with several targets give several of these.
struct MakeTarget
{
    QString name; ///< "dev.up", "%-shell"
    QStringList prerequisites; ///< order-only ones too, expanded
    QList<RecipeLine> recipe;
    QString help; ///< text after `## ` (or ` # `) on the rule's line
    QString written; ///< the rule's line, trimmed
    SourceMark mark;

    bool isPattern() const { return name.contains(u'%'); }
};

/// A target that answers to a name.
struct FoundTarget
{
    const MakeTarget *target = nullptr;
    QString stem; ///< what stood for `%`
    explicit operator bool() const { return target; }
};

/// What the Makefile of a repository offers, without running make.
struct Makefile
{
    QList<MakeTarget> targets; ///< a target with recipe and one without are united, as make does
    QStringList files; ///< all that were read, relative to the checkout
    QMap<QString, QString> variables; ///< fully expanded, bounded
    QList<Error> problems; ///< missing includes, loops, refused files; none stops the reading

    /// An exact target before a pattern, the pattern with the shortest stem before others.
    /// `.PHONY` and other special targets are never found.
    FoundTarget find(const QString &name) const;
};

/// Reads GNUmakefile, makefile or Makefile in the root with what they include (relative, optional,
/// wildcard; inside the checkout only). Empty when there is none. Conditionals: the lines of all
/// branches are read, except that an `else` does not override a variable. The functions addsuffix,
/// addprefix, subst, sort, strip and wildcard are known; all others expand to nothing. Never fails:
/// what it cannot read is in `problems`. Facts from the GNU make manual, 4.3.
Makefile readMakefile(const Checkout &checkout);

} // namespace devstack
