// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/pages.h"

#include <QCoreApplication>
#include <QMetaEnum>

#include <algorithm>

namespace devstack::page {

using namespace Qt::StringLiterals;

const QList<Entry> &all()
{
    static const QList<Entry> kPages {
        {Overview, QT_TRANSLATE_NOOP("Page", "Overview"), u"Ctrl+1"_s},
        {Runs, QT_TRANSLATE_NOOP("Page", "Runs"), u"Ctrl+2"_s},
        {Logs, QT_TRANSLATE_NOOP("Page", "Logs"), u"Ctrl+3"_s},
        {Data, QT_TRANSLATE_NOOP("Page", "Data"), u"Ctrl+4"_s},
        {Configuration, QT_TRANSLATE_NOOP("Page", "Configuration"), u"Ctrl+5"_s},
        {Checks, QT_TRANSLATE_NOOP("Page", "Checks"), u"Ctrl+6"_s},
        {Settings, QT_TRANSLATE_NOOP("Page", "Settings"), u"Ctrl+,"_s, true},
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
        list += one.name();
    return list;
}

namespace {

QString key(Value page)
{
    return QString::fromLatin1(QMetaEnum::fromType<Value>().valueToKey(page));
}

} // namespace

QString Entry::name() const
{
    return key(page).toLower();
}

QString Entry::text() const
{
    return QCoreApplication::translate("Page", title);
}

QString Entry::file() const
{
    return key(page) + u"Page.qml"_s;
}

} // namespace devstack::page
