// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

import QtQuick
import Devstack.Backend

// A page of an open workspace: what the frame asks of it. Title and subtitle are those of the table of
// pages unless the page has something of its own to say.
Item {
    property string title: Session.pageText
    property string subtitle: Session.pageSubtitle
    // What has the keyboard first; null: the page's first stop.
    property Item first: null
}
