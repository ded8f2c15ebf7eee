// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/placeevidence.h"

#include "core/secrets.h"

#include <QDir>

namespace devstack {

using namespace Qt::StringLiterals;

Evidence evidenceAt(const Checkout &checkout, const SourceMark &mark)
{
    constexpr qsizetype kLongest = 400;
    QString file = mark.file;
    if (QDir::isAbsolutePath(file))
        file = QDir(checkout.root()).relativeFilePath(file);
    const auto lines = file.startsWith(u"../") ? std::nullopt : checkout.lines(file);
    return {Checkout::mark(file, mark.line),
            lines ? masked(lines->value(mark.line - 1).trimmed()).left(kLongest) : QString()};
}

} // namespace devstack
