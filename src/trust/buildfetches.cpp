// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "trust/buildfetches.h"

#include <QRegularExpression>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// "# syntax=…" stands in front of everything else.
QString frontendOf(const QString &dockerfile)
{
    static const QRegularExpression kFrontend(
        u"\\A\\s*(?:(?:#|//)[^\\n]*\\n\\s*)*?(?:#|//)\\s*syntax\\s*=\\s*([^\\s]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString found = kFrontend.match(dockerfile).captured(1);
    static const QRegularExpression kOfDocker(
        u"\\A(?:docker\\.io/)?docker/dockerfile(?:-upstream)?(?::[\\w.-]+)?(?:@sha256:[0-9a-f]+)?\\z"_s);
    return kOfDocker.match(found).hasMatch() ? QString() : found;
}

} // namespace

QStringList fetchedByBuild(const QString &dockerfile)
{
    QStringList fetched;
    if (const QString frontend = frontendOf(dockerfile); !frontend.isEmpty())
        fetched += frontend;
    // A directive may make either of them go on with a line.
    static const QRegularExpression kGoesOn(u"[\\\\`][ \\t]*\\r?\\n"_s);
    const QString joined = QString(dockerfile).replace(kGoesOn, u" "_s);
    static const QRegularExpression kAdd(u"^\\s*(?:ONBUILD\\s+)?ADD\\s+(.*)$"_s,
                                         QRegularExpression::CaseInsensitiveOption
                                             | QRegularExpression::MultilineOption);
    static const QRegularExpression kBetween(u"[\\s,\\[\\]\"']+"_s);
    for (auto adds = kAdd.globalMatch(joined); adds.hasNext();) {
        QStringList words = adds.next().captured(1).split(kBetween, Qt::SkipEmptyParts);
        words.removeIf([](const QString &word) { return word.startsWith(u"--"); });
        if (!words.isEmpty())
            words.removeLast(); // where it goes to
        for (const QString &word : std::as_const(words)) {
            const bool isPath = word.startsWith(u'.') || word.startsWith(u'/');
            if (word.contains(u"://") || word.contains(u'@') || (!isPath && word.contains(u'$')))
                fetched += word;
        }
    }
    fetched.removeDuplicates();
    return fetched;
}

} // namespace devstack
