// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/compose.h"
#include "foreign/review/loading/loadfaults.h"
#include "model/compose/composeplaces.h"
#include "model/compose/composereader.h"
#include "model/compose/resolvedmodel.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Reads every compose file of a corpus with our reader and with `docker compose config` and
/// compares what both say, key by key. No difference is left without a reason in reasons().
class TestCorpusCompose : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void readsAsCompose();
    void readsRepositoriesAsCompose();
    void readsOwnFilesAsCompose();
    void readsSmallFormsAsCompose();

private:
    std::optional<Compose> m_compose;
};

namespace {

/// What lint finds without Compose, so that nothing of it is planned.
const QString kLinted = u"Compose and lint refuse"_s;

/// Where the two may differ, and why: file (its end) and a part of the difference → reason.
struct Reason
{
    QString file;
    QString difference;
    QString text;
};

QList<Reason> reasons()
{
    const QString atStart
        = u"Compose tells it when the services of the chosen profiles start; lint tells it before"_s;
    const QString typed
        = u"the reader takes what it shows and judges; types of all other keys are Compose's matter"_s;
    const QString linted
        = u"the reader shows what is there; lint refuses it (tst_composerefused)"_s;
    const QString remote = u"a file of a remote place is named and not fetched before trust"_s;
    return {
        {u"prometheus.yml"_s, u"not allowed"_s, u"no compose file: "_s + typed},
        {u"datasource.yml"_s, u"not allowed"_s, u"no compose file: "_s + typed},
        {u"schema/using-variables.yaml"_s, u"failed to cast"_s, typed},
        {u"compose-with-paths.yaml"_s, u"C:\\\\docker"_s, u"a path of Windows is none here"_s},
        {{}, u"Compose refuses: env file"_s, atStart},
        {{}, u".env: no such file or directory"_s, atStart},
        {{}, kLinted, linted},
        {u"models-and-providers"_s,
         u"c.networks.default"_s,
         u"what a provider makes is in no network of containers"_s},
        {{}, u"has neither an image nor a build context"_s, linted},
        {{}, u" refers to undefined "_s, linted},
        {{}, u" depends on undefined service "_s, linted},
        {u"rancher-compose.yml"_s, u"additional properties"_s, linted},
        {{}, u"Compose refuses: dependency cycle"_s, atStart},
        {u"remote/nested/compose.yaml"_s, u"remote:nested"_s, remote},
        {u"remote/cycle/compose.yaml"_s, u"remote:cycle"_s, remote},
        {u"remote/cycle/compose-cycle.yaml"_s, u"remote:cycle"_s, remote},
    };
}

/// "a: b" for both sides of one value that differs.
void compare(QStringList &into,
             const QString &what,
             const QJsonValue &ours,
             const QJsonValue &theirs)
{
    if (ours == theirs)
        return;
    if (ours.isObject() && theirs.isObject()) {
        const QJsonObject mine = ours.toObject();
        const QJsonObject other = theirs.toObject();
        QStringList keys = mine.keys() + other.keys();
        keys.removeDuplicates();
        for (const QString &key : std::as_const(keys))
            compare(into, what + u'.' + key, mine.value(key), other.value(key));
        return;
    }
    const auto text = [](const QJsonValue &value) {
        return QString::fromUtf8(QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact));
    };
    into += u"%1: ours %2, Compose's %3"_s.arg(what, text(ours), text(theirs));
}

QString unescaped(QString text)
{
    return text.replace(u"$$"_s, u"$"_s);
}

/// "/a/" is "/a".
QString withoutSlash(const QString &path)
{
    return path.size() > 1 && path.endsWith(u'/') ? path.chopped(1) : path;
}

QJsonArray sorted(QStringList list)
{
    list.sort();
    list.removeDuplicates();
    return QJsonArray::fromStringList(list);
}

/// Words as Compose cuts a command that is one text.
QStringList words(const QStringList &command)
{
    if (command.size() != 1)
        return command;
    QStringList result;
    QString word;
    bool inWord = false;
    QChar quote;
    const QString text = command.first();
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (quote.isNull() && c.isSpace()) {
            if (inWord)
                result += word;
            word.clear();
            inWord = false;
            continue;
        }
        // Compose's reader of words stops where a shell begins another command.
        if (quote.isNull() && QStringView(u";&|<>").contains(c))
            break;
        inWord = true;
        if (quote.isNull() && (c == u'"' || c == u'\''))
            quote = c;
        else if (c == quote)
            quote = QChar();
        else if (c == u'\\' && quote != u'\'' && at + 1 < text.size())
            word += text.at(++at);
        else
            word += c;
    }
    if (inWord)
        result += word;
    return result;
}

/// The forms that both sides are brought into.
class OurService
{
public:
    OurService(const ServiceEntry &service, const QString &directory)
        : m_service(service)
        , m_directory(directory)
    {
    }

    QJsonObject json() const
    {
        QJsonObject environment;
        for (auto it = m_service.environment.begin(); it != m_service.environment.end(); ++it)
            environment.insert(it.key(), it->isNull() ? QJsonValue() : QJsonValue(*it));
        QJsonObject needs;
        for (const ServiceDependency &dependency : m_service.dependsOn) {
            if (!dependency.viaLink || !needs.contains(dependency.service))
                needs.insert(dependency.service, dependency.condition);
        }
        addShared(needs);
        QJsonObject json {
            {u"image"_s, m_service.image},
            {u"environment"_s, environment},
            {u"ports"_s, ports()},
            {u"volumes"_s, volumes()},
            {u"networks"_s, networks()},
            {u"secrets"_s, sorted(m_service.secrets)},
            {u"configs"_s, sorted(m_service.configs)},
            {u"profiles"_s, sorted(m_service.profiles)},
            {u"depends_on"_s, needs},
            {u"healthcheck"_s, QJsonArray::fromStringList(test())},
            {u"command"_s, QJsonArray::fromStringList(words(m_service.command))},
            {u"entrypoint"_s, QJsonArray::fromStringList(words(m_service.entrypoint))},
        };
        if (m_service.build) {
            QJsonObject arguments;
            for (auto it = m_service.build->arguments.begin();
                 it != m_service.build->arguments.end();
                 ++it)
                arguments.insert(it.key(), it->isNull() ? QJsonValue() : QJsonValue(*it));
            const QString context = m_service.build->context;
            json.insert(
                u"build",
                QJsonObject {{u"context"_s, isRemotePlace(context) ? context : absolute(context)},
                             {u"dockerfile"_s,
                              m_service.build->dockerfile.isEmpty() && !m_service.build->isInline
                                  ? u"Dockerfile"_s
                                  : m_service.build->dockerfile},
                             {u"target"_s, m_service.build->target},
                             {u"args"_s, arguments}});
        }
        return json;
    }

private:
    QString absolute(const QString &path) const
    {
        if (path.startsWith(u'~')) // whoever is named behind it
            return QDir::cleanPath(QDir::homePath() + u'/' + path.mid(1));
        if (path.size() > 1 && path.at(0).isLetter() && path.at(1) == u':')
            return path; // of Windows
        return QDir::cleanPath(QDir(m_directory).absoluteFilePath(path));
    }

    /// Services whose namespaces or volumes are shared are waited for.
    void addShared(QJsonObject &needs) const
    {
        for (const QString &shared : {m_service.networkMode, m_service.pid, m_service.ipc}) {
            if (shared.startsWith(u"service:") && !needs.contains(shared.mid(8)))
                needs.insert(shared.mid(8), u"service_started"_s);
        }
        for (const QString &from : m_service.volumesFrom) {
            const QString name = from.section(u':', 0, 0);
            if (!from.startsWith(u"container:") && !needs.contains(name))
                needs.insert(name, u"service_started"_s);
        }
    }

    static std::pair<int, int> range(const QString &text)
    {
        const int first = text.section(u'-', 0, 0).toInt();
        const QString last = text.section(u'-', 1, 1);
        return {first, last.isEmpty() ? first : last.toInt()};
    }

    QJsonArray ports() const
    {
        QStringList result;
        for (const PortMapping &port : m_service.ports) {
            const auto [first, last] = range(port.container);
            const auto [host, lastHost] = range(port.host);
            for (int number = first; number <= last; ++number) {
                QString published = port.host;
                if (!port.host.isEmpty() && last > first)
                    published = QString::number(host + number - first);
                result += u"%1|%2|%3|%4|%5|%6"_s.arg(port.address,
                                                     published,
                                                     QString::number(number),
                                                     port.protocol,
                                                     port.name,
                                                     port.appProtocol);
            }
        }
        return sorted(result);
    }

    QJsonArray volumes() const
    {
        static const QMap<MountEntry::Kind, QString> kKinds {
            {MountEntry::Kind::Bind, u"bind"_s},
            {MountEntry::Kind::Volume, u"volume"_s},
            {MountEntry::Kind::Anonymous, u"volume"_s},
            {MountEntry::Kind::Other, u"other"_s},
        };
        QStringList result;
        for (const MountEntry &mount : m_service.mounts) {
            if (mount.kind == MountEntry::Kind::Tmpfs)
                continue; // a key of its own, or a size only
            const QString source
                = mount.kind == MountEntry::Kind::Bind ? absolute(mount.source) : mount.source;
            result += u"%1|%2|%3|%4"_s.arg(kKinds.value(mount.kind),
                                           source,
                                           QDir::cleanPath(mount.target),
                                           mount.readOnly ? u"ro"_s : u"rw"_s);
        }
        return sorted(result);
    }

    QJsonObject networks() const
    {
        QJsonObject result;
        for (auto it = m_service.networks.begin(); it != m_service.networks.end(); ++it)
            result.insert(it.key(), sorted(*it));
        if (result.isEmpty() && m_service.networkMode.isEmpty())
            result.insert(u"default", QJsonArray());
        return result;
    }

    QStringList test() const
    {
        const QStringList &written = m_service.healthcheck;
        const bool isText = written.size() == 1 && written.first() != u"NONE";
        return isText ? QStringList {u"CMD-SHELL"_s, written.first()} : written;
    }

    const ServiceEntry &m_service;
    QString m_directory;
};

QJsonArray texts(const QJsonValue &list)
{
    QJsonArray result;
    for (const QJsonValue &item : list.toArray())
        result += unescaped(item.toVariant().toString());
    return result;
}

QJsonObject pairs(const QJsonValue &map)
{
    QJsonObject result;
    const QJsonObject object = map.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        result.insert(it.key(),
                      it->isNull() ? QJsonValue()
                                   : QJsonValue(unescaped(it->toVariant().toString())));
    return result;
}

QJsonArray sources(const QJsonValue &list)
{
    QStringList result;
    for (const QJsonValue &item : list.toArray())
        result += item.toObject().value(u"source").toString();
    return sorted(result);
}

QJsonObject theirService(const QJsonObject &service)
{
    QStringList ports;
    for (const QJsonValue &value : service.value(u"ports").toArray()) {
        const QJsonObject port = value.toObject();
        ports += u"%1|%2|%3|%4|%5|%6"_s.arg(port.value(u"host_ip").toString(),
                                            port.value(u"published").toString(),
                                            QString::number(port.value(u"target").toInt()),
                                            port.value(u"protocol").toString(),
                                            port.value(u"name").toString(),
                                            port.value(u"app_protocol").toString());
    }
    QStringList volumes;
    for (const QJsonValue &value : service.value(u"volumes").toArray()) {
        const QJsonObject mount = value.toObject();
        const QString type = mount.value(u"type").toString();
        if (type == u"tmpfs")
            continue;
        const bool isKnown = type == u"bind" || type == u"volume";
        volumes += u"%1|%2|%3|%4"_s.arg(isKnown ? type : u"other"_s,
                                        withoutSlash(unescaped(mount.value(u"source").toString())),
                                        QDir::cleanPath(mount.value(u"target").toString()),
                                        mount.value(u"read_only").toBool() ? u"ro"_s : u"rw"_s);
    }
    QJsonObject networks;
    const QJsonObject joined = service.value(u"networks").toObject();
    for (auto it = joined.begin(); it != joined.end(); ++it)
        networks.insert(it.key(),
                        sorted(it->toObject().value(u"aliases").toVariant().toStringList()));
    QJsonObject needs;
    const QJsonObject dependencies = service.value(u"depends_on").toObject();
    for (auto it = dependencies.begin(); it != dependencies.end(); ++it)
        needs.insert(it.key(), it->toObject().value(u"condition"));
    const QJsonObject health = service.value(u"healthcheck").toObject();
    QJsonObject json {
        {u"image"_s, unescaped(service.value(u"image").toString())},
        {u"environment"_s, pairs(service.value(u"environment"))},
        {u"ports"_s, sorted(ports)},
        {u"volumes"_s, sorted(volumes)},
        {u"networks"_s, networks},
        {u"secrets"_s, sources(service.value(u"secrets"))},
        {u"configs"_s, sources(service.value(u"configs"))},
        {u"profiles"_s, sorted(service.value(u"profiles").toVariant().toStringList())},
        {u"depends_on"_s, needs},
        {u"healthcheck"_s,
         health.value(u"disable").toBool() ? QJsonArray {u"NONE"_s} : texts(health.value(u"test"))},
        {u"command"_s, texts(service.value(u"command"))},
        {u"entrypoint"_s, texts(service.value(u"entrypoint"))},
    };
    if (const QJsonObject build = service.value(u"build").toObject(); service.contains(u"build"))
        json.insert(
            u"build",
            QJsonObject {{u"context"_s, unescaped(build.value(u"context").toString())},
                         {u"dockerfile"_s, unescaped(build.value(u"dockerfile").toString())},
                         {u"target"_s, unescaped(build.value(u"target").toString())},
                         {u"args"_s, pairs(build.value(u"args"))}});
    return json;
}

/// Whether the command is a list of one text: the reader does not tell it from a text, which
/// Compose cuts into words.
bool isListOfOne(const ServiceEntry &service, const QString &key, const QJsonValue &theirs)
{
    const QStringList written = key == u"command" ? service.command
        : key == u"entrypoint"                    ? service.entrypoint
                                                  : QStringList();
    return written.size() == 1 && theirs == QJsonArray {written.first()};
}

QStringList
differences(const ComposeFile &ours, const QJsonObject &theirs, const QString &directory, int &keys)
{
    QStringList result;
    const QJsonObject services = theirs.value(u"services").toObject();
    compare(result, u"services"_s, sorted(ours.services.keys()), sorted(services.keys()));
    for (const ServiceEntry &service : ours.services) {
        if (!services.contains(service.name))
            continue;
        const QJsonObject mine = OurService(service, directory).json();
        const QJsonObject other = theirService(services.value(service.name).toObject());
        QStringList names = mine.keys() + other.keys();
        names.removeDuplicates();
        keys += int(names.size());
        for (const QString &key : std::as_const(names))
            if (!isListOfOne(service, key, other.value(key)))
                compare(result, service.name + u'.' + key, mine.value(key), other.value(key));
    }
    const auto section = [&](const QString &name, QStringList own) {
        const QJsonObject entries = theirs.value(name).toObject();
        // Compose leaves out what no service uses.
        QStringList known = entries.keys();
        if (name == u"networks")
            known.removeAll(u"default"_s);
        for (const QString &key : std::as_const(known)) {
            ++keys;
            if (!own.contains(key))
                result += u"%1: Compose has %2"_s.arg(name, key);
        }
    };
    section(u"networks"_s, ours.networks.keys());
    section(u"volumes"_s, ours.volumes.keys());
    section(u"secrets"_s, ours.secrets.keys());
    section(u"configs"_s, ours.configs.keys());
    if (!ours.name.isEmpty())
        compare(result, u"name"_s, ours.name, theirs.value(u"name"));
    return result;
}

/// Why a difference may stay; empty: nobody knows.
QString reasonFor(const QString &file, const QString &difference)
{
    static const QList<Reason> kReasons = reasons();
    for (const Reason &reason : kReasons) {
        if (file.endsWith(reason.file) && difference.contains(reason.difference))
            return reason.text;
    }
    return {};
}

/// Compose files of a checkout by their names, and those of folders that hold parts of one.
QStringList composeFilesOf(const QString &repository)
{
    static const QRegularExpression kName(
        u"/(?:[^/]*compose[^/]*|(?:overrides|scenarios)/[^/]+)\\.ya?ml$"_s);
    QStringList files;
    QDirIterator walk(
        repository, {u"*.yml"_s, u"*.yaml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = QDir::cleanPath(walk.next());
        if (kName.match(path).hasMatch() && !path.contains(u"/.git/"_s)
            && !path.contains(u"/.github/"_s))
            files += path;
    }
    files.sort();
    return files;
}

/// What was compared, and what came of it.
class Comparison
{
public:
    explicit Comparison(const Compose &compose)
        : m_compose(compose)
    {
    }

    /// The files as one project, by the reader of the repository `root` and by Compose.
    void project(const QString &name, const QStringList &files, const QString &root)
    {
        const QProcessEnvironment host = QProcessEnvironment::systemEnvironment();
        const QString directory = QFileInfo(files.first()).absolutePath();
        ++m_projects;
        ProjectVariables variables(directory, host, files);
        const auto ours = readProject(variables, root);
        ComposeProject project;
        project.directory = directory;
        project.files = files;
        project.profiles = {u"*"_s};
        project.environment = {{u"PWD"_s, directory}};
        for (const QString &variable : ours ? ours->variables : QStringList()) {
            if (const auto value = ProjectVariables::hostValue(host, directory, variable))
                project.environment.insert(variable, *value);
        }
        auto theirs = m_compose.config(project);
        if (!theirs && theirs.error().message.contains(Compose::kUnwritable)) {
            const auto yaml = m_compose.configYaml(project);
            theirs = yaml ? modelOfYaml(*yaml) : theirs;
        }
        QStringList found;
        if (bool(ours) != bool(theirs))
            found += ours ? (loadFaults(*ours, {u"*"_s}).isEmpty()
                                 ? u"Compose refuses: "_s + theirs.error().message
                                 : kLinted)
                          : u"we refuse: "_s + ours.error().toText();
        else if (ours)
            found
                = differences(*ours, *theirs, directory, m_keys) + afterTrust(*ours, *theirs, root);
        m_refused += !theirs;
        for (const QString &difference : std::as_const(found)) {
            if (!reasonFor(name, difference).isEmpty())
                ++m_explained;
            else
                m_unexplained += name + u": "_s + difference;
        }
    }

    /// Every checkout in a folder: its own project, and each of its compose files alone and with
    /// it.
    void repositories(const QString &path)
    {
        const QDir folder(path);
        for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString root = QDir(folder.filePath(name)).canonicalPath();
            const ProjectVariables variables(root, QProcessEnvironment::systemEnvironment());
            const QStringList own = variables.composeFiles();
            if (!own.isEmpty())
                project(name, own, root);
            for (const QString &file : composeFilesOf(root)) {
                const QString shown = name + u'/' + QDir(root).relativeFilePath(file);
                project(shown, {file}, root);
                if (!own.isEmpty() && !own.contains(file))
                    project(name + u" with "_s + shown, own + QStringList {file}, root);
            }
        }
    }

    /// Prints the counts, and fails on what nobody explains.
    void tell() const
    {
        qInfo("%d projects, %d of them refused by Compose; %d keys compared, %d differences "
              "explained, %d not",
              m_projects,
              m_refused,
              m_keys,
              m_explained,
              int(m_unexplained.size()));
        for (const QString &difference : m_unexplained)
            qWarning("%s", qPrintable(difference)); // QVERIFY2 would cut a long list
        QVERIFY(m_projects > 0);
        QCOMPARE(m_unexplained.size(), 0);
    }

private:
    /// Once it is trusted, the same file with Compose's values: they are those of the answer, and
    /// everything that had a place still has one.
    static QStringList
    afterTrust(const ComposeFile &ours, const QJsonObject &theirs, const QString &root)
    {
        const auto adopted = withResolvedModel(ours, theirs, root);
        if (!adopted)
            return {u"the answer is not taken: "_s + adopted.error().toText()};
        int keys = 0;
        QStringList result
            = differences(*adopted, theirs, QFileInfo(ours.path).absolutePath(), keys);
        for (const ServiceEntry &service : adopted->services) {
            bool isPlaced = service.mark.line > 0 || !ours.services.contains(service.name);
            for (const PortMapping &port : service.ports)
                isPlaced = isPlaced && !port.mark.file.isEmpty();
            for (const MountEntry &mount : service.mounts)
                isPlaced = isPlaced && !mount.mark.file.isEmpty();
            if (!isPlaced)
                result += service.name + u": a place is lost"_s;
        }
        return result;
    }

    const Compose &m_compose;
    int m_projects = 0;
    int m_refused = 0;
    int m_keys = 0;
    int m_explained = 0;
    QStringList m_unexplained;
};

} // namespace

void TestCorpusCompose::initTestCase()
{
    const auto endpoint = Endpoint::resolve();
    QVERIFY(endpoint);
    m_compose.emplace(*endpoint);
    if (const auto version = m_compose->version(); !version)
        QSKIP(qPrintable(version.error().message));
}

void TestCorpusCompose::readsAsCompose()
{
    const QString corpus = qEnvironmentVariable("DEVSTACK_CORPUS_FILES");
    if (corpus.isEmpty() || !QDir(corpus + u"/compose"_s).exists())
        QSKIP("DEVSTACK_CORPUS_FILES names no folder of compose files");
    Comparison comparison(*m_compose);
    QDirIterator walk(corpus + u"/compose"_s,
                      {u"*.yml"_s, u"*.yaml"_s, u"*.json"_s},
                      QDir::Files,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString path = QDir::cleanPath(walk.next());
        // Its neighbours belong to the same repository.
        comparison.project(QDir(corpus).relativeFilePath(path), {path}, corpus + u"/compose"_s);
    }
    comparison.tell();
}

void TestCorpusCompose::readsRepositoriesAsCompose()
{
    const QString corpus = qEnvironmentVariable("DEVSTACK_CORPUS");
    if (corpus.isEmpty() || !QDir(corpus).exists())
        QSKIP("DEVSTACK_CORPUS names no folder of repositories");
    Comparison comparison(*m_compose);
    comparison.repositories(corpus);
    comparison.tell();
}

void TestCorpusCompose::readsOwnFilesAsCompose()
{
    Comparison comparison(*m_compose);
    const QDir cases(u"" SOURCE_DIR "/tests/integration/cli/cases"_s);
    for (const QString &name : cases.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        // Those of 53 are there to be refused: tests/integration/cli/test_cases.py.
        if (!name.startsWith(u"53-"))
            comparison.repositories(cases.filePath(name));
    }
    // One form a folder; also what both have to refuse.
    comparison.repositories(u"" SOURCE_DIR "/tests/integration/corpus/forms"_s);
    comparison.tell();
}

void TestCorpusCompose::readsSmallFormsAsCompose()
{
    QFile list(u"" SOURCE_DIR "/tests/integration/corpus/smallforms.txt"_s);
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QTemporaryDir scratch;
    QVERIFY(scratch.isValid());
    const QString folder = QDir(scratch.path()).canonicalPath();
    Comparison comparison(*m_compose);
    const QStringList forms = QString::fromUtf8(list.readAll()).split(u"\n### "_s).sliced(1);
    for (const QString &form : forms) {
        const QString name = form.section(u'\n', 0, 0);
        const QDir root(folder + u'/' + name);
        for (const QString &file : form.section(u'\n', 1).split(u"=== "_s).sliced(1)) {
            const QString path = root.filePath(file.section(u'\n', 0, 0));
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QFile written(path);
            QVERIFY(written.open(QIODevice::WriteOnly));
            written.write(file.section(u'\n', 1).trimmed().toUtf8() + '\n');
        }
        const ProjectVariables variables(root.path(), QProcessEnvironment::systemEnvironment());
        comparison.project(u"small forms, "_s + name, variables.composeFiles(), root.path());
    }
    comparison.tell();
}

QTEST_GUILESS_MAIN(TestCorpusCompose)
#include "tst_corpus_compose.moc"
