// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Which layers each layer may include; docs/architecture.md draws the same.
const QMap<QString, QStringList> &allowed()
{
    static const QStringList kBelowService {u"core"_s,
                                            u"model"_s,
                                            u"git"_s,
                                            u"engine"_s,
                                            u"store"_s,
                                            u"trust"_s,
                                            u"foreign"_s,
                                            u"assembly"_s,
                                            u"plan"_s};
    static const QMap<QString, QStringList> kAllowed {
        {u"core"_s, {}},
        {u"terminal"_s, {u"core"_s}},
        {u"model"_s, {u"core"_s}},
        {u"git"_s, {u"core"_s}},
        {u"engine"_s, {u"core"_s}},
        {u"store"_s, {u"core"_s, u"model"_s}},
        {u"trust"_s, {u"core"_s, u"model"_s, u"store"_s}},
        {u"foreign"_s, {u"core"_s, u"model"_s}},
        {u"assembly"_s, {u"core"_s, u"model"_s}},
        {u"plan"_s, {u"core"_s, u"model"_s, u"store"_s}},
        {u"service"_s, kBelowService},
        {u"cli"_s, kBelowService + QStringList {u"service"_s}},
        {u"ui"_s, kBelowService + QStringList {u"service"_s, u"terminal"_s}},
        {u"demo"_s, kBelowService + QStringList {u"service"_s, u"terminal"_s, u"ui"_s}},
        {u"app"_s, kBelowService + QStringList {u"service"_s, u"ui"_s, u"demo"_s}},
    };
    return kAllowed;
}

/// The rooms of layers that have some, lowest first: each may include those before it, and its own.
/// "" is the layer's own folder.
const QMap<QString, QStringList> &rooms()
{
    static const QMap<QString, QStringList> kRooms {
        {u"model"_s, {u"yaml"_s, u"manifest"_s, u"compose"_s, u"graph"_s, u"operation"_s}},
        {u"foreign"_s,
         {u"inspect"_s,
          u"adopt"_s,
          u"propose"_s,
          u"guard"_s,
          u"review/subject"_s,
          u"review/loading"_s,
          u"review/rules"_s,
          u"review/checks"_s,
          u"review"_s,
          u"review/scaffold"_s}},
        {u"service"_s,
         {QString(),
          u"definition"_s,
          u"projects"_s,
          u"volumes"_s,
          u"schemas"_s,
          u"snapshots"_s,
          u"configuration"_s,
          u"observing"_s,
          u"tour"_s,
          u"repositories"_s,
          u"provisioning/steps"_s,
          u"provisioning"_s,
          u"databases"_s,
          u"comparing"_s,
          u"containers"_s,
          u"containers/logs"_s,
          u"scripts"_s,
          u"operations"_s}},
        {u"ui"_s,
         {u"platform"_s,
          u"text"_s,
          u"graph"_s,
          u"models"_s,
          u"source"_s,
          u"controllers"_s,
          u"items"_s}},
        {u"git"_s, {QString(), u"transfer"_s}},
        {u"cli"_s, {QString(), u"commands"_s}},
    };
    return kRooms;
}

/// "service/containers/logs/x.h" is in "containers/logs", "service/workspace.h" in "".
QString roomOf(const QString &path)
{
    return path.section(u'/', 1, -2);
}

QStringList includesOf(const QString &path)
{
    static const QRegularExpression kInclude(u"^\\s*#include \"([^\"]+)\""_s,
                                             QRegularExpression::MultilineOption);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList includes;
    const QString text = QString::fromUtf8(file.readAll());
    for (auto match = kInclude.globalMatch(text); match.hasNext();)
        includes += match.next().captured(1);
    return includes;
}

} // namespace

/// Holds the arrows between the layers: a folder of src/ includes only what stands below it.
class LayersTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFolderIsALayer()
    {
        const QStringList folders = QDir(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"))
                                        .entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(QSet<QString>(folders.begin(), folders.end()),
                 QSet<QString>(allowed().keyBegin(), allowed().keyEnd()));
    }

    void arrowsPointDown()
    {
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QStringList wrong;
        int seen = 0;
        QDirIterator files(
            source.path(), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = source.relativeFilePath(files.next());
            const QString layer = path.section(u'/', 0, 0);
            for (const QString &include : includesOf(source.filePath(path))) {
                const QString target = include.section(u'/', 0, 0);
                ++seen;
                if (!include.contains(u'/') || !allowed().contains(target))
                    wrong += u"%1 includes \"%2\": write it from src/"_s.arg(path, include);
                else if (target != layer && !allowed().value(layer).contains(target))
                    wrong += u"%1 includes \"%2\": %3 may not know %4"_s.arg(
                        path, include, layer, target);
            }
        }
        QVERIFY2(seen > 200, "the sources were not found");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void roomsPointDown()
    {
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QStringList wrong;
        int seen = 0;
        QDirIterator files(
            source.path(), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = source.relativeFilePath(files.next());
            const QString layer = path.section(u'/', 0, 0);
            const QStringList order = rooms().value(layer, {QString()});
            const qsizetype own = order.indexOf(roomOf(path));
            if (own < 0)
                wrong += path + u": give its folder a place among rooms()"_s;
            for (const QString &include : includesOf(source.filePath(path))) {
                if (include.section(u'/', 0, 0) != layer)
                    continue;
                ++seen;
                if (order.indexOf(roomOf(include)) > own)
                    wrong += u"%1 includes \"%2\", which stands above it"_s.arg(path, include);
            }
        }
        QVERIFY2(seen > 500, "the sources were not found");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// Two types of one name in one namespace are one type to the linker, and memory is corrupted
    /// silently.
    void everyTypeHasANameOfItsOwn()
    {
        static const QRegularExpression kType(
            u"^(?:struct|class|enum class) (?:\\[\\[nodiscard\\]\\] )?([A-Za-z]+)(?: final)?(?: "
            u":[^;]*)?$"_s,
            QRegularExpression::MultilineOption);
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QMap<QString, QStringList> defined;
        QDirIterator files(source.path(), {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = source.relativeFilePath(files.next());
            QFile file(source.filePath(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            const QString space
                = text.contains(u"namespace devstack::"_s) ? path.section(u'/', 0, 0) : QString();
            for (auto match = kType.globalMatch(text); match.hasNext();)
                defined[space + u"::"_s + match.next().captured(1)] += path;
        }
        QVERIFY2(defined.size() > 100, "the headers were not found");
        for (auto it = defined.begin(); it != defined.end(); ++it)
            QVERIFY2(it->size() == 1,
                     qPrintable(it.key() + u" is defined in "_s + it->join(u", "_s)));
    }

    /// Runs, steps and containers are in one state vocabulary each: words become values where
    /// files and answers are read, and values become words where they are written and shown.
    void statesAreNoTexts()
    {
        static const QString kWord(u"pending|satisfied|running|done|failed|skipped|cancelled|"
                                   "interrupted|planned|created|paused|restarting|removing|exited|"
                                   "dead|healthy|unhealthy"_s);
        static const QString kText(
            u"(?:QStringLiteral\\(|QLatin1String(?:View)?\\()?u?\"(?:%1)\""_s.arg(kWord));
        static const QRegularExpression kComparison(
            u"[=!]=\\s*%1|%1(?:_s|_L1|\\))?\\s*[=!]="_s.arg(kText));
        static const QRegularExpression kExitCode(
            u"(?:contains|endsWith|startsWith|indexOf)\\(\\s*u?\"[^\"]*\\(\\d+\\)"_s);
        static const QRegularExpression kStepId(
            u"\\b[sS]tep\\w*(?:\\.|->)id\\.(?:section|split|startsWith|endsWith|contains|mid|left)\\("_s);
        QVERIFY(kComparison.match(u"step.state == u\"done\"_s"_s).hasMatch());
        QVERIFY(kComparison.match(u"\"exited\"_L1 != state"_s).hasMatch());
        QVERIFY(kExitCode.match(u"status.contains(u\"(0)\")"_s).hasMatch());
        QVERIFY(kStepId.match(u"step.id.endsWith(u'/' + name)"_s).hasMatch());
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QStringList wrong;
        QDirIterator files(
            source.path(), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (const QRegularExpression &rule : {kComparison, kExitCode, kStepId}) {
                if (const auto match = rule.match(text); match.hasMatch())
                    wrong += u"%1 takes a state or an id from a text: %2"_s.arg(
                        source.relativeFilePath(file.fileName()), match.captured());
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    /// What QML is given has a type: rows are gadgets (ui/models), values are properties. The files
    /// named here answer Qt or D-Bus, which ask for variants, or keep any setting.
    void whatQmlIsGivenHasAType()
    {
        static const QRegularExpression kVariant(u"\\bQVariant(?:List|Map|Hash)?\\b"_s);
        static const QRegularExpression kVar(u"\\bproperty (?:list<)?var\\b"_s);
        static const QStringList kExceptions {u"src/ui/controllers/settings.cpp"_s,
                                              u"src/ui/controllers/settings.h"_s,
                                              u"src/ui/items/terminalitem.cpp"_s,
                                              u"src/ui/items/terminalitem.h"_s,
                                              u"src/ui/models/gadgetlistmodel.cpp"_s,
                                              u"src/ui/models/gadgetlistmodel.h"_s,
                                              u"src/ui/models/logrowsmodel.cpp"_s,
                                              u"src/ui/models/logrowsmodel.h"_s,
                                              u"src/ui/platform/notifier.cpp"_s};
        QVERIFY(kVariant.match(u"QVariantList pages() const;"_s).hasMatch());
        QVERIFY(kVar.match(u"required property var modelData"_s).hasMatch());
        const QDir root(QStringLiteral(DEVSTACK_SOURCE_DIR));
        QStringList untyped;
        for (const QString &folder : {u"src/ui"_s, u"src/app"_s, u"src/demo"_s, u"qml"_s}) {
            QDirIterator files(root.filePath(folder),
                               {u"*.h"_s, u"*.cpp"_s, u"*.qml"_s},
                               QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QString text = QString::fromUtf8(file.readAll());
                const bool isQml = file.fileName().endsWith(u".qml");
                if ((isQml ? kVar : kVariant).match(text).hasMatch())
                    untyped += root.relativeFilePath(file.fileName());
            }
        }
        untyped.sort();
        QCOMPARE(untyped, kExceptions);
    }

    /// Nothing without this workspace's label is removed: the check is in service/removal.cpp.
    void removalsGoThroughOnePlace()
    {
        static const QRegularExpression kRemoval(
            u"\\b(?:removeVolume|removeContainer|removeNetwork|removeImage)\\(|(?:\\.|->)down\\("_s);
        QVERIFY(kRemoval.match(u"removeVolume(**engine, name)"_s).hasMatch());
        QVERIFY(kRemoval.match(u"compose.down(project)"_s).hasMatch());
        QVERIFY(!kRemoval.match(u"removeOwnVolume(internals, name)"_s).hasMatch());
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src/service"));
        QStringList wrong;
        QDirIterator files(source.path(), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString name = source.relativeFilePath(file.fileName());
            if (name != u"removal.cpp"
                && kRemoval.match(QString::fromUtf8(file.readAll())).hasMatch())
                wrong += name;
        }
        QCOMPARE(wrong, QStringList());
    }

    /// A file can be a pipe, a device or a link by the time it is opened: core/openfile knows what
    /// to do then. Named here is who opens what nobody else can put there, or removes only.
    void filesAreOpenedInOnePlace()
    {
        static const QRegularExpression kOpening(
            u"\\bQFile \\w+\\((?!u\":/|u\"/proc/)|(?<![\\w:])::open\\(|\\bifstream\\b|\\bfopen\\(|"
            "_open_filename\\("_s);
        static const QStringList kExceptions {
            u"core/filelock.cpp"_s, // follows no link
            u"core/files.cpp"_s, // renames
            u"core/hardening.cpp"_s, // /dev/null
            u"core/keeper.cpp"_s, // /dev/null
            u"core/openfile.cpp"_s,
            u"core/pathway.cpp"_s, // looks at names only (O_PATH)
            u"core/process.cpp"_s, // the other ends of its own pipes
            u"core/processtree.cpp"_s, // /proc
            u"core/pty.cpp"_s, // a terminal
            u"foreign/guard/launcher.cpp"_s, // appends, in a folder of its own
            u"service/containers/clean.cpp"_s, // removes
            u"service/projects/portholder.cpp"_s, // /proc
            u"store/logstore.cpp"_s, // makes new ones; appends, and follows no link
            u"store/runjournal.cpp"_s, // makes new ones; asks for a lock
            u"store/steprecords.cpp"_s, // appends
        };
        QVERIFY(kOpening.match(u"    QFile file(path);"_s).hasMatch());
        QVERIFY(kOpening.match(u"const int fd = ::open(name, O_RDONLY);"_s).hasMatch());
        QVERIFY(!kOpening.match(u"QFile file(u\":/devstack/names.yml\"_s);"_s).hasMatch());
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QStringList who;
        QDirIterator files(source.path(), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString name = source.relativeFilePath(file.fileName());
            if (!name.startsWith(u"ui/platform/")
                && kOpening.match(QString::fromUtf8(file.readAll())).hasMatch())
                who += name;
        }
        who.sort();
        QCOMPARE(who, kExceptions);
    }

    void coreKnowsNoEventLoopButOne()
    {
        const QDir source(QStringLiteral(DEVSTACK_SOURCE_DIR "/src"));
        QStringList users;
        QDirIterator files(
            source.path(), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = source.relativeFilePath(files.next());
            QFile file(source.filePath(path));
            QVERIFY(file.open(QIODevice::ReadOnly));
            if (file.readAll().contains("QEventLoop") && !path.startsWith(u"ui/")
                && !path.startsWith(u"app/"))
                users += path;
        }
        QCOMPARE(users, QStringList {u"core/localloop.h"_s});
    }
};

QTEST_GUILESS_MAIN(LayersTest)
#include "tst_layers.moc"
