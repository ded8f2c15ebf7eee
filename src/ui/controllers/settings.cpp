// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/settings.h"

#include "core/userpaths.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

namespace devstack {

using namespace Qt::StringLiterals;

Settings::Settings(const QString &file, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_store(file.isEmpty() ? userConfigDir() + u"/desktop.ini"_s : file, QSettings::IniFormat)
{
    QCoreApplication::instance()->installEventFilter(this);
}

QString Settings::theme() const
{
    const QString theme = m_store.value(u"theme"_s).toString();
    return theme == u"light" || theme == u"dark" ? theme : u"system"_s;
}

void Settings::setTheme(const QString &theme)
{
    if (theme == this->theme())
        return;
    m_store.setValue(u"theme"_s, theme);
    emit themeChanged();
    emit darkChanged();
}

bool Settings::dark() const
{
    if (theme() != u"system")
        return theme() == u"dark";
    // QStyleHints has no colour scheme before Qt 6.5: the palette tells.
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
}

bool Settings::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        emit darkChanged();
    return QObject::eventFilter(watched, event);
}

QString Settings::language() const
{
    const QString language = m_store.value(u"language"_s).toString();
    return language == u"en" || language == u"de" ? language : u"system"_s;
}

void Settings::setLanguage(const QString &language)
{
    if (language == this->language())
        return;
    m_store.setValue(u"language"_s, language);
    emit languageChanged();
}

QString Settings::terminal() const
{
    return m_store.value(u"terminal"_s).toString();
}

void Settings::setTerminal(const QString &terminal)
{
    if (terminal == this->terminal())
        return;
    m_store.setValue(u"terminal"_s, terminal);
    emit terminalChanged();
}

bool Settings::shellsInWindow() const
{
    return m_store.value(u"shellsInWindow"_s, true).toBool();
}

void Settings::setShellsInWindow(bool inWindow)
{
    if (inWindow == shellsInWindow())
        return;
    m_store.setValue(u"shellsInWindow"_s, inWindow);
    emit shellsInWindowChanged();
}

bool Settings::keepInTray() const
{
    return m_store.value(u"keepInTray"_s, true).toBool();
}

void Settings::setKeepInTray(bool keep)
{
    if (keep == keepInTray())
        return;
    m_store.setValue(u"keepInTray"_s, keep);
    emit keepInTrayChanged();
}

bool Settings::reducedMotion() const
{
    return m_store.value(u"reducedMotion"_s, false).toBool();
}

void Settings::setReducedMotion(bool reduced)
{
    if (reduced == reducedMotion())
        return;
    m_store.setValue(u"reducedMotion"_s, reduced);
    emit reducedMotionChanged();
}

QVariant Settings::remembered(const QString &key, const QVariant &fallback) const
{
    QVariant value = m_store.value(u"window/"_s + key, fallback);
    if (!fallback.isNull())
        value.convert(fallback.metaType());
    return value;
}

void Settings::remember(const QString &key, const QVariant &value)
{
    m_store.setValue(u"window/"_s + key, value);
}

} // namespace devstack
