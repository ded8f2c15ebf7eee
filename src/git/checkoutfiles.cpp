// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/checkoutfiles.h"

#include "core/files.h"

#include <QRegularExpression>

namespace devstack::git {

using namespace Qt::StringLiterals;

QStringList submodulePaths(const QString &tree)
{
    constexpr int kMost = 1000;
    const auto content = readFile(tree + u"/.gitmodules"_s, 1024 * 1024);
    if (!content)
        return {};
    QStringList paths;
    static const QRegularExpression kPath(u"^\\s*path\\s*=\\s*\"?([^\"\\r\\n]+?)\"?\\s*$"_s,
                                          QRegularExpression::MultilineOption);
    for (auto match = kPath.globalMatch(QString::fromUtf8(*content));
         match.hasNext() && paths.size() < kMost;)
        paths += match.next().captured(1);
    return paths;
}

bool usesLfs(const QString &tree)
{
    const auto content = readFile(tree + u"/.gitattributes"_s, 1024 * 1024);
    return content && content->contains("filter=lfs");
}

} // namespace devstack::git
