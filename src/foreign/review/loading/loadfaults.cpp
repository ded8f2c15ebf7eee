// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/loadfaults.h"

#include "core/text.h"
#include "foreign/inspect/examplefiles.h"
#include "foreign/inspect/makefile.h"
#include "foreign/review/loading/linkfaults.h"
#include "foreign/review/loading/overridefaults.h"
#include "foreign/review/loading/schemafaults.h"
#include "foreign/review/loading/valuefaults.h"
#include "model/compose/composeplaces.h"
#include "model/compose/composetree.h"
#include "model/yaml/yamlreader.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What `.env` switches on.
QStringList chosenProfiles(const Checkout &checkout)
{
    static const QRegularExpression kLine(
        u"\\A\\s*(?:export\\s+)?COMPOSE_PROFILES\\s*=\\s*[\"']?([^\"'#]*)"_s);
    QStringList profiles;
    for (const QString &line : checkout.lines(u".env"_s).value_or(QStringList())) {
        if (const auto match = kLine.match(line); match.hasMatch())
            profiles = match.captured(1).trimmed().split(u',', Qt::SkipEmptyParts);
    }
    return profiles;
}

void addDeclared(DeclaredElsewhere &elsewhere, const YamlNode &file, const QString &hint)
{
    for (const QString &section :
         {u"services"_s, u"networks"_s, u"volumes"_s, u"secrets"_s, u"configs"_s, u"models"_s}) {
        const YamlNode node = file.value(section).value_or(YamlNode());
        for (const QString &name : node.keys()) {
            if (!elsewhere.contains(section + u'.' + name))
                elsewhere.insert(section + u'.' + name, hint);
        }
    }
}

/// Examples of compose files first, then files of the root that Compose takes only when asked.
DeclaredElsewhere declaredElsewhere(const ReviewSubject &subject)
{
    static const QRegularExpression kExample(
        u"\\A((?:docker-)?compose[^/]*\\.ya?ml)[.-](?:example|sample|dist|template|tmpl)\\z"_s);
    DeclaredElsewhere elsewhere;
    for (const QString &name : subject.checkout->files()) {
        const auto match = kExample.match(name);
        const auto lines = match.hasMatch() ? subject.checkout->lines(name) : std::nullopt;
        if (!lines)
            continue;
        if (const auto file = parseYaml(lines->join(u'\n').toUtf8(), name))
            addDeclared(elsewhere,
                        *file,
                        u"%1 declares it: copy it to %2."_s.arg(printable(name),
                                                                printable(match.captured(1))));
    }
    for (const ComposeFile &other : subject.others) {
        const QString name = QDir(subject.path).relativeFilePath(other.path);
        for (const ComposeSource &source : other.sources)
            addDeclared(
                elsewhere,
                source.content,
                u"%1 declares it: name that file in COMPOSE_FILE, or move the part here."_s.arg(
                    printable(name)));
    }
    return elsewhere;
}

/// `node` without keys that are given nothing here and something in `base`: Compose keeps that, but
/// for a health test, which it takes as it is. `key` is that of `node`.
YamlNode withoutEmptied(const YamlNode &node, const YamlNode &base, const QString &key = {})
{
    if (!node.isMap() || !base.isMap())
        return node;
    QList<YamlNode::Entry> kept;
    bool isSame = true;
    for (YamlNode::Entry entry : node.entries()) {
        const YamlNode::Entry *other = base.find(entry.key);
        const bool isKept = other && !other->value.isNull() && entry.value.isNull()
            && entry.value.tag().isEmpty() && !(key == u"healthcheck" && entry.key == u"test");
        if (isKept) {
            isSame = false;
            continue;
        }
        const YamlNode value
            = other ? withoutEmptied(entry.value, other->value, entry.key) : entry.value;
        isSame = isSame && value.isSame(entry.value);
        entry.value = value;
        kept += entry;
    }
    return isSame ? node : mapNode(node, kept);
}

/// The service with what it extends counted: a key that is empty here is not where the other has
/// it.
YamlNode withoutEmptiedByExtends(const YamlNode &file, const YamlNode &merged)
{
    const YamlNode::Entry *services = file.find(u"services");
    if (!services || !services->value.isMap())
        return file;
    const YamlNode others = merged.value(u"services").value_or(YamlNode());
    YamlNode changed = services->value;
    for (YamlNode::Entry entry : services->value.entries()) {
        if (!entry.value.find(u"extends"))
            continue;
        entry.value = withoutEmptied(entry.value, others.value(entry.key).value_or(YamlNode()));
        changed = withEntry(changed, entry);
    }
    if (changed.isSame(services->value))
        return file;
    YamlNode::Entry section = *services;
    section.value = changed;
    return withEntry(file, section);
}

/// `node` with those of the keys that `whole` has and it lacks.
YamlNode withKeys(YamlNode node, const YamlNode &whole, const QStringList &keys)
{
    for (const QString &key : keys) {
        const YamlNode::Entry *given = whole.find(key);
        if (node.isMap() && given && !node.find(key))
            node = withEntry(node, *given);
    }
    return node;
}

/// The entries of a section, each completed by its twin.
YamlNode withKeysBelow(const YamlNode &section, const YamlNode &whole, const QStringList &keys)
{
    YamlNode result = section;
    for (YamlNode::Entry entry : section.entries()) {
        const YamlNode value
            = withKeys(entry.value, whole.value(entry.key).value_or(YamlNode()), keys);
        if (value.isSame(entry.value))
            continue;
        entry.value = value;
        result = withEntry(result, entry);
    }
    return result;
}

/// The file with keys that Compose demands and another file, or what is extended, gives: it looks
/// for them once all of them are merged.
YamlNode withDemanded(const YamlNode &file, const YamlNode &soFar, const YamlNode &merged)
{
    const auto completed = [](YamlNode node, const YamlNode &whole, const QString &key, auto with) {
        const YamlNode::Entry *own = node.find(key);
        if (!own || !own->value.isMap())
            return node;
        YamlNode::Entry entry = *own;
        entry.value = with(own->value, whole.value(key).value_or(YamlNode()));
        return entry.value.isSame(own->value) ? node : withEntry(node, entry);
    };
    const auto below = [](const QStringList &keys) {
        return [keys](const YamlNode &node, const YamlNode &whole) {
            return withKeysBelow(node, whole, keys);
        };
    };
    const auto ofService = [&](const YamlNode &services, const YamlNode &wholeServices) {
        YamlNode result = services;
        for (YamlNode::Entry entry : services.entries()) {
            const YamlNode all = merged.value(u"services").value_or(YamlNode());
            const YamlNode whole = (entry.value.find(u"extends") ? all : wholeServices)
                                       .value(entry.key)
                                       .value_or(YamlNode());
            YamlNode service
                = completed(entry.value, whole, u"depends_on"_s, below({u"condition"_s}));
            service = completed(
                service, whole, u"provider"_s, [](const YamlNode &node, const YamlNode &provider) {
                    return withKeys(node, provider, {u"type"_s});
                });
            if (service.isSame(entry.value))
                continue;
            entry.value = service;
            result = withEntry(result, entry);
        }
        return result;
    };
    return completed(
        completed(file, soFar, u"services"_s, ofService), soFar, u"models"_s, below({u"model"_s}));
}

/// What the variables of a file turned into something that Compose cannot take. What is wrong as
/// written is told by others.
QList<LoadFault> faultsOfValues(const ComposeSource &source)
{
    QList<LoadFault> faults;
    if (source.values.isSame(source.content) || !source.values.isMap())
        return faults;
    const YamlNode written = source.content.value(u"services").value_or(YamlNode());
    const YamlNode filled = source.values.value(u"services").value_or(YamlNode());
    for (const YamlNode::Entry &entry : filled.entries()) {
        const YamlNode before = written.value(entry.key).value_or(YamlNode());
        if (entry.value.isSame(before)
            || (!source.service.isEmpty() && source.service != entry.key))
            continue;
        faults += serviceSchemaFaults(entry) + filledValueFaults(entry);
    }
    if (source.service.isEmpty())
        faults += schemaFaults(withoutEntry(source.values, u"services"));
    return faults;
}

bool isTold(const QList<LoadFault> &faults, const SourceMark &mark)
{
    return std::ranges::any_of(faults, [&](const LoadFault &one) { return one.mark == mark; });
}

/// What is wrong within each file of the stack, each judged once.
QList<LoadFault> faultsWithin(const ComposeFile &stack)
{
    QList<LoadFault> faults;
    QStringList whole;
    YamlNode tops; // what the files of the project said before
    YamlNode others; // the same of those that they include
    for (const ComposeSource &source : stack.sources) {
        if (!source.service.isEmpty())
            continue;
        YamlNode &before = stack.tops.contains(source.path) ? tops : others;
        faults += overrideFaults(before, source.content);
        const YamlNode own = withoutEmptiedByExtends(source.content, stack.merged);
        YamlNode content = withoutEmptied(own, before);
        before = mergedTree(before, source.content, source.content);
        content = withDemanded(content, before, stack.merged);
        const QString key = source.path + u'\n' + QString::number(source.content.mark().line);
        if (whole.contains(key))
            continue;
        whole += key;
        if (!whole.contains(source.path))
            whole += source.path;
        faults += schemaFaults(content) + valueFaults(source.content);
    }
    QStringList parts;
    for (const ComposeSource &source : stack.sources) {
        const QString part = source.path + u'\n' + source.service;
        if (whole.contains(source.path) || parts.contains(part))
            continue;
        parts += part;
        const YamlNode services = source.content.value(u"services").value_or(YamlNode());
        if (const YamlNode::Entry *entry = services.find(source.service))
            faults += serviceSchemaFaults(*entry) + serviceValueFaults(*entry);
    }
    for (const ComposeSource &source : stack.sources) {
        for (const LoadFault &fault : faultsOfValues(source)) {
            if (!isTold(faults, fault.mark))
                faults += fault;
        }
    }
    return faults;
}

/// What a file declares although a file that it includes declares it otherwise.
QList<LoadFault> includeConflicts(const ComposeFile &stack)
{
    QList<LoadFault> faults;
    const auto compare = [&](const ComposeSource &own, const ComposeSource &included) {
        for (const QString &section :
             {u"services"_s, u"networks"_s, u"volumes"_s, u"secrets"_s, u"configs"_s}) {
            const YamlNode ours = own.content.value(section).value_or(YamlNode());
            const YamlNode theirs = included.content.value(section).value_or(YamlNode());
            for (const YamlNode::Entry &entry : ours.entries()) {
                const YamlNode::Entry *other = theirs.find(entry.key);
                if (!other || other->value.sameContent(entry.value))
                    continue;
                faults
                    += {entry.keyMark,
                        u"“%1.%2” is declared here and, otherwise, in the included file %3."_s.arg(
                            section,
                            printable(entry.key),
                            printable(QFileInfo(included.path).fileName())),
                        u"Take one of them out, or change it in an override file."_s};
            }
        }
    };
    for (const ComposeSource &own : stack.sources) {
        const YamlNode includes = own.content.value(u"include").value_or(YamlNode());
        for (const YamlNode &item : includes.items()) {
            const YamlNode path = item.isMap() ? item.value(u"path").value_or(YamlNode()) : item;
            const QString file = QDir::cleanPath(QDir(own.base).absoluteFilePath(path.text()));
            for (const ComposeSource &included : stack.sources) {
                if (own.service.isEmpty() && included.service.isEmpty() && path.isScalar()
                    && included.path == file)
                    compare(own, included);
            }
        }
    }
    return faults;
}

/// The reader's refusal; a required variable may be in an example of `.env`.
LoadFault faultOf(const ReviewSubject &subject, const Error &refusal)
{
    QString fix = refusal.hint;
    if (refusal.message.contains(u"required variable"_s)) {
        const QString way = wayToMake(*subject.checkout, subject.facts.makefile, u".env"_s);
        if (!way.isEmpty() && !subject.checkout->lines(u".env"_s))
            fix = way;
    }
    return {refusal.where,
            u"Compose refuses to load the files: %1."_s.arg(refusal.message),
            fix.isEmpty() ? u"Correct this place."_s : fix};
}

/// Whether the file is YAML, and only no compose file; what cannot be read at all is no finding.
bool isFaultOfForm(const Error &fault)
{
    return fault.where.line > 0
        && (fault.message.contains(u"is given twice"_s)
            || readYamlDocuments(fault.where.file).hasValue());
}

/// Looks for the files that one stack names.
class FileSearch
{
public:
    /// `subject` knows the ways to make a file; may be null.
    FileSearch(const QString &root, const ReviewSubject *subject)
        : m_root(root)
        , m_subject(subject)
    {
    }

    QList<LoadFault> take() { return m_faults; }

    /// Without `profiles`: of every service, and what is read only at the start too.
    void stack(const ComposeFile &stack, const std::optional<QStringList> &profiles = {})
    {
        const QString folder = stack.directory;
        const YamlNode services = stack.merged.value(u"services").value_or(YamlNode());
        for (const YamlNode::Entry &service : services.entries()) {
            if (profiles && !isSwitchedOn(service.value, *profiles))
                continue;
            if (const auto named = service.value.value(u"env_file"))
                files(*named, folder, u"the environment file"_s);
            if (const auto named = service.value.value(u"label_file"))
                files(*named, folder, u"the label file"_s);
        }
        if (!profiles) {
            contents(stack, folder, u"secrets"_s, u"the file of a secret"_s);
            contents(stack, folder, u"configs"_s, u"the file of a config"_s);
        }
        for (const ComposeSource &source : stack.sources) {
            extended(source);
            if (!source.service.isEmpty())
                continue;
            const YamlNode includes = source.content.value(u"include").value_or(YamlNode());
            for (const YamlNode &item : includes.items()) {
                files(item.isMap() ? item.value(u"path").value_or(YamlNode()) : item,
                      source.base,
                      u"the included file"_s);
                if (const auto variables = item.value(u"env_file"))
                    files(*variables, source.base, u"the environment file"_s);
            }
        }
    }

private:
    /// The files that services of a source extend.
    void extended(const ComposeSource &source)
    {
        const YamlNode services = source.content.value(u"services").value_or(YamlNode());
        for (const YamlNode::Entry &service : services.entries()) {
            const auto extends = service.value.value(u"extends");
            const auto file = extends ? extends->value(u"file") : std::nullopt;
            if (file && (source.service.isEmpty() || source.service == service.key))
                look(*file, source.base, u"the file of “extends”"_s);
        }
    }

    /// Of what a service takes: nobody reads the others.
    void contents(const ComposeFile &stack,
                  const QString &folder,
                  const QString &section,
                  const QString &what)
    {
        QSet<QString> taken;
        const auto take = [&](const YamlNode &list) {
            for (const YamlNode &item : list.items())
                taken += item.isMap() ? item.value(u"source").value_or(YamlNode()).text()
                                      : item.text();
        };
        const YamlNode services = stack.merged.value(u"services").value_or(YamlNode());
        for (const YamlNode::Entry &service : services.entries()) {
            take(service.value.value(section).value_or(YamlNode()));
            const YamlNode build = service.value.value(u"build").value_or(YamlNode());
            take(build.value(section).value_or(YamlNode()));
        }
        const YamlNode node = stack.merged.value(section).value_or(YamlNode());
        for (const YamlNode::Entry &entry : node.entries()) {
            const auto file = entry.value.value(u"file");
            if (file && taken.contains(entry.key))
                look(*file, folder, what);
        }
    }

    void files(const YamlNode &node, const QString &base, const QString &what)
    {
        for (const YamlNode &item : node.isList() ? node.items() : QList<YamlNode> {node}) {
            const auto required = item.value(u"required");
            if (!required || required->text() == u"true")
                look(item.isMap() ? item.value(u"path").value_or(YamlNode()) : item, base, what);
        }
    }

    void look(const YamlNode &node, const QString &base, const QString &what)
    {
        const QString name = filledInPath(node.text());
        if (isNoRemotePlace(name)) {
            m_faults
                += {node.mark(),
                    u"%1 “%2” is fetched by nobody: Compose fetches git repositories "
                    u"(“….git”) and OCI artifacts only."_s.arg(capitalised(what), printable(name)),
                    u"Keep a copy of the file in the repository."_s};
            return;
        }
        if (name.isEmpty() || name.contains(u'$') || name.startsWith(u'~') || name.contains(u"://")
            || QDir::isAbsolutePath(name) || isRemotePlace(name))
            return;
        const QString path = QDir::cleanPath(QDir(base).absoluteFilePath(name));
        const QFileInfo info(path);
        if (info.exists() && !info.isDir())
            return;
        const QString relative = QDir(m_root).relativeFilePath(path);
        if (info.isDir()) {
            m_faults += {node.mark(),
                         u"%1 “%2” is a folder."_s.arg(capitalised(what), printable(relative)),
                         u"Name a file in it."_s};
            return;
        }
        const QString way = relative.startsWith(u"../") ? QString() : wayTo(relative);
        m_faults
            += {node.mark(),
                u"%1 “%2” is not there: Compose ends before anything starts."_s.arg(
                    capitalised(what), printable(relative)),
                !way.isEmpty() ? way
                               : u"Add %1, or an example of it that the bootstrap copies."_s.arg(
                                   printable(relative))};
    }

    QString wayTo(const QString &relative) const
    {
        if (m_subject)
            return wayToMake(*m_subject->checkout, m_subject->facts.makefile, relative);
        const Checkout checkout(m_root);
        return wayToMake(checkout, readMakefile(checkout), relative);
    }

    /// A web address that Compose takes for a local path.
    static bool isNoRemotePlace(const QString &name)
    {
        static const QRegularExpression kWeb(u"\\Ahttps?://[^#?]*"_s);
        const auto match = kWeb.match(name);
        return match.hasMatch() && !match.captured().contains(u".git"_s);
    }

    static QString capitalised(const QString &text)
    {
        return text.first(1).toUpper() + text.sliced(1);
    }

    /// The path with the defaults of its variables.
    static QString filledInPath(const QString &text)
    {
        static const QRegularExpression kDefault(u"\\$\\{[A-Za-z_]\\w*:?-([^${}]*)\\}"_s);
        QString result = text;
        return result.replace(kDefault, u"\\1"_s);
    }

    const QString m_root;
    const ReviewSubject *m_subject;
    QList<LoadFault> m_faults;
};

} // namespace

QList<LoadFault> loadFaults(const ComposeFile &stack, const QStringList &profiles)
{
    return faultsWithin(stack) + includeConflicts(stack) + linkFaults(stack, profiles)
        + combinedFaults(stack.merged);
}

QList<LoadFault> loadFaults(const ReviewSubject &subject)
{
    QList<LoadFault> faults;
    const QStringList profiles = chosenProfiles(*subject.checkout);
    const DeclaredElsewhere elsewhere = declaredElsewhere(subject);
    const auto addNew = [&](const QList<LoadFault> &more) {
        for (const LoadFault &fault : more) {
            if (!isTold(faults, fault.mark))
                faults += fault;
        }
    };
    for (const ComposeFile &stack : subject.stacks) {
        faults += faultsWithin(stack);
        faults += includeConflicts(stack);
        faults += linkFaults(stack, profiles, elsewhere);
        addNew(combinedFaults(stack.merged));
    }
    if (subject.isFilledIn) {
        addNew(faultsWithin(subject.compose));
        addNew(linkFaults(subject.compose, profiles, elsewhere));
        addNew(combinedFaults(subject.compose.merged));
    }
    for (const Error &refusal : subject.refusals)
        addNew({faultOf(subject, refusal)});
    for (const Error &fault : subject.unreadable) {
        if (isFaultOfForm(fault))
            addNew({faultOf(subject, fault)});
    }
    return faults;
}

QList<LoadFault>
missingFiles(const ComposeFile &stack, const QString &repositoryRoot, const QStringList &profiles)
{
    FileSearch search(repositoryRoot, nullptr);
    search.stack(stack, profiles);
    return search.take();
}

QList<LoadFault> missingFiles(const ReviewSubject &subject)
{
    FileSearch search(subject.path, &subject);
    for (const ComposeFile &stack : subject.stacks)
        search.stack(stack);
    return search.take();
}

} // namespace devstack
