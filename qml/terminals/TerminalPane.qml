// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Devstack.Backend
import Devstack.Ui

// One terminal: what a program draws, with search, a scroll bar, and a strip for what is to be said about it.
FocusScope {
    id: root

    property alias session: item.session
    property string name: ""
    readonly property TerminalItem view: item
    readonly property bool over: session && (session.state === TerminalSession.Ended || session.state === TerminalSession.Failed)
    property int size: Settings.remembered("terminalFont", Theme.code + 1)

    signal leaving()

    onSessionChanged: search.visible = false
    onSizeChanged: Settings.remember("terminalFont", size)

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TerminalSearch {
            id: search

            Layout.fillWidth: true
            view: item
            onClosed: item.forceActiveFocus()
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            TerminalItem {
                id: item

                anchors.fill: parent
                anchors.rightMargin: 12
                focus: true
                activeFocusOnTab: true
                font.family: Theme.mono
                font.pixelSize: root.size
                textColor: Theme.text
                groundColor: Theme.panel
                cursorColor: Theme.accent
                selectionColor: Theme.accentSoft
                matchColor: Theme.match
                colors: Theme.terminal
                blinking: !Theme.reducedMotion
                Accessible.role: Accessible.Terminal
                Accessible.name: qsTr("Terminal of %1").arg(root.name)
                Accessible.description: currentLine
                Accessible.focusable: true
                onCopied: text => Actions.copy(text)
                onPasteAsked: text => pasting.ask(text)
                onLinkOpened: address => Actions.openUrl(address)
                onSearchWanted: search.open()
                onLeaveWanted: root.leaving()
                onZoomWanted: by => root.size = by === 0 ? Theme.code + 1 : Math.max(8, Math.min(32, root.size + by))
                onTabWanted: by => Terminals.step(by)
            }
            FocusRing { shown: item.activeFocus; corner: 4; anchors.margins: 0; border.width: 1 }
            ThinScrollBar {
                id: bar

                anchors.right: parent.right
                anchors.top: parent.top
                anchors.bottom: parent.bottom
                orientation: Qt.Vertical
                size: item.lineCount > 0 ? Math.min(1, item.visibleLines / item.lineCount) : 1
                onPositionChanged: {
                    if (pressed)
                        item.position = position * item.lineCount;
                }

                Binding {
                    target: bar
                    property: "position"
                    value: item.lineCount > 0 ? item.position / item.lineCount : 0
                    when: !bar.pressed
                }
            }
            PlainText {
                anchors.centerIn: parent
                visible: root.session && root.session.state === TerminalSession.Opening
                text: qsTr("Opening…")
                color: Theme.dim
            }
            // Where a link leads, before it is followed.
            Rectangle {
                anchors.left: parent.left
                anchors.bottom: parent.bottom
                anchors.margins: Theme.gap2
                width: Math.min(parent.width - 2 * Theme.gap2, address.implicitWidth + 2 * Theme.gap2)
                height: 26
                radius: Theme.controlRadius
                color: Theme.raised
                border.color: Theme.line
                visible: item.link.length > 0

                PlainText {
                    id: address

                    anchors.fill: parent
                    anchors.leftMargin: Theme.gap2
                    anchors.rightMargin: Theme.gap2
                    verticalAlignment: Text.AlignVCenter
                    text: qsTr("Ctrl+click opens %1").arg(item.link)
                    font.pixelSize: Theme.small
                    elide: Text.ElideMiddle
                }
            }
            Pill {
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.gap2
                anchors.rightMargin: Theme.gap4
                visible: item.marking
                text: qsTr("Keys move the mark: Shift selects, Enter copies, Esc ends it")
                ink: Theme.accentOnSoft
                ground: Theme.accentSoft
                most: parent.width - 40
            }
        }
        TerminalEnd {
            Layout.fillWidth: true
            visible: root.over
            session: root.session
            onBegun: item.forceActiveFocus(Qt.OtherFocusReason)
        }
    }
    PasteDialog {
        id: pasting

        onAgreed: text => item.pasteText(text)
        onClosed: item.forceActiveFocus()
    }
}
