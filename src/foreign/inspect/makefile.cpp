// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/makefile.h"

#include "foreign/inspect/makefilereader.h"

namespace devstack {

FoundTarget Makefile::find(const QString &name) const
{
    FoundTarget best;
    for (const MakeTarget &target : targets) {
        if (!target.isPattern()) {
            if (target.name == name)
                return {&target, {}};
            continue;
        }
        const qsizetype percent = target.name.indexOf(u'%');
        const QStringView before = QStringView(target.name).left(percent);
        const QStringView after = QStringView(target.name).mid(percent + 1);
        // The stem is never empty.
        if (name.size() <= before.size() + after.size() || !name.startsWith(before)
            || !name.endsWith(after))
            continue;
        const QString stem = name.mid(before.size(), name.size() - before.size() - after.size());
        if (!best || stem.size() < best.stem.size())
            best = {&target, stem};
    }
    return best;
}

Makefile readMakefile(const Checkout &checkout)
{
    return MakefileReader(checkout).read();
}

} // namespace devstack
