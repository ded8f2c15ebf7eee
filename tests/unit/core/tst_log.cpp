// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/log.h"

#include <sys/stat.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestLog : public QObject
{
    Q_OBJECT

private slots:
    void isSilentBeforeItStarts();
    void writesAtOnceMaskedAndPrivate();

private:
    QTemporaryDir m_folder;
};

void TestLog::isSilentBeforeItStarts()
{
    qputenv("XDG_STATE_HOME", m_folder.path().toLocal8Bit());
    log::get("early")->error("goes nowhere");
    QVERIFY(!QFile::exists(log::filePath()));
}

void TestLog::writesAtOnceMaskedAndPrivate()
{
    log::start(u"test"_s);
    log::get("engine")->info("cloning {}", u"https://me:hunter2@h.org/x"_s);
    // No flush here: the line has to be there if the program were killed now.
    QFile file(log::filePath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    static const QRegularExpression kForm(
        u"^\\d{4}-\\d\\d-\\d\\dT[\\d:.+-]+ \\d+ info engine cloning https://me:•••@h.org/x$"_s);
    QVERIFY2(kForm.match(lines.last()).hasMatch(), qPrintable(lines.last()));
    struct stat info
    {
    };
    QCOMPARE(::stat(QFile::encodeName(log::filePath()).constData(), &info), 0);
    QCOMPARE(int(info.st_mode & 0777), 0600);
}

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
