// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/seal.h"
#include "store/workspacestate.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

void overwrite(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

/// The content as the program itself would have left it.
QByteArray sealed(const QByteArray &content)
{
    QJsonObject json = QJsonDocument::fromJson(content).object();
    const auto mark
        = sealOf(u"state:choices.json"_s, QJsonDocument(json).toJson(QJsonDocument::Compact));
    json.insert(u"seal"_s, mark ? *mark : QString());
    return QJsonDocument(json).toJson();
}

} // namespace

/// Choices of another version, or edited by hand: said, and never lost.
class TestKeptChoices : public QObject
{
    Q_OBJECT

private slots:
    void init() { qputenv("XDG_STATE_HOME", QFile::encodeName(m_dir.filePath(u"state"_s))); }
    void cleanup() { QVERIFY(QDir(m_dir.filePath(u".devstack"_s)).removeRecursively()); }
    void whatIsNotUnderstood_data();
    void whatIsNotUnderstood();
    void whatSomebodyElseWroteIsNotTaken();
    void whatWasSetAsideIsNeverLost();

private:
    QTemporaryDir m_dir;
};

void TestKeptChoices::whatIsNotUnderstood_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("said"); // empty: it is understood
    const auto row = [](const char *name, const QByteArray &content, const QString &said = {}) {
        QTest::newRow(name) << content << said;
    };
    row("no version", "{\"idas\": {}}");
    row("version 1", "{\"version\": 1, \"idas\": {\"a\": {\"mode\": \"off\"}}}");
    row("unknown key", "{\"version\": 1, \"colour\": \"red\"}");
    row("version 99", "{\"version\": 99, \"idas\": {}}", u"version 99"_s);
    row("version is a text", "{\"version\": \"1\"}", u"“version”"_s);
    row("idas is a list", "{\"idas\": []}", u"“idas”"_s);
    row("an ida is a text", "{\"idas\": {\"a\": \"off\"}}", u"“idas.a”"_s);
    row("mode is a number", "{\"idas\": {\"a\": {\"mode\": 1}}}", u"“idas.a.mode”"_s);
    row("no mode", "{\"idas\": {\"a\": {\"mode\": \"on\"}}}", u"“on”"_s);
    row("variant is a list", "{\"idas\": {\"a\": {\"variant\": []}}}", u"“idas.a.variant”"_s);
    row("images is a text", "{\"idas\": {\"a\": {\"images\": \"x\"}}}", u"“idas.a.images”"_s);
    row("image is a number",
        "{\"idas\": {\"a\": {\"images\": {\"app\": 1}}}}",
        u"“idas.a.images.app”"_s);
    row("lean is a text", "{\"lean\": \"yes\"}", u"“lean”"_s);
    row("rule is null", "{\"leanRules\": {\"mysql\": null}}", u"“leanRules.mysql”"_s);
    row("memory is a text", "{\"memory\": \"6g\"}", u"“memory”"_s);
    row("memory is half a byte", "{\"memory\": 0.5}", u"“memory”"_s);
    row("a kept file",
        R"({"idas": {"a": {"files": [{"name": "x.sql", "sha256": "00", "afterReset": true}]}}})");
    row("a kept file leads elsewhere",
        R"({"idas": {"a": {"files": [{"name": "../x.sql"}]}}})",
        u"“idas.a.files.name”"_s);
    row("kept files are no list",
        R"({"idas": {"a": {"files": {"name": "x.sql"}}}})",
        u"“idas.a.files”"_s);
    row("limits of checkpoints",
        R"({"checkpoints": {"number": 3, "days": 14, "bytes": 5000000000}})");
    row("a limit is a text", R"({"checkpoints": {"days": "14d"}})", u"“checkpoints.days”"_s);
    row("a limit is too large",
        R"({"checkpoints": {"number": 5000000000}})",
        u"“checkpoints.number”"_s);
    row("engine is true", "{\"engine\": true}", u"“engine”"_s);
}

void TestKeptChoices::whatIsNotUnderstood()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, said);
    const QString folder = m_dir.path();
    auto state = WorkspaceState::open(folder);
    const QString path = state->folder() + u"/choices.json"_s;
    overwrite(path, said.isEmpty() ? sealed(content) : content);
    const Choices choices = state->choices();
    if (said.isEmpty()) {
        QVERIFY2(state->warnings().isEmpty(), qPrintable(state->warnings().join(u'\n')));
        QVERIFY(!QFileInfo::exists(path + u".broken"_s));
        return;
    }
    QVERIFY(choices == Choices());
    QCOMPARE(state->warnings().size(), 1);
    QVERIFY2(state->warnings().first().contains(said), qPrintable(state->warnings().first()));
    QVERIFY(state->warnings().first().contains(path + u".broken"_s));
    Choices changed;
    changed.lean = false;
    QVERIFY(state->save(changed));
    QVERIFY(state->choices() == changed);
    QFile kept(path + u".broken"_s);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), content);
}

/// A `.devstack/` may have come with the workspace's folder.
void TestKeptChoices::whatSomebodyElseWroteIsNotTaken()
{
    auto state = WorkspaceState::open(m_dir.path());
    Choices own;
    own.lean = false;
    QVERIFY(state->save(own));
    QVERIFY(state->choices() == own);
    const QString path = state->folder() + u"/choices.json"_s;
    const QByteArray theirs = "{\"version\": 1, \"idas\": {\"a\": {\"mode\": \"image\"}}}";
    overwrite(path, theirs);
    QVERIFY(state->choices() == Choices());
    QVERIFY2(state->warnings().last().contains(u"not written by your copy"),
             qPrintable(state->warnings().last()));
    overwrite(path, QByteArray(sealed(theirs)).replace("image", "off"));
    QVERIFY(state->choices() == Choices());
    for (const char *file : {"subnets.json", "hosts.json"}) {
        overwrite(state->folder() + u'/' + QLatin1StringView(file), "{\"a\": \"8.8.8.0/24\"}");
        QVERIFY(state->subnets().isEmpty() && state->hostAddresses().isEmpty());
    }
    overwrite(state->folder() + u"/ports.json"_s, "{\"a/app/80/tcp\": 22}");
    QVERIFY(state->ports().isEmpty());
    // Another workspace of the same user may be copied here.
    overwrite(path, sealed(theirs));
    QCOMPARE(state->choices().idas.value(u"a"_s).mode, std::optional(Mode::Image));
}

void TestKeptChoices::whatWasSetAsideIsNeverLost()
{
    const QString folder = m_dir.path();
    auto state = WorkspaceState::open(folder);
    const QString path = state->folder() + u"/choices.json"_s;
    const QStringList names {u".broken"_s, u".broken-2"_s, u".broken-3"_s};
    for (const QString &name : names) {
        overwrite(path, "{" + name.toUtf8());
        state->choices();
        QVERIFY(state->warnings().last().contains(path + name + u'”'));
    }
    for (const QString &name : names) {
        QFile kept(path + name);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), "{" + name.toUtf8());
    }
}

QTEST_GUILESS_MAIN(TestKeptChoices)
#include "tst_keptchoices.moc"
