// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/pages.h"

#include <QCoreApplication>
#include <QMetaEnum>

#include <algorithm>

namespace devstack::page {

using namespace Qt::StringLiterals;

namespace {

QString key(Value page)
{
    return QString::fromLatin1(QMetaEnum::fromType<Value>().valueToKey(page));
}

Entry page(Value page, const char *title, const QString &shortcut, const char *subtitle = "")
{
    return {page, key(page).toLower(), title, shortcut, false, subtitle};
}

Entry lastPage(Value value, const char *title, const QString &shortcut)
{
    Entry entry = page(value, title, shortcut);
    entry.last = true;
    return entry;
}

} // namespace

const QList<Entry> &all()
{
    static const QList<Entry> kPages {
        page(Overview, QT_TRANSLATE_NOOP("Page", "Overview"), u"Ctrl+1"_s),
        page(Runs, QT_TRANSLATE_NOOP("Page", "Runs"), u"Ctrl+2"_s),
        page(Logs, QT_TRANSLATE_NOOP("Page", "Logs"), u"Ctrl+3"_s),
        page(Terminals, QT_TRANSLATE_NOOP("Page", "Terminals"), u"Ctrl+4"_s),
        page(Data,
             QT_TRANSLATE_NOOP("Page", "Data"),
             u"Ctrl+5"_s,
             QT_TRANSLATE_NOOP("Page", "schema, checkpoints, seeds")),
        page(Configuration, QT_TRANSLATE_NOOP("Page", "Configuration"), u"Ctrl+6"_s),
        page(Checks,
             QT_TRANSLATE_NOOP("Page", "Checks"),
             u"Ctrl+7"_s,
             QT_TRANSLATE_NOOP("Page", "what repositories lack; nothing in them is run")),
        page(Tour,
             QT_TRANSLATE_NOOP("Page", "Tour"),
             u"Ctrl+8"_s,
             QT_TRANSLATE_NOOP("Page", "what is here, in start order")),
        lastPage(Settings, QT_TRANSLATE_NOOP("Page", "Settings"), u"Ctrl+,"_s),
    };
    return kPages;
}

const Entry &entry(Value page)
{
    const auto found = std::ranges::find(all(), page, &Entry::page);
    return found == all().end() ? all().first() : *found;
}

std::optional<Value> fromName(const QString &name)
{
    const auto found = std::ranges::find(all(), name, &Entry::name);
    return found == all().end() ? std::nullopt : std::optional(found->page);
}

QStringList names()
{
    QStringList list;
    for (const Entry &one : all())
        list += one.name;
    return list;
}

QString Entry::text() const
{
    return QCoreApplication::translate("Page", title);
}

QString Entry::subtitleText() const
{
    return QCoreApplication::translate("Page", subtitle);
}

QString Entry::file() const
{
    return key(page) + u"Page.qml"_s;
}

} // namespace devstack::page
