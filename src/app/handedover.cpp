// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/handedover.h"

#include "core/text.h"
#include "git/repositoryurl.h"

#include <QFileInfo>
#include <QUrl>
#include <QUrlQuery>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kScheme = u"devstack:"_s;
constexpr qsizetype kLongest = 2000;

Error refused(const QString &link)
{
    // What it carries may be a password.
    return invalidInput(
        u"This link cannot be opened: %1"_s.arg(printable(link.section(u'?', 0, 0).left(kLongest))),
        {},
        u"A link that offers a repository looks like "
        u"devstack://clone?url=https%3A%2F%2Fgit.example.org%2Fcredentials.git."_s);
}

Result<HandedOver> linkedRepository(const QString &link)
{
    const QUrl url(link, QUrl::StrictMode);
    if (link.size() > kLongest || !url.isValid() || url.host() != u"clone"
        || !(url.path().isEmpty() || url.path() == u"/"))
        return refused(link);
    const QUrlQuery query(url);
    if (query.queryItems().size() != 1 || !query.hasQueryItem(u"url"_s))
        return refused(link);
    const auto address = git::checkedUrl(query.queryItemValue(u"url"_s, QUrl::FullyDecoded));
    const auto parts = address ? git::parseUrl(*address) : std::nullopt;
    if (!parts || parts->form == git::UrlParts::Form::Path || parts->host.isEmpty()
        || git::printableUrl(*address) != *address)
        return refused(link);
    return HandedOver {{}, *address};
}

} // namespace

Result<HandedOver> handedOver(const QString &argument)
{
    if (argument.startsWith(kScheme, Qt::CaseInsensitive))
        return linkedRepository(argument);
    const QUrl url(argument, QUrl::StrictMode);
    const QString path = url.isLocalFile() ? url.toLocalFile() : argument;
    const QFileInfo file(path);
    if (file.isFile() && file.fileName() == u"devstack.yml")
        return HandedOver {file.absolutePath(), {}};
    return HandedOver {path, {}};
}

} // namespace devstack
