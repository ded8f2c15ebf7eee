// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/pages.h"

#include <QCoreApplication>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

const QList<Page> &pages()
{
    static const QList<Page> kPages {
        {u"overview"_s, QT_TRANSLATE_NOOP("Page", "Overview"), u"Ctrl+1"_s},
        {u"runs"_s, QT_TRANSLATE_NOOP("Page", "Runs"), u"Ctrl+2"_s},
        {u"logs"_s, QT_TRANSLATE_NOOP("Page", "Logs"), u"Ctrl+3"_s},
        {u"data"_s, QT_TRANSLATE_NOOP("Page", "Data"), u"Ctrl+4"_s},
        {u"configuration"_s, QT_TRANSLATE_NOOP("Page", "Configuration"), u"Ctrl+5"_s},
        {u"checks"_s, QT_TRANSLATE_NOOP("Page", "Checks"), u"Ctrl+6"_s},
        {u"settings"_s, QT_TRANSLATE_NOOP("Page", "Settings"), u"Ctrl+,"_s, true},
    };
    return kPages;
}

const Page *findPage(const QString &name)
{
    const auto found = std::ranges::find(pages(), name, &Page::name);
    return found == pages().end() ? nullptr : &*found;
}

QStringList pageNames()
{
    QStringList names;
    for (const Page &page : pages())
        names += page.name;
    return names;
}

QString Page::text() const
{
    return QCoreApplication::translate("Page", title);
}

QString Page::file() const
{
    return name.left(1).toUpper() + name.mid(1) + u"Page.qml"_s;
}

} // namespace devstack
