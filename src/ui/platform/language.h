// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

namespace devstack {

/// The language of the window's texts: English as in the sources, or a translation of them that is
/// installed as long as this lives. Needs the application; main thread only.
class Language
{
public:
    /// "en" or "de"; anything else is "system": the first of the user's languages that there is.
    explicit Language(const QString &chosen);

    /// Replaces the translation and the locale in which dates are told. What was made of texts
    /// before stays as it is until it is made again.
    void set(const QString &chosen);

    /// What `chosen` comes to: "en" or "de". `wanted` are the user's languages ("de-AT", "en"),
    /// the best first.
    static QString resolved(const QString &chosen, const QStringList &wanted);

private:
    QTranslator m_own;
    QTranslator m_qt; ///< what Qt says itself, as in its file dialog
};

} // namespace devstack
