// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/terminalkeys.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestTerminalKeys : public QObject
{
    Q_OBJECT

private slots:
    void sends_data();
    void sends();
    void pastes_data();
    void pastes();
};

void TestTerminalKeys::sends_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("application");
    QTest::addColumn<QByteArray>("bytes");
    const int none = Qt::NoModifier;
    const int shift = Qt::ShiftModifier;
    const int control = Qt::ControlModifier;
    const int alt = Qt::AltModifier;
    const auto row = [](const char *name,
                        int key,
                        int modifiers,
                        const QString &text,
                        const QByteArray &bytes,
                        bool application = false) {
        QTest::newRow(name) << key << modifiers << text << application << bytes;
    };
    row("letter", Qt::Key_A, none, u"a"_s, "a");
    row("not ASCII", 0, none, u"ß"_s, "ß");
    row("alt",
        Qt::Key_B,
        alt,
        u"b"_s,
        "\x1b"
        "b");
    row("control", Qt::Key_C, control, u"\x03"_s, "\x03");
    row("control and alt", Qt::Key_C, control | alt, u"\x03"_s, "\x1b\x03");
    row("AltGr types", Qt::Key_Q, control | alt, u"@"_s, "@");
    row("control and space", Qt::Key_Space, control, u" "_s, QByteArray(1, '\0'));
    row("control and a bracket", Qt::Key_BracketLeft, control, {}, "\x1b");
    row("enter", Qt::Key_Return, none, u"\r"_s, "\r");
    row("enter of the keypad", Qt::Key_Enter, none, u"\r"_s, "\r");
    row("backspace", Qt::Key_Backspace, none, u"\b"_s, "\x7f");
    row("a word back", Qt::Key_Backspace, alt, u"\b"_s, "\x1b\x7f");
    row("tab", Qt::Key_Tab, none, u"\t"_s, "\t");
    row("back tab", Qt::Key_Backtab, shift, {}, "\x1b[Z");
    row("escape", Qt::Key_Escape, none, u"\x1b"_s, "\x1b");
    row("up", Qt::Key_Up, none, {}, "\x1b[A");
    row("up for applications", Qt::Key_Up, none, {}, "\x1bOA", true);
    row("a word on", Qt::Key_Right, control, {}, "\x1b[1;5C", true);
    row("home", Qt::Key_Home, none, {}, "\x1b[H");
    row("page down", Qt::Key_PageDown, none, {}, "\x1b[6~");
    row("delete with control", Qt::Key_Delete, control, u"\x7f"_s, "\x1b[3;5~");
    row("F1", Qt::Key_F1, none, {}, "\x1bOP");
    row("F5", Qt::Key_F5, none, {}, "\x1b[15~");
    row("F12 with shift", Qt::Key_F12, shift, {}, "\x1b[24;2~");
    row("shift alone", Qt::Key_Shift, shift, {}, "");
    row("an unknown one", Qt::Key_MediaPlay, none, {}, "");
}

void TestTerminalKeys::sends()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QString, text);
    QFETCH(bool, application);
    QFETCH(QByteArray, bytes);
    QCOMPARE(bytesOf({key, Qt::KeyboardModifiers(modifiers), text}, application), bytes);
}

void TestTerminalKeys::pastes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("marked");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << u"ls -l"_s << false << QByteArray("ls -l");
    QTest::newRow("lines") << u"a\nb\r\nc\r"_s << false << QByteArray("a\rb\rc\r");
    QTest::newRow("marked") << u"a\nb"_s << true << QByteArray("\x1b[200~a\rb\x1b[201~");
    QTest::newRow("an end of the mark is no end")
        << u"a\x1b[201~\nrm\u009b201~"_s << true << QByteArray("\x1b[200~a[201~\rrm201~\x1b[201~");
    QTest::newRow("controls") << u"a\x03\x04\x16\tb\x7f"_s << false << QByteArray("a\tb");
}

void TestTerminalKeys::pastes()
{
    QFETCH(QString, text);
    QFETCH(bool, marked);
    QFETCH(QByteArray, bytes);
    QCOMPARE(bytesOfPaste(text, marked), bytes);
}

QTEST_APPLESS_MAIN(TestTerminalKeys)
#include "tst_terminalkeys.moc"
