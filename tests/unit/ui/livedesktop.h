// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "../service/workspacefolder.h"
#include "app/desktop.h"
#include "ui/source/livemachine.h"

#include <QTest>

namespace devstack::testing {

using namespace Qt::StringLiterals;

/// The controllers on a real workspace in a temporary folder, without an engine.
class LiveDesktop
{
public:
    bool open()
    {
        desktop.welcome.open(folder.path());
        return QTest::qWaitFor([this] { return desktop.session.loaded(); }, 20'000);
    }

    WorkspaceFolder folder;
    LiveMachine machine;
    Desktop desktop {machine, folder.path(u"../desktop.ini"_s), [] {
                         return QList<QPair<QString, QString>>();
                     }};
};

} // namespace devstack::testing
