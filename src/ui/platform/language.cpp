// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isThere(QStringView language)
{
    return language == u"en" || language == u"de";
}

} // namespace

Language::Language(const QString &chosen)
{
    set(chosen);
}

void Language::set(const QString &chosen)
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    QLocale::setDefault(isThere(chosen) ? QLocale(chosen) : QLocale::system());
    const QString language = resolved(chosen, QLocale::system().uiLanguages());
    if (language == u"en")
        return;
    // Qt's own texts are a package of their own, which is not on every machine.
    if (m_qt.load(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qt);
    if (m_own.load(u":/i18n/devstack_"_s + language))
        QCoreApplication::installTranslator(&m_own);
}

QString Language::resolved(const QString &chosen, const QStringList &wanted)
{
    if (isThere(chosen))
        return chosen;
    for (const QString &each : wanted) {
        const QString language = each.section(u'-', 0, 0);
        if (isThere(language))
            return language;
    }
    return u"en"_s;
}

} // namespace devstack
