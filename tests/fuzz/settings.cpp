// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Django's settings and urls.

#include "foreign/inspect/settingsdatabases.h"
#include "foreign/inspect/settingsfiles.h"
#include "fuzz.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QByteArray text = bytesOf(data, size);
    const QList<QByteArray> files = filesOf(text, 2);
    kFolder.write(u"sub/settings.py"_s, files.at(0));
    kFolder.write(u"sub/base.py"_s, files.at(1));
    kFolder.write(u"sub/urls.py"_s, files.at(0));
    const Checkout checkout(kFolder.path());
    for (const SettingsDatabase &database : settingsDatabases(checkout, u"sub.settings"_s))
        requireWithin(database.mark, text);
    (void)settingsFiles(checkout, {});
    requireWithin(healthPage(checkout).mark, text);
    return 0;
}
