// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/platform/qmlinstance.h"

#include <QObject>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// What the user chose for this program, kept in `desktop.ini` of the user's configuration.
class Settings : public QObject, public QmlInstance<Settings>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "system", "light" or "dark".
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// What the theme comes to.
    Q_PROPERTY(bool dark READ dark NOTIFY darkChanged)
    /// "system", "en" or "de".
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    /// The terminal program with its arguments; empty: found by itself.
    Q_PROPERTY(QString terminal READ terminal WRITE setTerminal NOTIFY terminalChanged)
    /// Where shells open: in this window, else in the terminal program.
    Q_PROPERTY(bool shellsInWindow READ shellsInWindow WRITE setShellsInWindow NOTIFY
                   shellsInWindowChanged)
    /// Closing the window leaves the tray icon, where there is a tray.
    Q_PROPERTY(bool keepInTray READ keepInTray WRITE setKeepInTray NOTIFY keepInTrayChanged)
    Q_PROPERTY(
        bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged)
public:
    /// `file` empty: the user's own. Tests and the demo give another one.
    explicit Settings(const QString &file, QObject *parent = nullptr);
    static Settings *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    QString theme() const;
    void setTheme(const QString &theme);
    bool dark() const;
    QString language() const;
    void setLanguage(const QString &language);
    QString terminal() const;
    void setTerminal(const QString &terminal);
    bool shellsInWindow() const;
    void setShellsInWindow(bool inWindow);
    bool keepInTray() const;
    void setKeepInTray(bool keep);
    bool reducedMotion() const;
    void setReducedMotion(bool reduced);

    /// What the window remembers: geometry, selection, zoom. `fallback` decides the type.
    Q_INVOKABLE QVariant remembered(const QString &key, const QVariant &fallback) const;
    Q_INVOKABLE void remember(const QString &key, const QVariant &value);

signals:
    void themeChanged();
    void darkChanged();
    void languageChanged();
    void terminalChanged();
    void shellsInWindowChanged();
    void keepInTrayChanged();
    void reducedMotionChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QSettings m_store;
};

} // namespace devstack
